import { z } from 'zod';
import { targetSchema } from '../certificates/finding';

const nothing = z.strictObject({});

/** An id of Azure's: a GUID, of no particular version. */
export const guid = z.guid();
/** SECURITY: names end up in addresses of Azure Resource Manager, so that a slash, a dot at the end (`..`) or a query has no place in one. */
export const azureName = z.string().regex(/^[\p{L}\p{N}_\-.()]{0,89}[\p{L}\p{N}_\-()]$/u);
export const regionName = z.string().regex(/^[a-z0-9-]{1,64}$/u);
/** Of a repository (OCI distribution specification). */
const repository = z
  .string()
  .regex(/^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/u)
  .max(255);

const inTenant = { tenant: guid };
const inSubscription = { ...inTenant, subscription: guid };
const inRegistry = { ...inSubscription, resourceGroup: azureName, registry: azureName };

/** A list comes page by page: what follows is asked for with `next`, by the same call with the same other fields. */
const cursor = z.uuid().optional();
function page<Item extends z.ZodType>(item: Item) {
  // SECURITY: `next` is a number of ours: the address of the next page stays in main, so that the page can't name one.
  return z.strictObject({ items: z.array(item), next: z.uuid().optional() });
}

export const tenantSchema = z.strictObject({
  id: z.string(),
  /** `Contoso`; the id where Azure doesn't say. */
  name: z.string(),
  /** `contoso.com`; empty where Azure doesn't say. */
  domain: z.string(),
  /** Where the account is at home; it is a guest in the others. */
  home: z.boolean(),
});
export type AzureTenant = z.infer<typeof tenantSchema>;

export const subscriptionSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Nothing can be created in a `disabled` one. */
  state: z.enum(['enabled', 'warned', 'disabled']),
});
export type AzureSubscription = z.infer<typeof subscriptionSchema>;

export const resourceGroupSchema = z.strictObject({ name: z.string(), region: z.string() });
export type ResourceGroup = z.infer<typeof resourceGroupSchema>;

export const regionSchema = z.strictObject({
  /** `westeurope`. */
  name: z.string(),
  /** `West Europe`. */
  displayName: z.string(),
  /** `Europe`; empty where Azure doesn't say. */
  geography: z.string(),
  /** The target's resources can be created there. */
  offered: z.boolean(),
});
export type Region = z.infer<typeof regionSchema>;

export const regionOfferSchema = z.strictObject({
  /** The most that one container group can have there, without a GPU; absent where Azure doesn't say. */
  largest: z.strictObject({ cpu: z.number(), memoryGb: z.number() }).optional(),
  /** Kinds of GPU, such as `V100`. */
  gpus: z.array(z.string()),
});
export type RegionOffer = z.infer<typeof regionOfferSchema>;

export const quotaSchema = z.strictObject({
  /** Azure's name for it: `StandardCores`. */
  name: z.string(),
  displayName: z.string(),
  used: z.number(),
  limit: z.number(),
});
export type Quota = z.infer<typeof quotaSchema>;

export const containerGroupSchema = z.strictObject({
  name: z.string(),
  resourceGroup: z.string(),
  /** `westeurope`. */
  region: z.string(),
  /** `Linux`, `Windows`; empty where Azure doesn't say. */
  osType: z.string(),
  /** Its public or private IP address; absent while it is stopped. */
  address: z.string().optional(),
  /** Azure's name for it: `churn.westeurope.azurecontainer.io`. */
  fqdn: z.string().optional(),
  /** Latchkey has secured it, says its tag: for this host name. */
  latchkey: z.strictObject({ hostName: z.string() }).optional(),
  /** Whether a gateway can be put in front of it: in Linux groups only, as secret volumes are theirs. */
  securable: z.boolean(),
});
export type ContainerGroupItem = z.infer<typeof containerGroupSchema>;

export const registrySchema = z.strictObject({
  name: z.string(),
  resourceGroup: z.string(),
  /** `contoso.azurecr.io`. */
  loginServer: z.string(),
  region: z.string(),
  /** The registry has its own user, whose credentials a deployment can use. */
  adminUser: z.boolean(),
});
export type Registry = z.infer<typeof registrySchema>;

