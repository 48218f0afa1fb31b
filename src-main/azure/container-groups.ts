import type { Quota, RegionOffer } from '../../shared/azure/contract';
import { AppError } from '../app-error';
import type { GroupPlace } from '../../shared/container-instances/group-place';
import type {
  ContainerGroups,
  RegistryLogin,
  RegistryPlace,
  SubscriptionPlace,
  WireGroup,
} from '../targets/container-instances/ports';
import { actOnGroup, putGroup, readGroup, readOperation } from './container-group-requests';
import { deleteGroup, readLogs, readQuotas, readRegionOffer } from './container-instances';
import type { CurrentArm } from './current-arm';
import { groupProblem } from './operation-problem';
import { isRegistered, register } from './provider-registration';
import { readPullCredentials } from './registries';

/** Azure's container groups, as the account that is in use. */
export class AzureContainerGroups implements ContainerGroups {
  /** @param registered Subscriptions that were seen to be registered; what is seen here is added. */
  constructor(
    private readonly arm: CurrentArm,
    private readonly registered: Set<string>,
  ) {}

  read(place: GroupPlace, signal?: AbortSignal): Promise<WireGroup | undefined> {
    return this.arm.use(place.tenant, (arm) => readGroup(arm, place, signal), signal);
  }

  async put(
    place: GroupPlace,
    group: WireGroup,
    signal?: AbortSignal,
  ): Promise<{ readonly operation: string | undefined }> {
    try {
      return await this.arm.use(place.tenant, (arm) => putGroup(arm, place, group, signal), signal);
    } catch (cause) {
      // Somebody has unregistered it since.
      if (cause instanceof AppError && cause.code === 'azure.provider-not-registered')
        this.registered.delete(place.subscription);
      throw cause;
    }
  }

  async whyFailed(place: GroupPlace, group: WireGroup, operation: string | undefined): Promise<AppError> {
    // That Azure can't be asked must not hide that it went wrong.
    const ended =
      operation === undefined
        ? undefined
        : await this.arm.use(place.tenant, (arm) => readOperation(arm, operation)).catch(() => undefined);
    return groupProblem(place.name, group, ended);
  }

  remove(place: GroupPlace, signal?: AbortSignal): Promise<void> {
    return this.arm.use(place.tenant, (arm) => deleteGroup(arm, place, signal), signal);
  }

  restart(place: GroupPlace, signal?: AbortSignal): Promise<void> {
    return this.arm.use(place.tenant, (arm) => actOnGroup(arm, place, 'restart', signal), signal);
  }

  start(place: GroupPlace, signal?: AbortSignal): Promise<void> {
    return this.arm.use(place.tenant, (arm) => actOnGroup(arm, place, 'start', signal), signal);
  }

  stop(place: GroupPlace, signal?: AbortSignal): Promise<void> {
    return this.arm.use(place.tenant, (arm) => actOnGroup(arm, place, 'stop', signal), signal);
  }

  logs(place: GroupPlace, container: string, lines: number, signal?: AbortSignal): Promise<string> {
    return this.arm.use(place.tenant, (arm) => readLogs(arm, place, container, lines), signal);
  }

  async isRegistered({ tenant, subscription }: SubscriptionPlace, signal?: AbortSignal): Promise<boolean> {
    if (this.registered.has(subscription)) return true;
    const found = await this.arm.use(tenant, (arm) => isRegistered(arm, subscription), signal);
    if (found) this.registered.add(subscription);
    return found;
  }

  register({ tenant, subscription }: SubscriptionPlace, signal?: AbortSignal): Promise<void> {
    return this.arm.use(tenant, (arm) => register(arm, subscription, signal), signal);
  }

  offer({ tenant, subscription }: SubscriptionPlace, region: string, signal?: AbortSignal): Promise<RegionOffer> {
    return this.arm.use(tenant, (arm) => readRegionOffer(arm, subscription, region), signal);
  }

  quotas({ tenant, subscription }: SubscriptionPlace, region: string, signal?: AbortSignal): Promise<readonly Quota[]> {
    return this.arm.use(tenant, (arm) => readQuotas(arm, subscription, region), signal);
  }

  pullCredentials(registry: RegistryPlace, signal?: AbortSignal): Promise<RegistryLogin> {
    return this.arm.use(registry.tenant, (arm) => readPullCredentials(arm, registry), signal);
  }
}
