import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import {
  calls,
  type BridgeEvent,
  events,
  type Method,
  type Request,
  type Response,
} from '../../../shared/ipc/contract';
import type { SignInState } from '../../../shared/sign-in/contract';
import { AppError } from '../../../src-main/app-error';
import { composeAzure } from '../../../src-main/compose-azure';
import { openLog } from '../../../src-main/logging/log';
import type { SecretStore } from '../../../src-main/storage/record-store';
import type { Emulator } from '../../support/azure/emulator';
import { createNodeFetch, type Sent } from '../../support/azure-fetch';
import { signInAs } from './person';

/** Turns every bit: what is on the disk is not what was given, and looks nothing like it. */
export const keyring: SecretStore = {
  isAvailable: () => true,
  protect: (secret) => Uint8Array.from(secret, (byte) => byte ^ 0xff),
  reveal: (bytes) => Uint8Array.from(bytes, (byte) => byte ^ 0xff),
};
export const noKeyring: SecretStore = { ...keyring, isAvailable: () => false };

type AzureMethod = Extract<Method, `azure.${string}` | `sign-in.${string}`>;
type Made = ReturnType<typeof openAzure>;

/** Everything about Azure as the app composes it, over an emulator, with a person at the browser. */
export function openAzure(
  emulator: Emulator,
  given: {
    folder?: string;
    secrets?: SecretStore;
    /** Sees each answer of Azure while it is waited for. */
    around?: (answer: Promise<globalThis.Response>) => Promise<globalThis.Response>;
  } = {},
) {
  const folder = given.folder ?? mkdtempSync(join(tmpdir(), 'latchkey-azure-'));
  const sent: Sent[] = [];
  const replies: string[] = [];
  const states: SignInState[] = [];
  /** What is made of Azure's answers on their way; replaced by tests. */
  const wire = { rewrite: (body: string) => body };
  const fetchFor = createNodeFetch(
    (request) => sent.push(request),
    (body) => wire.rewrite(body),
  );
  /** What is done with the page that Azure shows; replaced by tests. */
  const browser = {
    opened: [] as string[],
    visit: (address: string): Promise<unknown> => browser.as('adele@contoso.example')(address),
    as: (userName: string, decision?: string) => (address: string) =>
      signInAs(createNodeFetch(() => undefined)({ ca: emulator.ca, hosts: [] }), address, userName, decision),
  };
  const useCases = composeAzure({
    dataFolder: folder,
    secrets: given.secrets ?? keyring,
    log: openLog(join(folder, 'logs', 'latchkey.log')),
    dialogs: {
      chooseFiles: async () => [emulator.endpoints.caFile],
      chooseAnyFiles: async () => [],
      chooseFolder: async () => undefined,
    },
    azure: {
      fetchFor: (trust) => {
        const fetch = fetchFor(trust);
        const { around = (answer) => answer } = given;
        return (address, options) => around(fetch(address, options));
      },
      openBrowser: async (address) => {
        browser.opened.push(address);
        void browser.visit(address);
      },
    },
    send: (event: BridgeEvent) => {
      const payload = events[event.name].parse(event.payload);
      replies.push(JSON.stringify(payload));
      if (event.name === 'sign-in.changed') states.push(event.payload);
    },
  });
  /** As the page calls: request and answer are held against the contract. */
  const call = async <M extends AzureMethod>(method: M, request: Request<M>): Promise<Response<M>> => {
    const [subject = '', name = ''] = method.split('.');
    const useCase = name.replaceAll(/-(\w)/gu, (_, letter: string) => letter.toUpperCase());
    const handlers = (subject === 'azure' ? useCases.azure : useCases.signIn) as unknown as Record<
      string,
      (request: unknown) => unknown
    >;
    try {
      const parsed = (calls[method].request as z.ZodType).parse(request);
      const answer = (calls[method].response as z.ZodType).parse((await handlers[useCase]!(parsed)) ?? {});
      replies.push(JSON.stringify(answer));
      return answer as Response<M>;
    } catch (cause) {
      if (cause instanceof AppError) replies.push(JSON.stringify(cause.toProblem()));
      throw cause;
    }
  };
  const { access, containerGroups } = useCases;
  return { folder, sent, replies, states, browser, wire, call, access, containerGroups };
}

/** Has the emulator's cloud set and confirmed, as a new user would. */
export async function useEmulator({ call }: Made, { endpoints }: Emulator): Promise<void> {
  const { caFile } = await call('sign-in.choose-ca-file', {});
  const custom = { resourceManager: endpoints.resourceManager, authority: '', scope: '', suffixes: {}, caFile };
  await call('sign-in.set-cloud', { cloud: 'custom', custom, clientId: endpoints.clientId });
  await call('sign-in.confirm-cloud', { authority: endpoints.authority });
}

/** Signed in as Adele in the emulator's cloud. */
export async function openSignedIn(emulator: Emulator, given: Parameters<typeof openAzure>[1] = {}): Promise<Made> {
  const azure = openAzure(emulator, given);
  await useEmulator(azure, emulator);
  await azure.call('sign-in.start', { method: 'browser' });
  return azure;
}

/** Signed in as somebody else in the emulator's cloud. */
export async function openSignedInAs(emulator: Emulator, userName: string): Promise<Made> {
  const azure = openAzure(emulator);
  await useEmulator(azure, emulator);
  azure.browser.visit = azure.browser.as(userName);
  await azure.call('sign-in.start', { method: 'browser' });
  return azure;
}

/** The problem of something that does not happen. */
export async function problemOf(work: Promise<unknown>) {
  const cause = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (cause instanceof AppError) return cause.toProblem();
  throw new Error('no problem of ours', { cause });
}

/** Every page of a list. */
export async function allOf<Item>(ask: (cursor?: string) => Promise<{ items: Item[]; next?: string | undefined }>) {
  const pages: Item[][] = [];
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const { items, next } = await ask(cursor);
    pages.push(items);
    cursor = next;
  }
  return pages;
}
