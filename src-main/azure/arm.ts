import { setTimeout as sleep } from 'node:timers/promises';
import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient, PipelinePolicy } from '@azure/core-rest-pipeline';
import type { AzureAccess } from './access';
import { createCredential } from './credential';
import { createHttpClient } from './http-client';
import { createPatience, type Wait } from './patience';
import type { Send } from './transport';

/** What every client of the SDKs is made with. */
export interface ArmOptions {
  readonly credential: TokenCredential;
  readonly options: {
    readonly endpoint: string;
    readonly credentialScopes: string;
    readonly httpClient: HttpClient;
    readonly retryOptions: { readonly maxRetries: 0 };
    readonly additionalPolicies: { readonly policy: PipelinePolicy; readonly position: 'perRetry' }[];
    readonly userAgentOptions: { readonly userAgentPrefix: string };
  };
}

/** The way to Resource Manager as this account in this tenant. */
export interface Arm extends ArmOptions {
  readonly access: AzureAccess;
  readonly tenant: string;
  readonly wait: Wait;
}

/** What opening it takes. */
export interface ArmPorts {
  /** To the addresses that `allows` takes, trusting what the account's cloud says. */
  readonly openTransport: (access: AzureAccess, allows: (url: URL) => boolean) => Send;
  readonly wait?: Wait;
}

/** Puts together what the SDKs need: our transport, our credential, our patience. Loads the SDKs' core. */
export async function openArm(access: AzureAccess, tenant: string, ports: ArmPorts): Promise<Arm> {
  const { createHttpHeaders } = await import('@azure/core-rest-pipeline');
  const { resourceManager, scope } = access.cloud;
  const send = ports.openTransport(access, ({ origin }) => origin === resourceManager);
  const wait = ports.wait ?? waitFor;
  const policy = createPatience(wait);
  return {
    access,
    tenant,
    wait,
    credential: createCredential(access, tenant),
    options: {
      endpoint: resourceManager,
      credentialScopes: scope,
      httpClient: createHttpClient(send, createHttpHeaders),
      // Ours asks again instead.
      retryOptions: { maxRetries: 0 },
      // Within the SDKs' own reading of answers, which makes an exception of every status that isn't good.
      additionalPolicies: [{ policy, position: 'perRetry' }],
      userAgentOptions: { userAgentPrefix: 'Latchkey' },
    },
  };
}

/** Ends at once where it is stopped: whoever sends next sees the signal. */
async function waitFor(milliseconds: number, signal?: object): Promise<void> {
  const options = signal instanceof AbortSignal ? { signal } : {};
  await sleep(milliseconds, undefined, options).catch(() => undefined);
}
