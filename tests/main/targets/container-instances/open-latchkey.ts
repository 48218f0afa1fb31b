import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { Change, Deployment } from '../../../../shared/deployments/contract';
import type { BridgeEvent, Method, Request, Response } from '../../../../shared/ipc/contract';
import { AppError } from '../../../../src-main/app-error';
import type { Fetch } from '../../../../src-main/azure/transport';
import { composeServer } from '../../../../src-main/compose-server';
import { openLog } from '../../../../src-main/logging/log';
import { createNodeFetch } from '../../../support/azure-fetch';
import { keyring } from '../../azure/open-azure';

/** Where it stands, and what happens to what goes out of it. */
export interface LatchkeyPorts {
  /** `data` in it is the user's folder; `heard` is all that the page heard, and every error that was not foreseen. */
  readonly folder: string;
  /** The worker that reads certificates, as it was built. */
  readonly worker: URL;
  /** Each event, before anything that follows from it is written. */
  readonly told?: (event: BridgeEvent) => void;
  /** Around each request to Azure. */
  readonly around?: (method: string, send: () => Promise<globalThis.Response>) => Promise<globalThis.Response>;
}

/** The main process without its shell, whole: real files, Azure's client and steps; each answer is held against the contract. */
export function openLatchkey({ folder, worker, told, around }: LatchkeyPorts) {
  const dataFolder = join(folder, 'data');
  mkdirSync(dataFolder, { recursive: true });
  const hear = (what: unknown): void => appendFileSync(join(folder, 'heard'), `${JSON.stringify(what)}\n`);
  const log = openLog(join(dataFolder, 'logs', 'latchkey.log'));
  const seen = { copied: '', picked: [] as string[] };
  const waiting = new Set<(deployment: Deployment) => void>();
  const fetchFor: (trust: Parameters<ReturnType<typeof createNodeFetch>>[0]) => Fetch = (trust) => {
    const fetch = createNodeFetch(() => undefined)(trust);
    return (address, options) => {
      const send = () => fetch(address, options);
      return around ? around(options.method ?? '', send) : send();
    };
  };
  const server = composeServer({
    about: { version: '1', electron: '', chrome: '', node: '', platform: '' },
    settings: { current: () => ({}) as never, change: async () => undefined, settled: async () => undefined },
    clipboard: { readText: async () => seen.copied, writeText: async (text) => void (seen.copied = text) },
    dialogs: {
      chooseFiles: async () => seen.picked,
      chooseAnyFiles: async () => seen.picked,
      chooseFolder: async () => undefined,
    },
    log: {
      write: log.write,
      unexpected: (cause, fields) => {
        hear({ unexpected: inspect(cause, { depth: 8, maxStringLength: null, showHidden: true }) });
        return log.unexpected(cause, fields);
      },
    },
    applyAppearance: () => undefined,
    showInFolder: () => undefined,
    fetch: () => Promise.reject(new Error('The internet is not asked')),
    secrets: keyring,
    azure: { fetchFor, openBrowser: async () => undefined },
    dataFolder,
    computer: 'laptop',
    workers: { certificates: worker, gateway: worker, sampleModel: worker },
    send: (event) => {
      hear(event);
      told?.(event);
      if (event.name !== 'deployments.changed') return;
      for (const tell of waiting) tell(event.payload);
    },
    checkResponses: true,
  });

  /** As the page calls. @throws {AppError} what the page hears instead of an answer */
  async function call<M extends Method>(method: M, request: Request<M>): Promise<Response<M>> {
    const outcome = await server.answer({ trusted: true, method, request });
    hear(outcome);
    if (outcome.ok) return outcome.value as Response<M>;
    throw new AppError(outcome.problem.code, outcome.problem.facts);
  }

  /** Ends when a deployment does, however that is, after `begin` has set it going. */
  async function over(begin: () => Promise<{ readonly id: string }>): Promise<Deployment> {
    let latest: Deployment[] = [];
    let tell = (): void => undefined;
    const note = (deployment: Deployment): void => {
      latest = [...latest, deployment];
      tell();
    };
    waiting.add(note);
    const { id } = await begin();
    const ended = () => latest.find((one) => one.id === id && one.state !== 'running');
    while (!ended()) await new Promise<void>((resolve) => (tell = resolve));
    waiting.delete(note);
    return ended() as Deployment;
  }

  return {
    call,
    seen,
    /** Plans a change, confirms whatever it asks to be confirmed, and begins it. */
    begin: async (serviceId: string, change: Change): Promise<{ readonly id: string }> => {
      const { id, toConfirm } = await call('deployments.plan', { serviceId, change });
      return call('deployments.start', { planId: id, ...(toConfirm !== undefined && { confirmed: toConfirm }) });
    },
    over,
    resume: (id: string): Promise<Deployment> =>
      over(async () => {
        await call('deployments.resume', { id });
        return { id };
      }),
  };
}
