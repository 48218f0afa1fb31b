import { z } from 'zod';
import { azureName, guid, regionName } from '../azure/contract';
import { heldValueSchema } from '../deployments/held-value';

// The page asks for the values of a container group by this name.

export const azurePlaceSchema = z.strictObject({
  tenant: guid,
  subscription: guid,
  /** As people know it: `Contoso production`. */
  subscriptionName: z.string().max(200),
  resourceGroup: azureName,
  /** `westeurope`. */
  region: regionName,
  /** `West Europe`. */
  regionName: z.string().max(100),
});
/** Where on Azure a service is, or is to be. */
export type AzurePlace = z.infer<typeof azurePlaceSchema>;

export const containerSizeSchema = z.strictObject({
  /** Processors. */
  cpu: z.number().positive().max(1000),
  memoryGb: z.number().positive().max(10_000),
  gpu: z.strictObject({ count: z.number().int().min(1).max(16), sku: z.string().max(40) }).optional(),
});
/** What a container gets. */
export type ContainerSize = z.infer<typeof containerSizeSchema>;

/** How Azure comes to an image. */
export const pullSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('anonymous') }),
  /** A registry's admin user: its password is asked of Azure when it is needed, and kept nowhere. */
  z.strictObject({ kind: z.literal('admin-user'), subscription: guid, resourceGroup: azureName, registry: azureName }),
  /** A token of a registry, or a user of any: the password is a value that the service holds (`registry-password`). */
  z.strictObject({ kind: z.literal('password'), userName: z.string().min(1).max(200) }),
  /** A user-assigned managed identity that may pull: its resource id. */
  z.strictObject({ kind: z.literal('identity'), identity: z.string().max(500) }),
]);
export type Pull = z.infer<typeof pullSchema>;

/** A variable whose `value` is absent is secure: the service holds its value (`environment`). */
export const environmentVariableSchema = z.strictObject({
  name: z.string().max(200),
  value: z.string().max(10_000).optional(),
});
export type EnvironmentVariable = z.infer<typeof environmentVariableSchema>;

const everyGroup = {
  place: azurePlaceSchema,
  /** The group's name. */
  name: z.string().max(100),
  /** Of nginx: `mcr.microsoft.com/azurelinux/base/nginx:1.28`. */
  gatewayImage: z.string().max(600),
};

export const containerGroupSchema = z.discriminatedUnion('origin', [
  /** One that Latchkey makes: the model's container, and the gateway's. */
  z.strictObject({
    origin: z.literal('new'),
    ...everyGroup,
    dnsLabel: z.string().max(100),
    size: containerSizeSchema,
    pull: pullSchema,
    /** The program and its arguments; empty: what the image says. */
    command: z.array(z.string().max(2000)).max(100),
    environment: z.array(environmentVariableSchema).max(200),
    restartPolicy: z.enum(['Always', 'OnFailure', 'Never']),
    /** A path that answers 200 as long as the model is well; absent: Azure does not look. */
    probePath: z.string().max(1000).optional(),
  }),
  /** One that was there: the gateway is added, and what else it has stays. */
  z.strictObject({
    origin: z.literal('existing'),
    ...everyGroup,
    /** Which of its containers is the model. */
    container: z.string().max(100),
    /** For a group that has none. */
    dnsLabel: z.string().max(100).optional(),
    /** Another size for the model's container. */
    size: containerSizeSchema.optional(),
  }),
]);
/** What a service on Azure Container Instances is to be, besides what every gateway and its model are: nothing of it is secret. */
export type ContainerGroupSettings = z.infer<typeof containerGroupSchema>;

export const describedContainerSchema = z.strictObject({
  name: z.string(),
  image: z.string(),
  ports: z.array(z.number().int()),
  size: containerSizeSchema,
  /** Latchkey's own, or one that is a gateway by its name. */
  isGateway: z.boolean(),
});
export const describedGroupSchema = z.strictObject({
  name: z.string(),
  place: azurePlaceSchema.omit({ subscriptionName: true, regionName: true }),
  containers: z.array(describedContainerSchema),
  publicPorts: z.array(z.number().int()),
  address: z.string().optional(),
  azureName: z.string().optional(),
  /** What has to be given before it can be changed. */
  asks: z.array(heldValueSchema),
  /** What Latchkey wrote into its tags, from whatever computer. */
  latchkey: z
    .strictObject({ hostName: z.string(), container: z.string(), port: z.number().int(), path: z.string() })
    .optional(),
  /**
   * Why Latchkey can't secure it: it runs Windows; it has no public address and can't get one, in its network or as a Spot group;
   * or its confidential policy names its containers, so that with one more it would not start.
   */
  obstacle: z.enum(['windows', 'private-network', 'spot', 'confidential']).optional(),
});
/** A container group that is there, as somebody sees it who is to choose it. */
export type DescribedGroup = z.infer<typeof describedGroupSchema>;

export const groupEventSchema = z.strictObject({
  /** `Pulling`, `Started`, `BackOff` … */
  name: z.string(),
  message: z.string(),
  count: z.number().int(),
  /** ISO 8601 in UTC; empty where Azure doesn't say. */
  at: z.string(),
  warning: z.boolean(),
});
export const groupStandingSchema = z.strictObject({
  /** Azure's: `Running`, `Stopped`, `Pending` …; `gone` where there is no such group. */
  state: z.string(),
  containers: z.array(
    z.strictObject({
      name: z.string(),
      /** Azure's: `Running`, `Waiting`, `Terminated`; empty where it doesn't say. */
      state: z.string(),
      /** `CrashLoopBackOff`, `OOMKilled` …; empty. */
      detail: z.string(),
      restarts: z.number().int(),
      exitCode: z.number().int().optional(),
      events: z.array(groupEventSchema),
    }),
  ),
  events: z.array(groupEventSchema),
});
/** How a container group is at the moment. */
export type GroupStanding = z.infer<typeof groupStandingSchema>;

const byService = z.strictObject({ serviceId: z.uuid() });

/** Problems of all: those of `azure.*`; of the calls by service `service.gone` and `service.not-deployed` too. */
export const containerInstancesCalls = {
  /** A group that is there, to be chosen. Problem `azure.not-found`. */
  'container-instances.describe-group': {
    request: azurePlaceSchema
      .pick({ tenant: true, subscription: true, resourceGroup: true })
      .extend({ name: azureName }),
    response: describedGroupSchema,
  },
  /** How the group of a service is at the moment. */
  'container-instances.look': { request: byService, response: groupStandingSchema },
  /**
   * The last lines that a container wrote since it was last started. They are the container's own words: they are shown, and
   * kept nowhere.
   */
  'container-instances.logs': {
    request: byService.extend({ container: z.string().max(100), lines: z.number().int().min(1).max(1000) }),
    response: z.strictObject({ text: z.string() }),
  },
} as const;