export const tagSchema = z.strictObject({
  name: z.string(),
  /** `sha256:…` of the manifest. */
  digest: z.string(),
  /** When it was last pushed: ISO 8601 in UTC; empty where the registry doesn't say. */
  updated: z.string(),
});
export type ImageTag = z.infer<typeof tagSchema>;

export const imageSchema = z.strictObject({
  /** `docker.io` where the name says none. */
  registry: z.string(),
  repository: z.string(),
  /** `latest` where the name says neither tag nor digest. */
  tag: z.string().optional(),
  digest: z.string().optional(),
  /** The whole name: `docker.io/library/nginx:latest`. */
  reference: z.string(),
});
/** The name of a container image, understood. */
export type Image = z.infer<typeof imageSchema>;

export const azureChoiceSchema = z.strictObject({
  tenant: z.string().max(100).optional(),
  subscription: z.string().max(100).optional(),
  resourceGroup: z.string().max(100).optional(),
  region: z.string().max(100).optional(),
  registry: z.string().max(100).optional(),
});
/** Where somebody last worked. */
export type AzureChoice = z.infer<typeof azureChoiceSchema>;

/**
 * Everything here is done as the current account. Problems of all: `sign-in.needed`, `sign-in.cancelled` (Azure asked to sign in
 * again, and that was cancelled), `azure.offline`, `azure.timeout`, `azure.proxy-sign-in`, `azure.tls-not-trusted`,
 * `azure.clock-wrong`, `azure.throttled`, `azure.unavailable`, `azure.forbidden` (which says the role, where, and whom to ask),
 * `azure.not-found`, `azure.conflict`, `azure.refused`, `azure.not-understood`; of lists `azure.list-gone` too: start again.
 */
export const azureCalls = {
  'azure.tenants': { request: z.strictObject({ cursor }), response: page(tenantSchema) },
  'azure.subscriptions': { request: z.strictObject({ ...inTenant, cursor }), response: page(subscriptionSchema) },
  'azure.resource-groups': {
    request: z.strictObject({ ...inSubscription, cursor }),
    response: page(resourceGroupSchema),
  },
  /** Creates one; one that is there already in that region is as good. Problems: `azure.group-name-unusable`, `azure.group-elsewhere`. */
  'azure.create-resource-group': {
    request: z.strictObject({ ...inSubscription, name: z.string().max(200), region: regionName }),
    response: resourceGroupSchema,
  },
  /** The regions that the subscription has, and whether the target is offered in each; those that offer it first. */
  'azure.regions': {
    request: z.strictObject({ ...inSubscription, target: targetSchema.exclude(['this-computer']) }),
    response: z.strictObject({
      regions: z.array(regionSchema),
      /** Whether the subscription may use the target already; a deployment has it registered otherwise. */
      registered: z.boolean(),
    }),
  },
  /** What Azure Container Instances can do in a region. */
  'azure.region-offer': {
    request: z.strictObject({ ...inSubscription, region: regionName }),
    response: regionOfferSchema,
  },
  /** How much of Azure Container Instances' quotas is used in a region. */
  'azure.quotas': {
    request: z.strictObject({ ...inSubscription, region: regionName }),
    response: z.strictObject({ quotas: z.array(quotaSchema) }),
  },
  /** The container groups of a subscription, in all of its resource groups; those of Latchkey are marked. */
  'azure.container-groups': {
    request: z.strictObject({ ...inSubscription, cursor }),
    response: page(containerGroupSchema),
  },
  'azure.registries': { request: z.strictObject({ ...inSubscription, cursor }), response: page(registrySchema) },
  /** The repositories of a registry. Problem `azure.registry-elsewhere`. */
  'azure.repositories': { request: z.strictObject({ ...inRegistry, cursor }), response: page(z.string()) },
  /** The tags of a repository, the newest first. Problem `azure.registry-elsewhere`. */
  'azure.tags': { request: z.strictObject({ ...inRegistry, repository, cursor }), response: page(tagSchema) },
  /** Understands the name of an image in any registry, without asking it. Problem `azure.image-name-unusable`. */
  'azure.read-image-name': { request: z.strictObject({ name: z.string().max(600) }), response: imageSchema },
  /** What was last chosen with the current account in this cloud. */
  'azure.last-choice': { request: nothing, response: azureChoiceSchema },
  'azure.remember-choice': { request: azureChoiceSchema, response: nothing },
} as const;
