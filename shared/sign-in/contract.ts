import { z } from 'zod';
import { keepingSchema } from '../library/contract';
import { problemSchema } from '../problem';

const nothing = z.strictObject({});
const byAccount = z.strictObject({ accountId: z.uuid() });

export const cloudNames = ['public', 'us-government', 'china', 'custom'] as const;
export const cloudNameSchema = z.enum(cloudNames);
/** Which Azure: Microsoft's public one, its two sovereign ones, or one whose addresses are given (Azure Stack, the emulator). */
export type CloudName = z.infer<typeof cloudNameSchema>;

/** Domains below which an Azure gives names: `azurecr.io`, without a dot in front; a port may follow (`127.0.0.1:8443`). */
export const domainSuffixesSchema = z.strictObject({
  registry: z.string().max(300),
  containerInstances: z.string().max(300),
  kubernetes: z.string().max(300),
});
export type DomainSuffixes = z.infer<typeof domainSuffixesSchema>;

export const customCloudSchema = z.strictObject({
  /** Of Azure Resource Manager: `https://management.local.azurestack.external`. */
  resourceManager: z.string().max(300),
  /** Of sign-in, without a tenant. Empty: what Resource Manager's own description says, and so with the two below. */
  authority: z.string().max(300),
  /** What access tokens are asked for: `https://management.…/.default`. */
  scope: z.string().max(300),
  suffixes: domainSuffixesSchema.partial(),
  /** One that `sign-in.choose-ca-file` answered, or the `name` that is in use; absent: the authorities this system trusts. */
  caFile: z.string().max(4096).optional(),
});
/** A cloud as the user describes it. */
export type CustomCloud = z.infer<typeof customCloudSchema>;

export const cloudSchema = z.strictObject({
  name: cloudNameSchema,
  /** Where the browser goes to sign in: an origin, `https://login.microsoftonline.com`. */
  authority: z.string(),
  resourceManager: z.string(),
  scope: z.string(),
  suffixes: domainSuffixesSchema,
  /** Of a custom cloud: the authority that its servers' certificates come from. */
  caFile: z.strictObject({ name: z.string(), subject: z.string(), sha256: z.string() }).optional(),
  /** False: the authority has to be shown and confirmed (`sign-in.confirm-cloud`) before anybody signs in. */
  confirmed: z.boolean(),
});
/** A cloud as it is used. */
export type Cloud = z.infer<typeof cloudSchema>;

export const accountSchema = z.strictObject({
  /** Ours: it says nothing about the account, and is the same after a restart. */
  id: z.uuid(),
  /** `adele@contoso.com`. */
  userName: z.string(),
  /** `Adele Vance`; empty where Azure doesn't say. */
  name: z.string(),
  /** The id of the tenant in which the account is at home. */
  tenant: z.string(),
});
/** Somebody who is signed in. */
export type Account = z.infer<typeof accountSchema>;

export const signInMethodSchema = z.enum(['browser', 'device-code']);
export type SignInMethod = z.infer<typeof signInMethodSchema>;

/** `asked`: the user wanted to sign in. `again`: Azure asks for it before it goes on (conditional access), and a call waits for it. */
const why = z.enum(['asked', 'again']);
export const pendingSignInSchema = z.discriminatedUnion('method', [
  /** The system's browser shows Azure's page. */
  z.strictObject({ method: z.literal('browser'), why }),
  /** The code is to be typed at the address, on any device, until `expires` (ISO 8601 in UTC). `device` is absent until Azure gave them. */
  z.strictObject({
    method: z.literal('device-code'),
    why,
    device: z.strictObject({ code: z.string(), address: z.string(), expires: z.string() }).optional(),
  }),
]);
/** A sign-in that waits for the user. */
export type PendingSignIn = z.infer<typeof pendingSignInSchema>;

export const signInStateSchema = z.strictObject({
  cloud: cloudSchema,
  /** The registration that Latchkey signs in as; empty where there is none: nobody can sign in then. */
  clientId: z.string(),
  /** Where sessions are kept: `session` where the system has no keyring, and all have to sign in again after a restart. */
  keeping: keepingSchema,
  accounts: z.array(accountSchema),
  /** The account that everything is done as; one of `accounts`. */
  current: z.uuid().optional(),
  pending: pendingSignInSchema.optional(),
  /** What is the matter with the sessions that were kept: `sign-in.kept-not-opened`. */
  problem: problemSchema.optional(),
});
/** Who is signed in where. */
export type SignInState = z.infer<typeof signInStateSchema>;

export const signInCalls = {
  'sign-in.state': { request: nothing, response: signInStateSchema },
  /**
   * Signs somebody in, and makes that account the current one. Answers when it is over, which may take the user minutes;
   * `sign-in.changed` tells what is pending. Problems: `sign-in.client-id-missing`, `sign-in.cloud-not-confirmed`,
   * `sign-in.running`, `sign-in.cancelled`, `sign-in.expired`, `sign-in.declined`, `sign-in.browser-not-opened`, and those of
   * the connection (`azure.offline` …).
   */
  'sign-in.start': { request: z.strictObject({ method: signInMethodSchema }), response: nothing },
  /** Ends what is pending; `sign-in.start` then answers `sign-in.cancelled`. Does nothing where nothing is. */
  'sign-in.cancel': { request: nothing, response: nothing },
  /** Makes an account the current one. Problem `sign-in.needed`. */
  'sign-in.choose': { request: byAccount, response: nothing },
  /** Forgets an account: every token of it, in memory and on the disk. */
  'sign-in.sign-out': { request: byAccount, response: nothing },
  /**
   * Works with another cloud or registration from now on; `clientId` empty: Latchkey's own, absent: the one that is set for that cloud. Each cloud has its own accounts,
   * which are still there when one comes back to it. Problems: `cloud.address-unusable`, `cloud.ca-file-unusable`,
   * `cloud.not-described`, `cloud.client-id-unusable`, `sign-in.running`.
   */
  'sign-in.set-cloud': {
    request: z.strictObject({
      cloud: cloudNameSchema,
      /** For `custom`, and only then. */
      custom: customCloudSchema.optional(),
      clientId: z.string().max(100).optional(),
    }),
    response: nothing,
  },
  /** The user has seen the authority of a custom cloud, and wants to sign in there. Problem `sign-in.cloud-not-confirmed` for another. */
  'sign-in.confirm-cloud': { request: z.strictObject({ authority: z.string().max(300) }), response: nothing },
  /** Opens the system's file picker for the authority of a custom cloud; `caFile` is absent when it was cancelled. */
  'sign-in.choose-ca-file': { request: nothing, response: z.strictObject({ caFile: z.string().optional() }) },
} as const;

export const signInEvents = {
  /** Sent whenever something of it changes. */
  'sign-in.changed': signInStateSchema,
} as const;
