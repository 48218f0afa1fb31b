import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Workshop } from '../../../shared/certificates/contract';
import type { Outcome, Problem } from '../../../shared/problem';
import type { CallMain } from '../../app/bridge';
import { en } from '../../text/en';
import { createAnnouncer, type Said, silence } from './announcements';
import { shareUnchanged } from './share-unchanged';

/** The workshop as the page knows it; main owns it, the page shows it. */
export type WorkshopState =
  | { readonly phase: 'unavailable'; readonly problem: Problem }
  | {
      readonly phase: 'open';
      readonly workshop: Workshop;
      readonly said: Said;
      /** What the last action did not do; it belongs to no file. */
      readonly notice: Problem | undefined;
    };

/** The workshop's state, and what the user can do in it. */
export interface WorkshopStore {
  readonly state: StoreApi<WorkshopState>;
  /** Asks main what is on the bench. */
  open(): Promise<void>;
  /** Takes the bench as main sent it. */
  receive(workshop: Workshop): void;
  add(files: readonly File[]): Promise<void>;
  chooseFiles(): Promise<void>;
  paste(): Promise<void>;
  unlock(fileId: string, password: string): Promise<void>;
  stopReading(fileId: string): Promise<void>;
  remove(fileId: string, name: string): Promise<void>;
  clear(): Promise<void>;
  /** Answers the problem with the host name, where there is one. */
  checkHostName(bundleId: string, hostName: string): Promise<Problem | undefined>;
  /** Answers why nothing was downloaded. */
  downloadIssuer(bundleId: string, address: string): Promise<Problem | undefined>;
  keep(bundleId: string): Promise<void>;
  /** Answers how many certificates were copied, or undefined when they were not. */
  copyChain(bundleId: string): Promise<number | undefined>;
  /** Answers whether it was copied. */
  copyText(text: string): Promise<boolean>;
  dismissNotice(): void;
}

/** Makes the workshop's store; `open` it before the first look. */
export function createWorkshopStore(call: CallMain): WorkshopStore {
  // The bench is nearly always empty at the start: the page is usable before main has said so.
  const state = createStore<WorkshopState>(() => emptyState);
  const receive = receiver(state);
  const tell = <T>(answer: Promise<Outcome<T>>): Promise<T | undefined> => tellProblem(state, answer);
  const say = (status: string): void => change(state, { said: { status, alert: '' } });
  return {
    state,
    receive,
    open: async () => {
      const outcome = await call('certificates.workshop', {});
      if (outcome.ok) receive(outcome.value);
      else state.setState({ phase: 'unavailable', problem: outcome.problem }, true);
    },
    add: async (files) => {
      if (files.length > 0) await tell(call('certificates.add', { paths: [] }, files));
    },
    chooseFiles: async () => void (await tell(call('certificates.choose-files', {}))),
    paste: async () => void (await tell(call('certificates.paste', {}))),
    unlock: async (fileId, password) => void (await tell(call('certificates.unlock', { fileId, password }))),
    stopReading: async (fileId) => void (await tell(call('certificates.stop-reading', { fileId }))),
    remove: async (fileId, name) => {
      if ((await tell(call('certificates.remove', { fileId }))) !== undefined) say(en.said.removed(name));
    },
    clear: async () => {
      if ((await tell(call('certificates.clear', {}))) !== undefined) say(en.said.cleared);
    },
    checkHostName: async (bundleId, hostName) => {
      const outcome = await call('certificates.check-host-name', { bundleId, hostName });
      return outcome.ok ? undefined : outcome.problem;
    },
    downloadIssuer: async (bundleId, address) => {
      const outcome = await call('certificates.download-issuer', { bundleId, address });
      if (!outcome.ok) return outcome.problem;
      say(en.said.downloaded(outcome.value.name));
      return undefined;
    },
    keep: async (bundleId) => {
      if ((await tell(call('certificates.keep', { bundleId }))) !== undefined) say(en.said.kept);
    },
    copyChain: async (bundleId) => (await tell(call('certificates.copy-chain', { bundleId })))?.certificates,
    copyText: async (text) => (await tell(call('app.copy-text', { text }))) !== undefined,
    dismissNotice: () => change(state, { notice: undefined }),
  };
}

const emptyBench: Workshop = { files: [], bundles: [], otherCertificates: [], otherKeys: [], requests: [] };
const emptyState: Extract<WorkshopState, { phase: 'open' }> = {
  phase: 'open',
  workshop: emptyBench,
  said: silence,
  notice: undefined,
};

function receiver(state: StoreApi<WorkshopState>): (workshop: Workshop) => void {
  const announce = createAnnouncer();
  return (workshop) => {
    const before = state.getState();
    const open = before.phase === 'open' ? before : emptyState;
    const said = announce(open.workshop, workshop) ?? open.said;
    const shared = shareUnchanged(open.workshop, workshop);
    state.setState({ phase: 'open', workshop: shared, said, notice: open.notice }, true);
  };
}

/** Shows a problem that belongs to no file; an answer without one takes the last away. */
async function tellProblem<T>(state: StoreApi<WorkshopState>, answer: Promise<Outcome<T>>): Promise<T | undefined> {
  const outcome = await answer;
  if (outcome.ok) {
    change(state, { notice: undefined });
    return outcome.value;
  }
  change(state, { notice: saidByTheFile(outcome.problem) ? undefined : outcome.problem });
  return undefined;
}

type Open = Extract<WorkshopState, { phase: 'open' }>;

function change(state: StoreApi<WorkshopState>, part: Partial<Pick<Open, 'said' | 'notice'>>): void {
  const now = state.getState();
  if (now.phase === 'open') state.setState({ ...now, ...part }, true);
}

/** The row of the file says these itself. */
function saidByTheFile(problem: Problem): boolean {
  return problem.code === 'certificate.wrong-password' || problem.code === 'certificate.password-needed';
}
