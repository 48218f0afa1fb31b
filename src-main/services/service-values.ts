import { basename } from 'node:path';
import type { Request, Response } from '../../shared/ipc/contract';
import { keySlotSchema } from '../../shared/services/api-key-slot';
import { AppError } from '../app-error';
import { readSmallFile } from '../certificates/gather-files';
import { isUsableApiKey } from '../gateway/api-key';
import type { ServicePorts } from './ports';
import type { ServiceRecords } from './service-records';
import { withHeld } from './service-secret';

/** Of a secret volume: Azure takes a request of some megabytes in all. */
const MOST_FILES = 100;
const MOST_BYTES = 1_000_000;

/** What only the user knows of a service, given once and kept as its API keys are. SECURITY: none of it goes back to the page. */
export class ServiceValues {
  constructor(
    private readonly records: ServiceRecords,
    private readonly ports: Pick<ServicePorts, 'chooseFiles'>,
  ) {}

  /** Takes it as it is: a space at its end may be part of it. @throws {AppError} `service.value-unusable`, `service.gone` */
  async giveValue({ id, valueId, value }: Request<'services.give-value'>): Promise<void> {
    if (value === '') throw unusable(valueId, 'empty');
    // No environment and no header has room for it.
    if (value.includes('\0')) throw unusable(valueId, 'characters');
    if (valueId.startsWith('protected-settings/') && !isJsonObject(value)) throw unusable(valueId, 'json');
    await this.#hold(id, valueId, value);
  }

  /** @throws {AppError} `service.value-unusable`, `file.not-found`, `file.not-readable`, `service.gone` */
  async giveFiles({ id, valueId }: Request<'services.give-files'>): Promise<Response<'services.give-files'>> {
    await this.records.get(id);
    const paths = await this.ports.chooseFiles();
    if (paths.length === 0) return { names: [] };
    const files = await readFiles(paths, () => unusable(valueId, 'too-large'));
    await this.#hold(id, valueId, JSON.stringify(Object.fromEntries(files)));
    return { names: [...files.keys()] };
  }

  /** @throws {AppError} `service.api-key-unusable`, `service.gone` */
  async giveApiKeys({ id, primary, secondary }: Request<'services.give-api-keys'>): Promise<void> {
    const apiKeys = { primary, secondary };
    const wrong = keySlotSchema.options.find((slot) => !isUsableApiKey(apiKeys[slot]));
    if (wrong !== undefined) throw new AppError('service.api-key-unusable', { slot: wrong });
    // Two that are the same can't be replaced one after the other.
    if (primary === secondary) throw new AppError('service.api-key-unusable', { slot: 'secondary' });
    await this.records.editSecret(id, (secret) => ({ ...secret, apiKeys }));
  }

  async #hold(id: string, valueId: string, value: string): Promise<void> {
    const { facts } = await this.records.get(id);
    if (facts.target === 'this-computer') throw new AppError('call.invalid');
    await this.records.editSecret(id, (secret) => withHeld(secret, valueId, value));
  }
}

/** Files by their names, each in Base64, as Azure's secret volumes have them. */
async function readFiles(paths: readonly string[], tooLarge: () => AppError): Promise<ReadonlyMap<string, string>> {
  if (paths.length > MOST_FILES) throw tooLarge();
  const files = new Map<string, string>();
  let total = 0;
  for (const path of paths) {
    const bytes = await readSmallFile(path, MOST_BYTES).catch((cause: unknown) => {
      throw cause instanceof AppError && cause.code === 'file.too-large' ? tooLarge() : cause;
    });
    total += bytes.length;
    files.set(basename(path), Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64'));
    bytes.fill(0);
    if (total > MOST_BYTES) throw tooLarge();
  }
  return files;
}

function unusable(valueId: string, reason: 'empty' | 'json' | 'characters' | 'too-large'): AppError {
  return new AppError('service.value-unusable', { name: valueId.slice(valueId.lastIndexOf('/') + 1), reason });
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
