import type { AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import type { PendingSignIn, SignInMethod, SignInState } from '../../shared/sign-in/contract';
import { AppError } from '../app-error';
import type { UseCasesOf } from '../ipc/handlers';
import type { AzureAccess } from './access';
import type { AzureSettings, AzureSettingsStore } from './azure-settings';
import { type AzureCloud, describeCloud, microsoftClouds, ownClientIds } from './clouds';
import { type Asked, signInWithBrowser, signInWithDeviceCode } from './interactive';
import { AzureSession, sessionKey } from './session';
import { signInProblem } from './sign-in-problem';

/** What signing in needs of the world around it. */
export interface SignInPorts {
  readonly settings: AzureSettingsStore;
  /** A session's way to the network and its file. */
  readonly sessionPorts: (
    cloud: AzureCloud,
    key: string,
  ) => Pick<ConstructorParameters<typeof AzureSession>[2], 'send' | 'cache'>;
  /** Opens Azure's page in the system's browser: an address of this authority, and no other. */
  readonly openBrowser: (address: string, authority: string) => Promise<void>;
  readonly changed: (state: SignInState) => void;
}

/** How long somebody may take: as long as a code is good for. */
const LONGEST = 15 * 60_000;

interface Pending {
  state: PendingSignIn;
  readonly stop: AbortController;
  readonly ended: Promise<unknown>;
}

/** Who is signed in where: the use cases, and the one sign-in that may be waiting for a person. */
export class SignIn implements Omit<UseCasesOf<'sign-in'>, 'setCloud' | 'confirmCloud' | 'chooseCaFile'> {
  readonly #sessions = new Map<string, AzureSession>();
  #pending: Pending | undefined;
  #method: SignInMethod = 'browser';

  constructor(private readonly ports: SignInPorts) {}

  async state(_request: Record<string, never> = {}): Promise<SignInState> {
    const { cloud, clientId, cache, key, accounts: list } = await this.#describe();
    const { current } = await this.ports.settings.current();
    const accounts = [...list];
    const chosen = accounts.find(({ id }) => id === current[key]) ?? accounts[0];
    return {
      cloud: describeCloud(cloud),
      clientId,
      keeping: cache.keeping(),
      accounts,
      ...(chosen && { current: chosen.id }),
      ...(this.#pending && { pending: this.#pending.state }),
      ...(cache.problem && { problem: cache.problem }),
    };
  }

  async start({ method }: { method: SignInMethod }): Promise<void> {
    const session = await this.#session();
    if (session.clientId === '') throw new AppError('sign-in.client-id-missing', { cloud: session.cloud.name });
    const { authority, confirmed } = session.cloud;
    if (!confirmed) throw new AppError('sign-in.cloud-not-confirmed', { authority });
    if (this.#pending) throw new AppError('sign-in.running');
    this.#method = method;
    const id = await session.signIn((app, asked) => this.#interact({ method, why: 'asked' }, app, asked, authority));
    await this.#makeCurrent(session.key, id);
  }

  cancel(_request: Record<string, never> = {}): void {
    this.#pending?.stop.abort(new AppError('sign-in.cancelled'));
  }

  async choose({ accountId }: { accountId: string }): Promise<void> {
    const session = await this.#session();
    if (!(await session.accounts()).some(({ id }) => id === accountId)) throw new AppError('sign-in.needed');
    await this.#makeCurrent(session.key, accountId);
  }

  async signOut({ accountId }: { accountId: string }): Promise<void> {
    const { settings } = this.ports;
    await (await this.#session()).signOut(accountId);
    const { choices } = await settings.current();
    const { [accountId]: _, ...others } = choices;
    await settings.change({ choices: others });
    await this.tell();
  }

  /** What the current account may do everything with. @throws {AppError} `sign-in.needed` */
  async access(): Promise<AzureAccess> {
    const session = await this.#session();
    const { accounts, current } = await this.state();
    const account = accounts.find(({ id }) => id === current);
    if (!account || !session.cloud.confirmed) throw new AppError('sign-in.needed');
    return {
      cloud: session.cloud,
      account,
      token: (tenant, claims) => session.token({ accountId: account.id, tenant, claims }),
    };
  }

  /** Whether a person is being waited for: the cloud can't be changed meanwhile. */
  isPending(): boolean {
    return this.#pending !== undefined;
  }

  /** Says how things are. */
  async tell(): Promise<void> {
    this.ports.changed(await this.state());
  }

  async #describe() {
    const session = await this.#session();
    const { cloud, clientId, cache, key } = session;
    return { cloud, clientId, cache, key, accounts: await session.accounts() };
  }

  /** Of the cloud and the registration that are set; those of others are kept, with what they are in the middle of. */
  async #session(): Promise<AzureSession> {
    const settings = await this.ports.settings.current();
    const cloud = cloudOf(settings);
    const clientId = clientIdOf(settings);
    const key = sessionKey(cloud, clientId);
    const known = this.#sessions.get(key);
    if (known && JSON.stringify(known.cloud) === JSON.stringify(cloud)) return known;
    const session = new AzureSession(cloud, clientId, {
      ...this.ports.sessionPorts(cloud, key),
      signInAgain: (asking, asked) => this.#signInAgain(asking, asked),
    });
    this.#sessions.set(key, session);
    return session;
  }

  async #makeCurrent(key: string, accountId: string): Promise<void> {
    const { current } = await this.ports.settings.current();
    await this.ports.settings.change({ current: { ...current, [key]: accountId } });
    await this.tell();
  }

  /** For a call that Azure interrupted; behind a sign-in that is waiting already. */
  async #signInAgain(session: AzureSession, asked: Asked): Promise<AuthenticationResult> {
    while (this.#pending) await this.#pending.ended;
    if ((await this.#session()) !== session) throw new AppError('sign-in.needed');
    const app = await session.app();
    return this.#interact({ method: this.#method, why: 'again' }, app, asked, session.cloud.authority);
  }

  async #interact(
    state: PendingSignIn,
    app: PublicClientApplication,
    asked: Asked,
    authority: string,
  ): Promise<AuthenticationResult> {
    if (this.#pending) throw new AppError('sign-in.running');
    const { promise: ended, resolve: end } = withResolvers();
    const stop = new AbortController();
    const pending: Pending = { state, stop, ended };
    this.#pending = pending;
    const tooLate = state.method === 'browser' ? 'sign-in.cancelled' : 'sign-in.expired';
    const late = setTimeout(() => stop.abort(new AppError(tooLate)), LONGEST);
    try {
      await this.tell();
      if (state.method === 'browser') {
        const openBrowser = (address: string): Promise<void> => this.ports.openBrowser(address, authority);
        return await signInWithBrowser(app, asked, { openBrowser, signal: stop.signal });
      }
      const show = (device: NonNullable<(PendingSignIn & { method: 'device-code' })['device']>): void => {
        pending.state = { method: 'device-code', why: state.why, device };
        void this.tell();
      };
      return await signInWithDeviceCode(app, asked, { show, signal: stop.signal });
    } catch (cause) {
      throw signInProblem(cause, state.method);
    } finally {
      clearTimeout(late);
      this.#pending = undefined;
      end();
      await this.tell();
    }
  }
}

/** The cloud that is set. */
function cloudOf({ cloud, custom }: AzureSettings): AzureCloud {
  if (cloud !== 'custom') return microsoftClouds[cloud];
  return custom ?? microsoftClouds.public;
}

function clientIdOf({ cloud, clientIds }: AzureSettings): string {
  return clientIds[cloud] ?? ownClientIds[cloud];
}

/** `Promise.withResolvers` is newer than Node 20. */
function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
