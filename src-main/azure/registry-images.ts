import { z } from 'zod';
import type { ImageTag } from '../../shared/azure/contract';
import { AppError } from '../app-error';
import type { Arm, ArmPorts } from './arm';
import { readAnswer } from './arm-request';
import { createHttpClient } from './http-client';
import type { Page } from './pages';
import { loginServerOf, type RegistryPath } from './registries';

const PAGE = 200;

const catalogSchema = z.object({ repositories: z.array(z.string()).nullish() });
const tagsSchema = z.object({
  tags: z
    .array(z.object({ name: z.string(), digest: z.string().default(''), lastUpdateTime: z.string().default('') }))
    .nullish(),
});

/** One page of a registry's repositories (`GET /acr/v1/_catalog`). */
export async function listRepositories(
  arm: Arm,
  path: RegistryPath,
  ports: ArmPorts,
  link?: string,
): Promise<Page<string>> {
  const images = await openRegistry(arm, path, ports);
  const { body, next } = await images.get('registry:catalog:*', link ?? `/acr/v1/_catalog?n=${PAGE}`);
  return { items: catalogSchema.parse(body).repositories ?? [], link: next };
}

/** One page of a repository's tags, the newest first (`GET /acr/v1/{name}/_tags`). */
export async function listTags(
  arm: Arm,
  { repository, ...path }: RegistryPath & { readonly repository: string },
  ports: ArmPorts,
  link?: string,
): Promise<Page<ImageTag>> {
  const images = await openRegistry(arm, path, ports);
  const first = `/acr/v1/${repository}/_tags?n=${PAGE}&orderby=timedesc`;
  const { body, next } = await images.get(`repository:${repository}:metadata_read,pull`, link ?? first);
  const tags = tagsSchema.parse(body).tags ?? [];
  return {
    items: tags.map(({ name, digest, lastUpdateTime }) => ({ name, digest, updated: asTime(lastUpdateTime) })),
    link: next,
  };
}

/**
 * The registry's own API with its own tokens (github.com/Azure/acr, docs/AAD-OAuth.md): our token for Resource Manager is
 * exchanged for one of the registry, and that for one that allows this call alone.
 */
async function openRegistry(arm: Arm, path: RegistryPath, ports: ArmPorts) {
  const server = await loginServerOf(arm, path);
  const origin = `https://${server}`;
  const send = ports.openTransport(arm.access, (url) => url.origin === new URL(origin).origin);
  const request = await openPipeline(arm, send);
  const post = async (where: string, fields: Record<string, string>): Promise<unknown> =>
    readAnswer(
      await request('POST', `${origin}${where}`, {
        body: new URLSearchParams({ service: server, ...fields }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    );
  const { token: armToken } = await arm.access.token(arm.tenant);
  const exchange = { grant_type: 'access_token', tenant: arm.tenant, access_token: armToken };
  const refreshToken = z
    .object({ refresh_token: z.string() })
    .parse(await post('/oauth2/exchange', exchange)).refresh_token;
  return {
    get: async (scope: string, where: string): Promise<{ body: unknown; next?: string }> => {
      const wish = { grant_type: 'refresh_token', scope, refresh_token: refreshToken };
      const granted = z.object({ access_token: z.string() }).parse(await post('/oauth2/token', wish));
      const address = new URL(where, origin);
      // SECURITY: the link to the next page is the registry's word, and has to be within the registry.
      if (address.origin !== new URL(origin).origin) throw new AppError('azure.host-elsewhere', { host: address.host });
      const headers = { authorization: `Bearer ${granted.access_token}`, accept: 'application/json' };
      const response = await request('GET', address.href, { headers });
      const body = await readAnswer(response);
      const next = /<([^>]+)>\s*;\s*rel="?next"?/u.exec(response.headers.get('link') ?? '')?.[1];
      return { body, ...(next !== undefined && { next }) };
    },
  };
}

async function openPipeline(arm: Arm, send: Parameters<typeof createHttpClient>[0]) {
  const { createEmptyPipeline, createHttpHeaders, createPipelineRequest, setClientRequestIdPolicy } =
    await import('@azure/core-rest-pipeline');
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(setClientRequestIdPolicy());
  for (const { policy } of arm.options.additionalPolicies) pipeline.addPolicy(policy);
  const client = createHttpClient(send, createHttpHeaders);
  return (method: 'GET' | 'POST', url: string, more: { headers: Record<string, string>; body?: string }) =>
    pipeline.sendRequest(
      client,
      createPipelineRequest({ method, url, ...more, headers: createHttpHeaders(more.headers) }),
    );
}

function asTime(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? '' : new Date(time).toISOString();
}
