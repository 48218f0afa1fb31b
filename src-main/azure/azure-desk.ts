import type { AzureChoice, Image, ResourceGroup } from '../../shared/azure/contract';
import type { Request, Response } from '../../shared/ipc/contract';
import type { UseCasesOf } from '../ipc/handlers';
import type { AzureAccess } from './access';
import type { Arm, ArmPorts } from './arm';
import type { AzureSettingsStore } from './azure-settings';
import { listContainerGroups } from './container-group-list';
import { readQuotas, readRegionOffer } from './container-instances';
import type { CurrentArm } from './current-arm';
import { readImageName } from './image-name';
import { type Page, Pages } from './pages';
import { listRegions } from './regions';
import { listRegistries } from './registries';
import { listRepositories, listTags } from './registry-images';
import { createResourceGroup, listResourceGroups } from './resource-groups';
import { listSubscriptions, listTenants } from './subscriptions';

/** What choosing where needs. */
export interface AzureDeskPorts extends ArmPorts {
  readonly arm: CurrentArm;
  /** @throws {AppError} `sign-in.needed` */
  readonly access: () => Promise<AzureAccess>;
  readonly settings: AzureSettingsStore;
  /** Subscriptions that were seen to be registered for Azure Container Instances: that need not be asked again. */
  readonly registered: Set<string>;
}

/** Choosing where: everything that the page may see of Azure, as the current account. */
export class AzureDesk implements UseCasesOf<'azure'> {
  readonly #pages = new Pages();

  constructor(private readonly ports: AzureDeskPorts) {}

  async tenants({ cursor }: Request<'azure.tenants'>): Promise<Response<'azure.tenants'>> {
    const { tenant } = (await this.ports.access()).account;
    return this.#page(['tenants'], tenant, cursor, listTenants);
  }

  async subscriptions({ tenant, cursor }: Request<'azure.subscriptions'>): Promise<Response<'azure.subscriptions'>> {
    const page = await this.#page(['subscriptions'], tenant, cursor, listSubscriptions);
    this.ports.arm.learnNames(page.items);
    return page;
  }

  resourceGroups(request: Request<'azure.resource-groups'>): Promise<Response<'azure.resource-groups'>> {
    const { tenant, subscription, cursor } = request;
    return this.#page(['resource-groups', subscription], tenant, cursor, (arm, link) =>
      listResourceGroups(arm, subscription, link),
    );
  }

  createResourceGroup({
    tenant,
    subscription,
    name,
    region,
  }: Request<'azure.create-resource-group'>): Promise<ResourceGroup> {
    return this.ports.arm.use(tenant, (arm) => createResourceGroup(arm, subscription, { name: name.trim(), region }));
  }

  async regions({ tenant, subscription, target }: Request<'azure.regions'>): Promise<Response<'azure.regions'>> {
    const found = await this.ports.arm.use(tenant, (arm) => listRegions(arm, subscription, target));
    if (found.registered && target === 'container-instances') this.ports.registered.add(subscription);
    return found;
  }

  regionOffer({
    tenant,
    subscription,
    region,
  }: Request<'azure.region-offer'>): Promise<Response<'azure.region-offer'>> {
    return this.ports.arm.use(tenant, (arm) => readRegionOffer(arm, subscription, region));
  }

  quotas({ tenant, subscription, region }: Request<'azure.quotas'>): Promise<Response<'azure.quotas'>> {
    return this.ports.arm.use(tenant, async (arm) => ({ quotas: await readQuotas(arm, subscription, region) }));
  }

  containerGroups(request: Request<'azure.container-groups'>): Promise<Response<'azure.container-groups'>> {
    const { tenant, subscription, cursor } = request;
    return this.#page(['container-groups', subscription], tenant, cursor, (arm, link) =>
      listContainerGroups(arm, subscription, link),
    );
  }

  registries({ tenant, subscription, cursor }: Request<'azure.registries'>): Promise<Response<'azure.registries'>> {
    return this.#page(['registries', subscription], tenant, cursor, (arm, link) =>
      listRegistries(arm, subscription, link),
    );
  }

  repositories({ tenant, cursor, ...path }: Request<'azure.repositories'>): Promise<Response<'azure.repositories'>> {
    return this.#page(['repositories', ...Object.values(path)], tenant, cursor, (arm, link) =>
      listRepositories(arm, path, this.ports, link),
    );
  }

  tags({ tenant, cursor, ...path }: Request<'azure.tags'>): Promise<Response<'azure.tags'>> {
    return this.#page(['tags', ...Object.values(path)], tenant, cursor, (arm, link) =>
      listTags(arm, path, this.ports, link),
    );
  }

  readImageName({ name }: { name: string }): Image {
    return readImageName(name);
  }

  async lastChoice(_request: Record<string, never> = {}): Promise<AzureChoice> {
    const { account } = await this.ports.access();
    return (await this.ports.settings.current()).choices[account.id] ?? {};
  }

  async rememberChoice(choice: AzureChoice): Promise<void> {
    const { account } = await this.ports.access();
    const { choices } = await this.ports.settings.current();
    await this.ports.settings.change({ choices: { ...choices, [account.id]: choice } });
  }

  async #page<Item>(
    list: readonly string[],
    tenant: string,
    cursor: string | undefined,
    fetchPage: (arm: Arm, link?: string) => Promise<Page<Item>>,
  ): Promise<{ items: Item[]; next?: string }> {
    return this.ports.arm.use(tenant, (arm) =>
      this.#pages.next([arm.access.account.id, arm.access.cloud.resourceManager, tenant, ...list], cursor, (link) =>
        fetchPage(arm, link),
      ),
    );
  }
}
