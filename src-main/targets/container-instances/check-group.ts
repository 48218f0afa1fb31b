import type { Quota, RegionOffer } from '../../../shared/azure/contract';
import type { DescribedGroup } from '../../../shared/container-instances/contract';
import { AppError } from '../../app-error';
import { unusable } from './check-settings';
import { isLatchkeyGateway } from './gateway-container';
import { totalOf } from './group-total';
import type { WireGroup } from './ports';
import { modelContainer, type Settings } from './settings';
import { areTooMany } from './tags';

/** Azure's limit of ports on one address (learn.microsoft.com/azure/container-instances/container-instances-resource-and-quota-limits). */
const MOST_PORTS = 5;
const MOST_CONTAINERS = 60;
const MOST_VOLUMES = 20;

/** Why Latchkey can't put a gateway in front of this group; undefined where it can. */
export function obstacleOf({ properties }: WireGroup): DescribedGroup['obstacle'] {
  const { osType, ipAddress, subnetIds = [], priority, confidentialComputeProperties } = properties;
  if (osType === 'Windows') return 'windows';
  if (ipAddress?.type === 'Private' || (Array.isArray(subnetIds) && subnetIds.length > 0)) return 'private-network';
  // learn.microsoft.com/azure/container-instances/container-instances-spot-containers-overview: no public IP address.
  if (priority === 'Spot') return 'spot';
  // …/container-instances-confidential-overview: the policy lists every container; without one, all are allowed.
  const { ccePolicy } = (confidentialComputeProperties ?? {}) as { readonly ccePolicy?: unknown };
  return typeof ccePolicy === 'string' && ccePolicy !== '' ? 'confidential' : undefined;
}

/** A group that is there, and can be secured. @throws {AppError} `container-group.not-securable`, `container-group.setting-unusable` */
export function checkExisting(settings: Settings, there: WireGroup): void {
  const reason = obstacleOf(there);
  if (reason) throw new AppError('container-group.not-securable', { name: settings.containerGroup.name, reason });
  if (settings.containerGroup.origin === 'new') return;
  const name = modelContainer(settings);
  const model = there.properties.containers.find((container) => container.name === name);
  if (!model) throw unusable('container', 'missing', name);
  if (isLatchkeyGateway(model)) throw unusable('container', 'gateway', name);
}

/** A group as it is to be, within Azure's limits for any. @throws {AppError} `container-group.setting-unusable` */
export function checkLimits(settings: Settings, wanted: WireGroup): void {
  const { containers, volumes = [], ipAddress } = wanted.properties;
  const gateway = containers.find(isLatchkeyGateway);
  const port = gateway?.properties.ports?.[0]?.port;
  const other = containers.find(
    (one) => one !== gateway && (one.properties.ports ?? []).some((opened) => opened.port === port),
  );
  if (other) {
    // Of the model's own port that is not where it listens, too: two containers of a group can't have one port.
    throw unusable('container', 'port-used', other.name);
  }
  if ((ipAddress?.ports.length ?? 0) > MOST_PORTS) throw unusable('port', 'too-many');
  if (containers.length > MOST_CONTAINERS || volumes.length > MOST_VOLUMES) throw unusable('container', 'too-many');
  if (areTooMany(wanted.tags)) throw unusable('tags', 'too-many');
  const { cpu, memoryGb } = totalOf(wanted);
  if (cpu < 1 || memoryGb < 1) throw unusable('size', 'too-small', modelContainer(settings));
}

/** Whether a region has groups of that size. @throws {AppError} `container-group.size-not-offered`, with what fits */
export function checkOffer(wanted: WireGroup, { largest, gpus: offered }: RegionOffer): void {
  const { cpu, memoryGb, gpuSku } = totalOf(wanted);
  const facts = { region: wanted.location, cpu, memoryGb };
  if (gpuSku !== '' && !offered.includes(gpuSku)) {
    throw new AppError('container-group.size-not-offered', { ...facts, gpu: gpuSku, gpus: offered.join(', ') });
  }
  if (gpuSku !== '' || !largest || (cpu <= largest.cpu && memoryGb <= largest.memoryGb)) return;
  const most = { largestCpu: largest.cpu, largestMemoryGb: largest.memoryGb };
  throw new AppError('container-group.size-not-offered', { ...facts, ...most });
}

/** Whether the subscription may have it. @throws {AppError} `azure.quota-reached` */
export function checkQuotas(wanted: WireGroup, before: WireGroup | undefined, quotas: readonly Quota[]): void {
  const { cpu, gpus, gpuSku } = totalOf(wanted);
  const had = before ? totalOf(before) : { cpu: 0, gpus: 0 };
  const more: Readonly<Record<string, number>> = {
    ContainerGroups: before ? 0 : 1,
    StandardCores: cpu - had.cpu,
    ...(gpuSku !== '' && { [`Standard${gpuSku}Cores`]: gpus - had.gpus }),
  };
  const reached = quotas.find(({ name, used, limit }) => (more[name] ?? 0) > 0 && used + (more[name] ?? 0) > limit);
  if (!reached) return;
  const { name, limit } = reached;
  throw new AppError('azure.quota-reached', { quota: name, limit, region: wanted.location });
}
