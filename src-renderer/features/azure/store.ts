import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Request } from '../../../shared/ipc/contract';
import type { Outcome, Problem } from '../../../shared/problem';
import type { Account, SignInMethod, SignInState } from '../../../shared/sign-in/contract';
import type { CallMain } from '../../app/bridge';
import { azureWords } from '../../text/azure';

const words = azureWords.signIn;

/** Who is signed in where, as the page knows it; main owns it. */
export type SignInView =
  | { readonly phase: 'fetching' }
  | { readonly phase: 'unavailable'; readonly problem: Problem }
  | {
      readonly phase: 'shown';
      readonly signIn: SignInState;
      readonly said: string;
      /** What the last action did not do. */
      readonly problem: Problem | undefined;
    };

/** Signing in, and what the user can do about it. */
export interface SignInStore {
  readonly state: StoreApi<SignInView>;
  open(): Promise<void>;
  receive(signIn: SignInState): void;
  start(method: SignInMethod): Promise<void>;
  cancel(): Promise<void>;
  choose(accountId: string): Promise<void>;
  signOut(account: Account): Promise<void>;
  /** Answers what stands in the way. */
  setCloud(request: Request<'sign-in.set-cloud'>): Promise<Problem | undefined>;
  confirmCloud(authority: string): Promise<void>;
  /** Answers the file that was picked; none where the picker was cancelled. */
  chooseCaFile(): Promise<string | undefined>;
  /** Answers whether it was copied. */
  copyText(text: string): Promise<boolean>;
  dismiss(): void;
}

/** Makes the store of signing in; `open` it before the first look. */
export function createSignInStore(call: CallMain): SignInStore {
  const state = createStore<SignInView>(() => ({ phase: 'fetching' }));
  const change = (part: Partial<Extract<SignInView, { phase: 'shown' }>>): void => {
    const now = state.getState();
    if (now.phase === 'shown') state.setState({ ...now, ...part }, true);
  };
  const receive = (signIn: SignInState): void => {
    if (state.getState().phase === 'shown') change({ signIn });
    else state.setState({ phase: 'shown', signIn, said: '', problem: undefined }, true);
  };
  const tell = async <T>(answer: Promise<Outcome<T>>, done = ''): Promise<T | undefined> => {
    const outcome = await answer;
    change({ said: outcome.ok ? done : '', problem: outcome.ok ? undefined : outcome.problem });
    return outcome.ok ? outcome.value : undefined;
  };
  return {
    state,
    receive,
    open: async () => {
      const outcome = await call('sign-in.state', {});
      // What was said at an earlier visit is old news; a problem is not.
      change({ said: '' });
      if (outcome.ok) receive(outcome.value);
      else state.setState({ phase: 'unavailable', problem: outcome.problem }, true);
    },
    start: async (method) => {
      change({ problem: undefined, said: '' });
      const outcome = await call('sign-in.start', { method });
      if (outcome.ok) {
        // The event that says who it is may come after this answer.
        const now = await call('sign-in.state', {});
        if (now.ok) receive(now.value);
        change({ said: words.signedIn(currentOf(state.getState())?.userName ?? '') });
      }
      // The user did that: it is said, and nothing is the matter.
      else if (outcome.problem.code === 'sign-in.cancelled') change({ said: words.cancelled });
      else change({ problem: outcome.problem });
    },
    cancel: async () => {
      const outcome = await call('sign-in.cancel', {});
      // What is said of it comes with the answer of what was cancelled.
      if (!outcome.ok) change({ problem: outcome.problem });
    },
    choose: async (accountId) => void (await tell(call('sign-in.choose', { accountId }))),
    signOut: async ({ id, userName }) =>
      void (await tell(call('sign-in.sign-out', { accountId: id }), words.signedOut(userName))),
    setCloud: async (request) => {
      const outcome = await call('sign-in.set-cloud', request);
      if (!outcome.ok) return outcome.problem;
      change({ problem: undefined, said: '' });
      return undefined;
    },
    confirmCloud: async (authority) => void (await tell(call('sign-in.confirm-cloud', { authority }))),
    chooseCaFile: async () => (await tell(call('sign-in.choose-ca-file', {})))?.caFile,
    copyText: async (text) => {
      const outcome = await call('app.copy-text', { text });
      if (!outcome.ok) change({ problem: outcome.problem });
      return outcome.ok;
    },
    dismiss: () => change({ problem: undefined }),
  };
}

/** The account that everything is done as, where there is one that can be used. */
export function currentOf(view: SignInView): Account | undefined {
  if (view.phase !== 'shown' || !view.signIn.cloud.confirmed) return undefined;
  return view.signIn.accounts.find(({ id }) => id === view.signIn.current);
}

/** Who works where: another account, cloud or registration begins anew. Undefined: nobody. */
export function whoOf(view: SignInView): string | undefined {
  const account = currentOf(view);
  if (view.phase !== 'shown' || account === undefined) return undefined;
  return [account.id, ...cloudKey(view.signIn)].join(' ');
}

function cloudKey({ cloud, clientId }: SignInState): readonly string[] {
  return [cloud.name, cloud.authority, cloud.resourceManager, clientId];
}
