/**
 * Takes the name of an image apart as Docker does (github.com/distribution/reference): what stands before the first slash is a
 * registry if it has a dot or a port or is `localhost`, and Docker Hub is meant otherwise.
 */
export function splitImageName(name: string): { readonly registry: string; readonly repository: string } {
  const [first = '', ...rest] = name.split('/');
  const isRegistry = rest.length > 0 && (/[.:]/u.test(first) || first.toLowerCase() === 'localhost');
  const registry = isRegistry ? first.toLowerCase() : 'docker.io';
  const repository = isRegistry ? rest.join('/') : name;
  // Docker Hub's own images are in a folder that nobody types.
  return {
    registry,
    repository: registry === 'docker.io' && !repository.includes('/') ? `library/${repository}` : repository,
  };
}

/** A name as it was typed, without the scheme that some copy along. */
export function withoutScheme(typed: string): string {
  return typed.trim().replace(/^https?:\/\//iu, '');
}

/** A registry as credentials name it: Docker Hub has another name there than in images. */
export function credentialServer(registry: string): string {
  return registry === 'docker.io' ? 'index.docker.io' : registry;
}
