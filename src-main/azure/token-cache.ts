import type { ICachePlugin, TokenCacheContext } from '@azure/msal-node';
import type { Keeping } from '../../shared/library/contract';
import type { Problem } from '../../shared/problem';
import { AppError } from '../app-error';

/** A file that is never on the disk as it is. */
export interface ProtectedFile {
  keeping(): Keeping;
  /** Undefined where there is none. @throws {AppError} `sign-in.kept-not-opened` where there is one that doesn't open: it was set aside */
  read(): Promise<Uint8Array | undefined>;
  /** @throws {AppError} `file.not-written` */
  write(content: Uint8Array): Promise<void>;
  remove(): Promise<void>;
}

/**
 * MSAL's accounts and tokens on the disk: read once, written whenever they change, removed with the last account. What can't be
 * read or written is a `problem`, and no reason not to sign in: they are in memory as well.
 */
export class TokenCache implements ICachePlugin {
  problem: Problem | undefined;
  #text: Promise<string | undefined> | undefined;
  #written: Promise<void> = Promise.resolve();

  constructor(private readonly file: ProtectedFile) {}

  keeping(): Keeping {
    return this.file.keeping();
  }

  /** Nobody is signed in, and MSAL need not be loaded to say so. */
  async isEmpty(): Promise<boolean> {
    return (await this.#current()) === undefined;
  }

  /** Every time, although nobody else writes: MSAL clears what it has before it looks for a token. */
  async beforeCacheAccess({ tokenCache }: TokenCacheContext): Promise<void> {
    const text = await this.#current();
    if (text !== undefined) tokenCache.deserialize(text);
  }

  async afterCacheAccess({ cacheHasChanged, tokenCache }: TokenCacheContext): Promise<void> {
    if (!cacheHasChanged) return;
    const text = tokenCache.serialize();
    this.#text = Promise.resolve(text);
    this.#written = this.#written.then(() => this.#write(text));
    await this.#written;
  }

  #current(): Promise<string | undefined> {
    this.#text ??= this.#read();
    return this.#text;
  }

  async #read(): Promise<string | undefined> {
    try {
      const bytes = await this.file.read();
      if (!bytes) return undefined;
      const text = Buffer.from(bytes).toString('utf8');
      JSON.parse(text);
      return text;
    } catch {
      this.problem = { code: 'sign-in.kept-not-opened', facts: {} };
      return undefined;
    }
  }

  async #write(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    try {
      await (hasAccounts(text) ? this.file.write(bytes) : this.file.remove());
      this.problem = undefined;
    } catch (cause) {
      const facts = cause instanceof AppError ? cause.facts : {};
      this.problem = { code: 'sign-in.not-kept', facts: { reason: facts['reason'] ?? 'other' } };
    } finally {
      bytes.fill(0);
    }
  }
}

function hasAccounts(text: string): boolean {
  const { Account: accounts } = JSON.parse(text) as { readonly Account?: object };
  return Object.keys(accounts ?? {}).length > 0;
}
