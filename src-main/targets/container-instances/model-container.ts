import { credentialServer } from '../../../shared/azure/image-registry';
import type { ContainerSize } from '../../../shared/container-instances/contract';
import { readImageName } from '../../azure/image-name';
import type { WireContainer, WireGroup, WireProperties } from './ports';
import { modelContainer, type Settings } from './settings';

type Credentials = NonNullable<WireProperties['imageRegistryCredentials']>;

/**
 * The model's container as it is to be, without secure values. Of a group that Latchkey makes, all that the settings speak of is
 * theirs; of one that was there, image and size alone, and only where they were changed.
 */
export function modelOf(settings: Settings, there: WireContainer | undefined): WireContainer {
  const before = there?.properties ?? {};
  const { containerGroup } = settings;
  const properties =
    containerGroup.origin === 'new'
      ? newModel(containerGroup, settings, before)
      : existingModel(containerGroup, settings, before);
  return { name: modelContainer(settings), properties };
}

type ContainerProperties = WireContainer['properties'];
type New = Extract<Settings['containerGroup'], { origin: 'new' }>;
type Existing = Extract<Settings['containerGroup'], { origin: 'existing' }>;

function existingModel({ size }: Existing, { model }: Settings, before: ContainerProperties): ContainerProperties {
  const isResized = size !== undefined && !isSize(size, before.resources?.requests);
  return { ...before, image: imageFor(model.image, before.image), ...(isResized && { resources: resourcesOf(size) }) };
}

function newModel(
  { size, command, environment, probePath }: New,
  { model }: Settings,
  {
    command: _command,
    livenessProbe: _liveness,
    readinessProbe: _readiness,
    environmentVariables: _environment,
    ...kept
  }: ContainerProperties,
): ContainerProperties {
  return {
    ...kept,
    image: model.image,
    ports: [{ port: model.port, protocol: 'TCP' }],
    resources: kept.resources && isSize(size, kept.resources.requests) ? kept.resources : resourcesOf(size),
    ...(command.length > 0 && { command }),
    ...(environment.length > 0 && {
      environmentVariables: environment.map(({ name, value }) => ({ name, ...(value !== undefined && { value }) })),
    }),
    ...(probePath !== undefined && probes(probePath, model.port)),
  };
}

/** The same image may be written in more ways than one: the one that is there stays. */
function imageFor(wanted: string, there: string | undefined): string {
  return there !== undefined && isSameImage(wanted, there) ? there : wanted;
}

function isSameImage(one: string, other: string): boolean {
  return one === other || readImageName(one).reference === readImageName(other).reference;
}

function registryServer(image: string): string {
  return credentialServer(readImageName(image).registry);
}

/** The registry whose password is asked of Azure when it is needed. */
export function adminServer({ containerGroup, model }: Settings): string | undefined {
  const isAdmin = containerGroup.origin === 'new' && containerGroup.pull.kind === 'admin-user';
  return isAdmin ? registryServer(model.image) : undefined;
}

/** How the images are come to, without passwords: of the model's registry as the settings say, of others as it was. */
export function credentialsFor({ containerGroup, model }: Settings, before: Credentials = []): Credentials {
  if (containerGroup.origin === 'existing') return before;
  const server = registryServer(model.image);
  const others = before.filter((credential) => credential.server !== server);
  const { pull } = containerGroup;
  switch (pull.kind) {
    case 'anonymous':
      return others;
    case 'admin-user':
      return [...others, { server, username: pull.registry }];
    case 'password':
      return [...others, { server, username: pull.userName }];
    case 'identity':
      return [...others, { server, identity: pull.identity }];
  }
}

/** The identities of the group, and the one that pulls among them. */
export function identityFor({ containerGroup }: Settings, before: WireGroup['identity']): unknown {
  if (containerGroup.origin === 'existing' || containerGroup.pull.kind !== 'identity') return before;
  const { type = 'None', userAssignedIdentities = {} } = (before ?? {}) as {
    readonly type?: string;
    readonly userAssignedIdentities?: Readonly<Record<string, unknown>>;
  };
  return {
    type: type.includes('SystemAssigned') ? 'SystemAssigned, UserAssigned' : 'UserAssigned',
    userAssignedIdentities: { ...userAssignedIdentities, [containerGroup.pull.identity]: {} },
  };
}

function isSize({ cpu, memoryGb, gpu }: ContainerSize, requests: Requests | undefined): boolean {
  return (
    requests !== undefined &&
    requests.cpu === cpu &&
    requests.memoryInGB === memoryGb &&
    requests.gpu?.count === gpu?.count &&
    requests.gpu?.sku === gpu?.sku
  );
}

type Requests = NonNullable<WireContainer['properties']['resources']>['requests'];

function resourcesOf({ cpu, memoryGb, gpu }: ContainerSize) {
  return { requests: { cpu, memoryInGB: memoryGb, ...(gpu && { gpu }) } };
}

/** A model may take minutes to load: it is ended for not answering only after five, and asked for nothing before it answers. */
function probes(path: string, port: number) {
  const httpGet = { path, port, scheme: 'http' };
  return {
    livenessProbe: { httpGet, initialDelaySeconds: 60, periodSeconds: 30, failureThreshold: 8, timeoutSeconds: 5 },
    readinessProbe: { httpGet, initialDelaySeconds: 1, periodSeconds: 5, failureThreshold: 3, timeoutSeconds: 5 },
  };
}
