import type { DescribedGroup, GroupStanding } from '../../../shared/container-instances/contract';
import type { GroupPlace } from '../../../shared/container-instances/group-place';
import { obstacleOf } from './check-group';
import { isLatchkeyGateway } from './gateway-container';
import { heldValuesOf } from './held-values';
import { regionNameOf } from './needs-recreate';
import type { WireContainer, WireGroup, WireProperties } from './ports';
import { readTags } from './tags';

/** A group as somebody sees it who is to choose it. */
export function describeGroup(place: GroupPlace, group: WireGroup): DescribedGroup {
  const { tenant, subscription, resourceGroup, name } = place;
  const { containers, ipAddress } = group.properties;
  const latchkey = readTags(group);
  const obstacle = obstacleOf(group);
  return {
    name,
    place: { tenant, subscription, resourceGroup, region: regionNameOf(group.location) },
    containers: containers.map(describeContainer),
    publicPorts: (ipAddress?.ports ?? []).map(({ port }) => port),
    ...(ipAddress?.ip !== undefined && { address: ipAddress.ip }),
    ...(ipAddress?.fqdn !== undefined && { azureName: ipAddress.fqdn }),
    asks: heldValuesOf(group),
    ...(latchkey && { latchkey }),
    ...(obstacle && { obstacle }),
  };
}

/** How a group stands, in Azure's own words; `gone` where there is none. */
export function standingOf(group: WireGroup | undefined): GroupStanding {
  if (!group) return { state: 'gone', containers: [], events: [] };
  const { instanceView, provisioningState = '', containers } = group.properties;
  return {
    state: instanceView?.state ?? provisioningState,
    containers: containers.map(standingOfContainer),
    events: eventsOf(instanceView?.events),
  };
}

function describeContainer(container: WireContainer): DescribedGroup['containers'][number] {
  const { name, properties } = container;
  const { image = '', ports = [], resources } = properties;
  const { cpu = 0, memoryInGB = 0, gpu } = resources?.requests ?? {};
  return {
    name,
    image,
    ports: ports.map(({ port }) => port),
    size: { cpu, memoryGb: memoryInGB, ...(gpu && { gpu: { count: gpu.count, sku: gpu.sku } }) },
    isGateway: isLatchkeyGateway(container) || /^(?:latchkey-)?gateway$/u.test(name),
  };
}

function standingOfContainer({ name, properties }: WireContainer): GroupStanding['containers'][number] {
  const { restartCount = 0, currentState, previousState, events } = properties.instanceView ?? {};
  const exitCode = currentState?.exitCode ?? previousState?.exitCode;
  return {
    name,
    state: currentState?.state ?? '',
    detail: currentState?.detailStatus ?? '',
    restarts: restartCount,
    ...(exitCode !== undefined && exitCode !== null && { exitCode }),
    events: eventsOf(events),
  };
}

type Events = NonNullable<WireProperties['instanceView']>['events'];

function eventsOf(events: Events): GroupStanding['events'] {
  return (events ?? []).map(({ name = '', message = '', type, count = 1, firstTimestamp = '', lastTimestamp }) => ({
    name,
    message,
    count,
    at: lastTimestamp ?? firstTimestamp,
    warning: type === 'Warning',
  }));
}
