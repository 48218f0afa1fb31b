import type { Cloud } from '../../cloud';
import type { Registry } from '../../world/state';
import { findManifest } from '../../registry/manifest';
import { ArmError } from '../arm-error';
import type { GroupProperties, RegistryCredential } from './properties';

/** Checks what the service checks before it starts anything: that images of registries here are there and may be pulled. @throws ArmError 400 InaccessibleImage */
export function checkImages(cloud: Cloud, group: string, properties: GroupProperties): void {
  const { containers, initContainers = [], imageRegistryCredentials = [] } = properties;
  for (const { image } of [...containers, ...initContainers].map((container) => container.properties)) {
    if (image === undefined || isAccessible(cloud, image, imageRegistryCredentials)) continue;
    throw new ArmError(
      400,
      'InaccessibleImage',
      `The image '${image}' in container group '${group}' is not accessible. Please check the image and registry credential.`,
    );
  }
}

/** Images of other registries are taken on trust: nobody here can ask them. */
function isAccessible(cloud: Cloud, image: string, credentials: readonly RegistryCredential[]): boolean {
  const [server = '', ...path] = image.split('/');
  const name = Object.entries(cloud.endpoints.registries).find(([, loginServer]) => loginServer === server)?.[0];
  const registry = cloud.state.registries.find((one) => one.name === name);
  if (!registry) return true;
  const { repository = '', tag = 'latest' } =
    /^(?<repository>[^:@]+)(?:[:@](?<tag>.+))?$/u.exec(path.join('/'))?.groups ?? {};
  return (
    findManifest(registry, repository, tag) !== undefined &&
    credentials.some((credential) => credential.server === server && opens(registry, credential))
  );
}

function opens(
  { name, adminUserEnabled, passwords }: Registry,
  { username, password = '', identity }: RegistryCredential,
): boolean {
  return identity !== undefined || (adminUserEnabled && username === name && passwords.includes(password));
}
