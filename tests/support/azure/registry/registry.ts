import type { Cloud } from '../cloud';
import { type Answer, type Call, json } from '../http/exchange';
import { createRouter, type Route } from '../http/router';
import type { FailingEffect } from '../serve-service';
import type { Registry } from '../world/state';
import { findManifest, manifestType } from './manifest';
import { type Access, createRegistryAuth } from './registry-auth';
import { RegistryError } from './registry-error';

interface RegistryRoute extends Route {
  /** What a token must allow; undefined where any will do. Left out where none is needed. */
  readonly access?: (call: Call) => Access | undefined;
  readonly handle: (call: Call) => Answer;
}

/** The login server of one container registry: Docker's API, as far as choosing an image needs it, and ACR's own tokens. */
export function createRegistry(cloud: Cloud, registry: Registry, server: string): (call: Call) => Promise<Answer> {
  const auth = createRegistryAuth(cloud, registry, server);
  const catalog = (): Access => ({ type: 'registry', name: 'catalog', actions: ['*'] });
  const pull = ({ params }: Call): Access => ({
    type: 'repository',
    name: params['name'] ?? '',
    actions: ['pull', 'metadata_read'],
  });

  function list(call: Call): Answer {
    return listed(
      cloud,
      call,
      registry.repositories.map(({ name }) => name),
      (repositories) => ({ repositories }),
    );
  }

  function tags(call: Call): Answer {
    const { name, tags: all } = repositoryOf(call);
    return listed(cloud, call, all, (some) => ({ name, tags: some }));
  }

  function ownTags(call: Call): Answer {
    const { name, tags: all } = repositoryOf(call);
    return listed(cloud, call, all, (some) => ({
      registry: server,
      imageName: name,
      tags: some.map((tag) => ({ name: tag, digest: findManifest(registry, name, tag)?.digest, signed: false })),
    }));
  }

  function manifest(call: Call): Answer {
    const { name } = repositoryOf(call);
    const reference = call.params['reference'] ?? '';
    const found = findManifest(registry, name, reference);
    if (!found) throw new RegistryError(404, 'MANIFEST_UNKNOWN', `manifest tagged by "${reference}" is not found`);
    const headers = {
      'content-type': manifestType,
      'docker-content-digest': found.digest,
      'content-length': Buffer.byteLength(found.body).toString(),
    };
    return { status: 200, headers, body: found.body };
  }

  function repositoryOf({ params }: Call) {
    const found = registry.repositories.find(({ name }) => name === params['name']);
    if (!found) throw new RegistryError(404, 'NAME_UNKNOWN', 'repository name not known to registry');
    return found;
  }

  const find = createRouter<RegistryRoute>([
    { method: 'POST', path: '/oauth2/exchange', handle: (call) => json(200, { refresh_token: auth.exchange(call) }) },
    { method: 'POST', path: '/oauth2/token', handle: (call) => json(200, { access_token: auth.token(call) }) },
    { method: 'GET', path: '/v2', access: () => undefined, handle: () => json(200, {}) },
    { method: 'GET', path: '/v2/_catalog', access: catalog, handle: list },
    { method: 'GET', path: '/acr/v1/_catalog', access: catalog, handle: list },
    { method: 'GET', path: '/v2/{name+}/tags/list', access: pull, handle: tags },
    { method: 'GET', path: '/acr/v1/{name+}/_tags', access: pull, handle: ownTags },
    { method: 'GET', path: '/v2/{name+}/manifests/{reference}', access: pull, handle: manifest },
    { method: 'HEAD', path: '/v2/{name+}/manifests/{reference}', access: pull, handle: manifest },
  ]);

  return async (call) => {
    const match = find(call.method, call.url.pathname);
    try {
      if (!match.found)
        throw new RegistryError(
          match.otherMethods ? 405 : 404,
          match.otherMethods ? 'UNSUPPORTED' : 'NOT_FOUND',
          '404 page not found',
        );
      const matched = { ...call, params: match.params };
      if (match.found.access) auth.authorize(call, match.found.access(matched));
      const answer = match.found.handle(matched);
      if (call.method === 'POST') await cloud.save();
      return { ...answer, headers: { 'docker-distribution-api-version': 'registry/2.0', ...answer.headers } };
    } catch (cause) {
      if (cause instanceof RegistryError) return cause.answer();
      throw cause;
    }
  };
}

/** How a registry says that something went wrong. */
export function failRegistry(effect: FailingEffect): Answer {
  if (effect.kind === 'claims-challenge')
    return new RegistryError(401, 'UNAUTHORIZED', 'authentication required').answer();
  const codes: Record<number, [string, string]> = {
    401: ['UNAUTHORIZED', 'authentication required'],
    403: ['DENIED', 'requested access to the resource is denied'],
    404: ['NAME_UNKNOWN', 'repository name not known to registry'],
    429: ['TOOMANYREQUESTS', 'You have reached your rate limit.'],
  };
  const [code, message] = codes[effect.status] ?? ['UNKNOWN', 'unknown error'];
  return new RegistryError(effect.status, code, message, { 'retry-after': effect.retryAfter?.toString() }).answer();
}

/** One page of names in their order: `n` of them after `last`, with a Link to the next (distribution specification, pagination). */
function listed(
  cloud: Cloud,
  { url }: Call,
  names: readonly string[],
  body: (some: readonly string[]) => object,
): Answer {
  const count = Math.min(Number(url.searchParams.get('n') ?? Infinity), cloud.settings.pageSize);
  const last = url.searchParams.get('last') ?? '';
  const after = [...names].sort().filter((name) => name > last);
  const some = after.slice(0, count);
  if (some.length === after.length) return json(200, body(some));
  const query = new URLSearchParams({ last: some.at(-1) ?? '', n: count.toString(), orderby: '' });
  return json(200, body(some), { link: `<${url.pathname}?${query.toString()}>; rel="next"` });
}
