import { gatewayPort } from '../../shared/container-instances/gateway-port';
import type { ContainerGroupSettings } from '../../shared/container-instances/contract';
import type { Request } from '../../shared/ipc/contract';
import { AppError } from '../app-error';
import { asChosen, choose } from './choices';
import { groupOf } from './describe-service';
import type { GroupSettings, ServicePorts } from './ports';
import type { ServiceFacts } from './service-facts';
import type { ServiceRecords } from './service-records';

/**
 * Keeps what was chosen and checked. What Azure has, or is to have again, would be lost sight of in another group: it has to be
 * deleted there first. @throws {AppError} `service.place-fixed`, `service.gone`, `library.key-not-opened`
 */
export async function chooseContainerGroup(
  { id, ...chosen }: Request<'services.set-container-group'>,
  records: ServiceRecords,
  ports: Pick<ServicePorts, 'secureVariables' | 'isToBeMadeAnew'>,
): Promise<void> {
  const { facts } = await records.get(id);
  const before = groupOf(asChosen(facts));
  if (before) {
    const isSame = isSameGroup(before.containerGroup, chosen.containerGroup);
    if (!isSame && (facts.deployed !== undefined || (await ports.isToBeMadeAnew(id)))) {
      throw new AppError('service.place-fixed', { name: before.containerGroup.name });
    }
    const uses = [chosen, facts.deployed === undefined ? undefined : groupOf(facts)];
    const gone = isSame ? valuesNoMore(facts, before, uses, ports) : facts.held;
    await records.forgetHeld(id, gone);
  }
  await records.edit(id, (now) => choose(now, { ...chosen, port: gatewayPort(chosen) }));
}

/**
 * Ids of the values that were given for the variables of a group and that none of its uses asks for any more.
 * SECURITY: they are kept no longer.
 */
export function valuesNoMore(
  { held }: Pick<ServiceFacts, 'held'>,
  before: GroupSettings | undefined,
  uses: readonly (GroupSettings | undefined)[],
  { secureVariables }: Pick<ServicePorts, 'secureVariables'>,
): readonly string[] {
  const was = new Set(before && secureVariables(before));
  const is = new Set(uses.flatMap((use) => (use ? secureVariables(use) : [])));
  return held.filter((value) => was.has(value) && !is.has(value));
}

/** In the same region, too, and come to in the same way. */
function isSameGroup(one: ContainerGroupSettings, other: ContainerGroupSettings): boolean {
  return keyOf(one) === keyOf(other);
}

/** Azure tells names apart whatever their case; the names of subscription and region are for people. */
function keyOf({ origin, name, place }: ContainerGroupSettings): string {
  const { subscription, resourceGroup, region } = place;
  return [origin, subscription, resourceGroup, region, name].join('/').toLowerCase();
}
