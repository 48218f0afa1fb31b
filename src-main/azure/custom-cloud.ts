import { isIP } from 'node:net';
import { z } from 'zod';
import type { CustomCloud, DomainSuffixes } from '../../shared/sign-in/contract';
import { AppError } from '../app-error';
import type { AzureCloud, CloudAuthority } from './clouds';
import type { Send } from './transport';

/** `GET /metadata/endpoints`: Azure Stack's form of 2018, and the list of clouds that came after it. */
const authentication = z.object({ loginEndpoint: z.string(), audiences: z.array(z.string()).default([]) });
const olderSchema = z.object({ authentication });
const newerSchema = z.array(
  z.object({
    authentication,
    suffixes: z.object({ acrLoginServer: z.string().default('') }).default({ acrLoginServer: '' }),
  }),
);

/** What a cloud says of itself. */
interface Description {
  readonly authority: string;
  readonly audience: string;
  readonly registry: string;
}

/**
 * Understands a cloud as the user describes it. What is left out, Resource Manager's own description fills in
 * (`/metadata/endpoints`); it is asked without a token. Nobody signs in there before the authority was confirmed.
 * @throws {AppError} `cloud.address-unusable`, `cloud.not-described`, and those of the connection
 */
export async function readCustomCloud(
  { resourceManager: typed, authority, scope, suffixes }: CustomCloud,
  ca: CloudAuthority | undefined,
  send: (origin: string) => Send,
): Promise<AzureCloud> {
  const resourceManager = origin('resourceManager', typed);
  const isWhole = authority.trim() !== '' && scope.trim() !== '' && (suffixes.registry ?? '').trim() !== '';
  const described = isWhole
    ? undefined
    : await describe(resourceManager, send(resourceManager), authority.trim() === '');
  const found = authority.trim() || described?.authority;
  if (!found) throw new AppError('cloud.not-described', { address: resourceManager, missing: 'authority' });
  const audience = (described?.audience ?? '').replace(/\/$/u, '') || resourceManager;
  return {
    name: 'custom',
    authority: origin('authority', found),
    resourceManager,
    scope: scopeOf(scope.trim() || `${audience}/.default`),
    suffixes: readSuffixes({ ...suffixes, registry: suffixes.registry?.trim() || described?.registry || '' }),
    ...(ca && { ca }),
    confirmed: false,
  };
}

/** Newer versions say more; a cloud that knows none of them is asked in the older way. */
async function describe(resourceManager: string, send: Send, isNeeded: boolean): Promise<Description | undefined> {
  const ask = async (version: string): Promise<unknown> => {
    const url = `${resourceManager}/metadata/endpoints?api-version=${version}`;
    const { status, text } = await send({ method: 'GET', url, headers: { accept: 'application/json' } });
    return status === 200 ? parse(text) : undefined;
  };
  try {
    const newer = newerSchema.safeParse(await ask('2022-09-01'));
    const [cloud] = newer.data ?? [];
    if (cloud) return asDescription(cloud.authentication, cloud.suffixes.acrLoginServer);
    const older = olderSchema.safeParse(await ask('2015-01-01'));
    return older.success ? asDescription(older.data.authentication, '') : undefined;
  } catch (cause) {
    if (isNeeded) throw cause;
    return undefined;
  }
}

function asDescription({ loginEndpoint, audiences }: z.infer<typeof authentication>, registry: string): Description {
  return {
    authority: loginEndpoint.replace(/\/$/u, ''),
    audience: audiences[0] ?? '',
    registry: registry.replace(/^\./u, ''),
  };
}

/** SECURITY: https, a server and perhaps a port, and nothing else: no user, no path, no query. */
function origin(field: string, typed: string): string {
  const address = typed.trim();
  const unusable = (reason: string): AppError => new AppError('cloud.address-unusable', { field, address, reason });
  if (address === '') throw unusable('empty');
  if (!/^https:\/\//iu.test(address)) throw unusable('not-https');
  if (!URL.canParse(address)) throw unusable('host-name');
  const url = new URL(address);
  if (`${url.origin}/` !== url.href) throw unusable('not-an-origin');
  if (!isHost(url.hostname)) throw unusable('host-name');
  return url.origin;
}

/** An audience and `/.default`: what that audience is, is for Entra to say. */
function scopeOf(scope: string): string {
  const isScope = /^(?:https:\/\/|api:\/\/)?[\w.:/-]+\/\.default$/u.test(scope) && scope.length <= 300;
  if (!isScope)
    throw new AppError('cloud.address-unusable', { field: 'scope', address: scope, reason: 'not-an-origin' });
  return scope;
}

function readSuffixes(suffixes: { readonly [Name in keyof DomainSuffixes]?: string | undefined }): DomainSuffixes {
  const read = (field: keyof DomainSuffixes): string => {
    const suffix = (suffixes[field] ?? '').trim().toLowerCase().replace(/^\./u, '');
    const [, host = '', port = '1'] = /^(.*?)(?::(\d{1,5}))?$/u.exec(suffix) ?? [];
    if (suffix === '' || (isHost(host) && Number(port) > 0 && Number(port) < 65_536)) return suffix;
    throw new AppError('cloud.address-unusable', { field, address: suffix, reason: 'host-name' });
  };
  return { registry: read('registry'), containerInstances: read('containerInstances'), kubernetes: read('kubernetes') };
}

/** RFC 1123 labels, or an IP address. */
function isHost(name: string): boolean {
  if (isIP(name.replaceAll(/^\[|\]$/gu, '')) > 0) return true;
  return name.length <= 253 && name.split('.').every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u.test(label));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
