import type { Step } from '../../../shared/deployments/contract';
import { AppError } from '../../app-error';
import type { Order } from '../../deployments/targets';
import type { ContainerGroups, WireGroup } from './ports';
import { placeOf, type Settings } from './settings';
import { serviceOf } from './tags';

/** What a plan is made with. */
export interface PlanPorts {
  readonly groups: Pick<ContainerGroups, 'read' | 'isRegistered' | 'offer' | 'quotas'>;
  /** Whether Azure has refused to update this group in place, as far as this process knows. */
  readonly mustRecreate: (settings: Settings) => boolean;
}

/** Where it is, as the portal calls it. */
export function placeWords({ containerGroup: { place } }: Settings): readonly string[] {
  return [place.subscriptionName, place.resourceGroup, place.regionName];
}

/** The step that waits until everything runs and answers. */
export function waitStep({ containerGroup: { name } }: Settings, containers: number): Step {
  return { code: 'container-instances.wait-group', action: 'wait', facts: { name, containers } };
}

/** The group, which has to be there. @throws {AppError} `container-group.gone` */
export async function requireGroup(
  groups: Pick<ContainerGroups, 'read'>,
  settings: Settings,
  signal: AbortSignal,
): Promise<WireGroup> {
  const group = await groups.read(placeOf(settings), signal);
  if (!group) throw new AppError('container-group.gone', { name: settings.containerGroup.name });
  return group;
}

/** SECURITY: what another service, or nobody we know, put there is not overwritten or deleted. @throws {AppError} `container-group.name-taken` */
export function requireOwn(order: Order, { containerGroup }: Settings, group: WireGroup): void {
  if (serviceOf(group) === order.serviceId) return;
  const { name, place } = containerGroup;
  throw new AppError('container-group.name-taken', { name, resourceGroup: place.resourceGroup });
}
