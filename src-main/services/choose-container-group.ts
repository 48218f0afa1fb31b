import { gatewayPort } from '../../shared/container-instances/gateway-port';
import type { ContainerGroupSettings } from '../../shared/container-instances/contract';
import type { Request } from '../../shared/ipc/contract';
import { AppError } from '../app-error';
import { groupOf } from './describe-service';
import type { ServicePorts } from './ports';
import type { ServiceRecords } from './service-records';
import { withoutHeld } from './service-secret';

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
  const before = groupOf(facts);
  if (before) {
    const isSame = isSameGroup(before.containerGroup, chosen.containerGroup);
    if (!isSame && (facts.deployed !== undefined || (await ports.isToBeMadeAnew(id)))) {
      throw new AppError('service.place-fixed', { name: before.containerGroup.name });
    }
    // SECURITY: what was given for another group, or for a variable that is no more, is kept no longer.
    const [was, is] = [ports.secureVariables(before), ports.secureVariables(chosen)];
    const gone = facts.held.filter((value) => !isSame || (was.includes(value) && !is.includes(value)));
    if (gone.length > 0) await records.editSecret(id, (secret) => withoutHeld(secret, gone));
  }
  await records.edit(id, () => ({ ...chosen, port: gatewayPort(chosen) }));
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
