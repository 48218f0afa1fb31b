import { createHash } from 'node:crypto';
import type { Registry } from '../world/state';

/** An image manifest (OCI image specification), with the digest that its bytes have. */
export interface Manifest {
  readonly digest: string;
  readonly body: string;
}

/** What an image manifest is called. */
export const manifestType = 'application/vnd.docker.distribution.manifest.v2+json';

/** The manifest that a tag or a digest names. */
export function findManifest({ repositories }: Registry, repository: string, reference: string): Manifest | undefined {
  const tags = repositories.find(({ name }) => name === repository)?.tags ?? [];
  const manifests = tags.map((tag) => ({ tag, ...manifestFor(repository, tag) }));
  return manifests.find(({ tag, digest }) => tag === reference || digest === reference);
}

/** Made from the names, so that an image has the same digest in every run. There are no layers to fetch. */
function manifestFor(repository: string, tag: string): Manifest {
  const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;
  const config = {
    mediaType: 'application/vnd.docker.container.image.v1+json',
    size: 7023,
    digest: digestOf(`${repository}:${tag}`),
  };
  const body = JSON.stringify({ schemaVersion: 2, mediaType: manifestType, config, layers: [] });
  return { digest: digestOf(body), body };
}
