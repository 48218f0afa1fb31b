import type { CustomCloud } from '../../shared/sign-in/contract';
import type { Request } from '../../shared/ipc/contract';
import { AppError } from '../app-error';
import type { UseCasesOf } from '../ipc/handlers';
import type { AzureSettings, AzureSettingsStore } from './azure-settings';
import { readCloudAuthority } from './cloud-authority';
import type { AzureCloud, CloudAuthority } from './clouds';
import { readCustomCloud } from './custom-cloud';
import type { Send } from './transport';

/** What choosing a cloud needs. */
export interface CloudChoicePorts {
  readonly settings: AzureSettingsStore;
  /** The way to one server, trusting this authority too. */
  readonly openTransport: (origin: string, ca: CloudAuthority | undefined) => Send;
  readonly chooseFiles: () => Promise<readonly string[]>;
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly isSigningIn: () => boolean;
  readonly changed: () => Promise<void>;
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** Choosing the cloud and the registration that people sign in with. */
export class CloudChoice implements Pick<UseCasesOf<'sign-in'>, 'setCloud' | 'confirmCloud' | 'chooseCaFile'> {
  readonly #chosenFiles = new Set<string>();

  constructor(private readonly ports: CloudChoicePorts) {}

  async setCloud({ cloud, custom, clientId }: Request<'sign-in.set-cloud'>): Promise<void> {
    const { settings, isSigningIn } = this.ports;
    if (isSigningIn()) throw new AppError('sign-in.running');
    const id = clientId?.trim();
    if (id && !guid.test(id)) throw new AppError('cloud.client-id-unusable', { clientId: id });
    const before = await settings.current();
    const read = cloud === 'custom' ? await this.#read(custom, before) : undefined;
    const { [cloud]: set, ...others } = before.clientIds;
    const wanted = id ?? set;
    await settings.change({
      cloud,
      clientIds: wanted ? { ...others, [cloud]: wanted } : others,
      ...(read && { custom: read }),
    });
    await this.ports.changed();
  }

  async confirmCloud({ authority }: { authority: string }): Promise<void> {
    const { custom } = await this.ports.settings.current();
    if (!custom || custom.authority !== authority) throw new AppError('sign-in.cloud-not-confirmed', { authority });
    await this.ports.settings.change({ custom: { ...custom, confirmed: true } });
    await this.ports.changed();
  }

  async chooseCaFile(_request: Record<string, never> = {}): Promise<{ caFile?: string }> {
    const [caFile] = await this.ports.chooseFiles();
    if (caFile === undefined) return {};
    this.#chosenFiles.add(caFile);
    return { caFile };
  }

  async #read(custom: CustomCloud | undefined, { custom: before }: AzureSettings): Promise<AzureCloud> {
    if (!custom)
      throw new AppError('cloud.address-unusable', { field: 'resourceManager', address: '', reason: 'empty' });
    const ca = await this.#authority(custom.caFile, before?.ca);
    const read = await readCustomCloud(custom, ca, (origin) => this.ports.openTransport(origin, ca));
    // What was confirmed is who gets the password, and on whose word that server is believed to be who it says.
    const isSame = before?.authority === read.authority && before.ca?.sha256 === read.ca?.sha256;
    return { ...read, confirmed: isSame && before.confirmed };
  }

  /** SECURITY: the page names files only that the user has picked, so that it can't have others opened. */
  async #authority(
    caFile: string | undefined,
    before: CloudAuthority | undefined,
  ): Promise<CloudAuthority | undefined> {
    if (caFile === undefined || caFile === '') return undefined;
    if (this.#chosenFiles.has(caFile)) return readCloudAuthority(caFile, this.ports.readFile);
    if (caFile === before?.name) return before;
    throw new AppError('cloud.ca-file-unusable', { name: caFile, reason: 'not-readable' });
  }
}
