import { ArmError } from '../arm-error';
import type { Container, GroupProperties, Volume } from './properties';
import { totalOf } from './properties';

const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/u;
/** What ACI keeps for itself (its FAQ). */
const RESERVED = [
  [22, 22],
  [1025, 1027],
  [3389, 3399],
  [9999, 9999],
  [19000, 19000],
  [19080, 19080],
  [19100, 19100],
  [19390, 19390],
  [20000, 30000],
  [49152, 65534],
] as const;

/** Azure's rules for a container group that its schema doesn't have: names, ports, limits. @throws ArmError 400 */
export function checkRules(name: string, properties: GroupProperties): void {
  checkName(name, `container group '${name}'`, 'InvalidContainerGroupName');
  checkContainers(name, properties);
  checkVolumes(name, properties);
  checkAddress(name, properties);
  const { cpu, memoryInGB } = totalOf(properties);
  if (cpu < 1 || memoryInGB < 1) {
    throw refuse(
      'InvalidResourceRequests',
      `The resource requests of container group '${name}' are too small: a container group needs at least 1 CPU and 1 GB memory.`,
    );
  }
}

function checkContainers(group: string, { containers, initContainers = [] }: GroupProperties): void {
  if (containers.length === 0)
    throw refuse('MissingContainers', `The containers of container group '${group}' cannot be empty.`);
  if (containers.length > 60)
    throw refuse('TooManyContainers', `The container group '${group}' has more than 60 containers.`);
  const names = [...containers, ...initContainers].map((container) => container.name);
  for (const name of names)
    checkName(name, `container '${name}' in container group '${group}'`, 'InvalidContainerName');
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice)
    throw refuse(
      'DuplicateContainerName',
      `The container name '${twice}' is used more than once in container group '${group}'.`,
    );
  for (const container of containers) checkContainer(group, container);
  const ports = containers.flatMap(({ properties }) => (properties.ports ?? []).map(({ port }) => port));
  const shared = ports.find((port, at) => ports.indexOf(port) !== at);
  if (shared)
    throw refuse(
      'DuplicateContainerPorts',
      `The port '${shared}' is used by more than one container in container group '${group}'.`,
    );
}

function checkContainer(group: string, { name, properties }: Container): void {
  const { image, ports = [], environmentVariables = [], resources } = properties;
  if (!/^[\w.:/@-]+$/u.test(image))
    throw refuse(
      'InvalidImage',
      `The image '${image}' of container '${name}' in container group '${group}' is invalid.`,
    );
  if (resources.requests.cpu <= 0 || resources.requests.memoryInGB <= 0) {
    throw refuse(
      'InvalidResourceRequests',
      `The resource requests of container '${name}' in container group '${group}' must be greater than 0.`,
    );
  }
  for (const { port } of ports) {
    if (port < 1 || port > 65_535)
      throw refuse(
        'InvalidPort',
        `The port '${port}' of container '${name}' is invalid: it must be between 1 and 65535.`,
      );
    if (RESERVED.some(([from, to]) => port >= from && port <= to))
      throw refuse('ReservedPort', `The port '${port}' of container '${name}' is reserved by the service.`);
  }
  for (const variable of environmentVariables) {
    if (!/^[A-Za-z0-9](?:\w{0,61}[A-Za-z0-9])?$/u.test(variable.name)) {
      throw refuse(
        'InvalidEnvironmentVariable',
        `The environment variable name '${variable.name}' of container '${name}' is invalid.`,
      );
    }
    if (variable.value !== undefined && variable.secureValue !== undefined) {
      throw refuse(
        'InvalidEnvironmentVariable',
        `The environment variable '${variable.name}' of container '${name}' has both a value and a secure value.`,
      );
    }
  }
}

function checkVolumes(group: string, { containers, volumes = [], osType }: GroupProperties): void {
  if (volumes.length > 20) throw refuse('TooManyVolumes', `The container group '${group}' has more than 20 volumes.`);
  for (const volume of volumes) checkVolume(group, volume, osType);
  for (const { name, properties } of containers) {
    const unknown = (properties.volumeMounts ?? []).find(
      (mount) => !volumes.some((volume) => volume.name === mount.name),
    );
    if (unknown)
      throw refuse(
        'VolumeNotFound',
        `The volume '${unknown.name}' that container '${name}' mounts is not in container group '${group}'.`,
      );
  }
}

function checkVolume(group: string, volume: Volume, osType: string): void {
  const { name, secret, ...others } = volume;
  if (name.length < 5 || name.length > 63 || !LABEL.test(name) || name.includes('--')) {
    throw refuse(
      'InvalidVolumeName',
      `The volume name '${name}' in container group '${group}' is invalid. It can contain only lowercase letters, numbers and single hyphens, and must be between 5 and 63 characters long.`,
    );
  }
  const kinds = [secret, ...Object.values(others)].filter((kind) => kind !== undefined && kind !== null);
  if (kinds.length !== 1)
    throw refuse('InvalidVolume', `The volume '${name}' in container group '${group}' must have exactly one kind.`);
  if (secret && osType !== 'Linux')
    throw refuse('InvalidVolume', `The secret volume '${name}' is supported for Linux containers only.`);
  const notBase64 = Object.entries(secret ?? {}).find(
    ([, value]) => Buffer.from(value, 'base64').toString('base64') !== value,
  );
  if (notBase64)
    throw refuse(
      'InvalidSecretValue',
      `The secret '${notBase64[0]}' of volume '${name}' in container group '${group}' must be base64 encoded.`,
    );
}

function checkAddress(group: string, { containers, ipAddress, subnetIds = [] }: GroupProperties): void {
  if (!ipAddress) return;
  const ports = ipAddress.ports.map(({ port }) => port);
  if (ports.length === 0)
    throw refuse(
      'MissingIpAddressPorts',
      `The ports in the 'ipAddress' of container group '${group}' cannot be empty.`,
    );
  if (ports.length > 5)
    throw refuse('TooManyIpAddressPorts', `The 'ipAddress' of container group '${group}' has more than 5 ports.`);
  const offered = containers.flatMap(({ properties }) => (properties.ports ?? []).map(({ port }) => port));
  const unreferenced = ports.filter((port) => !offered.includes(port));
  if (unreferenced.length > 0) {
    throw refuse(
      'UnreferencedIpAddressPorts',
      `Following ports '${unreferenced.join(',')}' in the 'ipAddress' are not used by any container in container group '${group}'.`,
    );
  }
  if (ipAddress.type === 'Private' && subnetIds.length === 0) {
    throw refuse('MissingSubnet', `The container group '${group}' with a private IP address needs a subnet.`);
  }
  checkLabel(group, ipAddress.dnsNameLabel);
}

function checkLabel(group: string, label: string | undefined): void {
  if (
    label === undefined ||
    (/^[a-z](?:[a-z0-9-]*[a-z0-9])?$/iu.test(label) && label.length >= 5 && label.length <= 63)
  )
    return;
  throw refuse(
    'InvalidDnsNameLabel',
    `The DNS name label '${label}' in container group '${group}' is invalid. It can contain only lowercase letters, numbers and hyphens. The first character must be a letter. The last character must be a letter or number. The value must be between 5 and 63 characters long.`,
  );
}

function checkName(name: string, what: string, code: string): void {
  if (name.length <= 63 && LABEL.test(name)) return;
  throw refuse(
    code,
    `The name of ${what} is invalid. It can contain only lowercase letters, numbers and hyphens, must start and end with a letter or number, and be at most 63 characters long.`,
  );
}

function refuse(code: string, message: string): ArmError {
  return new ArmError(400, code, message);
}
