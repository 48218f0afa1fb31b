import { credentialServer, splitImageName, withoutScheme } from '../../../shared/azure/image-registry';
import type { AzurePlace, ContainerSize, Pull } from '../../../shared/container-instances/contract';
import type { HeldValue } from '../../../shared/deployments/held-value';
import type { Request } from '../../../shared/ipc/contract';
import type { ContainerGroupDraft, PlaceDraft, SizeDraft, VariableDraft } from './container-group-draft';

/** What is saved of the fields, besides the protection that every gateway has. */
export type ContainerGroupRequest = Pick<
  Request<'services.set-container-group'>,
  'containerGroup' | 'model' | 'example'
>;

/** What the fields say; undefined while place or size is missing. Whether Azure takes it, main knows. */
export function settingsOf(draft: ContainerGroupDraft): ContainerGroupRequest | undefined {
  const place = placeFor(draft);
  const isNew = draft.origin === 'new';
  const size = sizeOf(isNew ? draft.size : draft.resize);
  if (place === undefined || (isNew && size === undefined)) return undefined;
  return {
    containerGroup: isNew && size ? newGroup(draft, place, size) : existingGroup(draft, place, size),
    model: {
      kind: 'container',
      image: isNew ? draft.image.trim() : draft.containerImage,
      port: Number(draft.port),
      path: draft.path.trim(),
    },
    example: draft.example,
  };
}

/** The values of a new group that only the user knows. */
export function asksOfNew(draft: Pick<ContainerGroupDraft, 'pull' | 'image' | 'environment'>): readonly HeldValue[] {
  const secure = variablesOf(draft).filter((variable) => variable.secure);
  return [
    ...(draft.pull === 'password' ? [registryPassword(draft.image)] : []),
    ...secure.map(({ name }): HeldValue => ({
      id: environmentId(name),
      kind: 'environment',
      container: 'model',
      name: name.trim(),
    })),
  ];
}

/** The password of the registry that an image comes from, as it is asked for. */
export function registryPassword(image: string): HeldValue {
  const server = registryOf(image);
  return { id: `registry-password/${server}`, kind: 'registry-password', name: server };
}

/** How a secure variable of the model is called when its value is given. */
export function environmentId(name: string): string {
  return `environment/model/${name.trim()}`;
}

/** The registry of an image as credentials name it: `contoso.azurecr.io`, and Docker Hub's where the name says none. */
export function registryOf(image: string): string {
  return credentialServer(splitImageName(withoutScheme(image)).registry);
}

/** The variables of the rows that are filled in. */
export function variablesOf({ environment }: Pick<ContainerGroupDraft, 'environment'>): readonly VariableDraft[] {
  return environment.filter(({ name, value }) => name.trim() !== '' || value !== '');
}

/** A size, if both fields have a number above nothing. */
export function sizeOf({ cpu, memoryGb, gpus, gpuSku }: SizeDraft): ContainerSize | undefined {
  const size = { cpu: Number(cpu), memoryGb: Number(memoryGb) };
  if (!(size.cpu > 0 && size.cpu <= 1000 && size.memoryGb > 0 && size.memoryGb <= 10_000)) return undefined;
  if (gpuSku === '') return size;
  const count = Number(gpus);
  return Number.isInteger(count) && count >= 1 && count <= 16 ? { ...size, gpu: { count, sku: gpuSku } } : undefined;
}

/** Where the group is to be, or is; undefined while that is not chosen. */
export function placeFor({
  origin,
  place,
  group,
}: Pick<ContainerGroupDraft, 'origin' | 'place' | 'group'>): AzurePlace | undefined {
  if (origin === 'new') return wholePlace(place);
  if (group === undefined) return undefined;
  const { resourceGroup, region, regionName } = group;
  return wholePlace({ ...place, resourceGroup, region, regionName });
}

function wholePlace({ tenant, subscription, resourceGroup, region, ...names }: PlaceDraft): AzurePlace | undefined {
  if (tenant === undefined || subscription === undefined || resourceGroup === undefined || region === undefined) {
    return undefined;
  }
  const { subscriptionName = subscription, regionName = region } = names;
  return { tenant, subscription, subscriptionName, resourceGroup, region, regionName };
}

function newGroup(
  draft: ContainerGroupDraft,
  place: AzurePlace,
  size: ContainerSize,
): ContainerGroupRequest['containerGroup'] {
  const probePath = draft.probePath.trim();
  return {
    origin: 'new',
    place,
    name: draft.name.trim(),
    gatewayImage: draft.gatewayImage.trim(),
    dnsLabel: draft.dnsLabel.trim(),
    size,
    pull: pullOf(draft),
    command: draft.command.split('\n').filter((argument) => argument !== ''),
    // SECURITY: a secure value is not among the settings: it goes by `services.give-value`.
    environment: variablesOf(draft).map(({ name, value, secure }) =>
      secure ? { name: name.trim() } : { name: name.trim(), value },
    ),
    restartPolicy: draft.restartPolicy,
    ...(probePath !== '' && { probePath }),
  };
}

function existingGroup(
  draft: ContainerGroupDraft,
  place: AzurePlace,
  size: ContainerSize | undefined,
): ContainerGroupRequest['containerGroup'] {
  const { group, container, dnsLabel, gatewayImage } = draft;
  return {
    origin: 'existing',
    place,
    name: group?.name ?? '',
    gatewayImage: gatewayImage.trim(),
    container,
    ...(group?.isNamed === false && { dnsLabel: dnsLabel.trim() }),
    ...(size && { size }),
  };
}

function pullOf({ pull, registry, userName, identity }: ContainerGroupDraft): Pull {
  if (pull === 'admin-user' && registry !== undefined) return { kind: 'admin-user', ...registry };
  if (pull === 'password') return { kind: 'password', userName: userName.trim() };
  if (pull === 'identity') return { kind: 'identity', identity: identity.trim() };
  return { kind: 'anonymous' };
}
