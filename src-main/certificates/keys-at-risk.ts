import type { Library } from '../../shared/library/contract';
import type { WaitingRequests } from '../../shared/requests/contract';

/**
 * Which private keys end with Latchkey: made here, kept where there is no keyring, and in no file of the user's. Those of
 * development certificates are not among them: another is made in a moment.
 */
export class KeysAtRisk {
  #requests: WaitingRequests['requests'] = [];
  #entries: Library['entries'] = [];
  readonly #inFile = new Set<string>();

  requestsAre({ requests }: WaitingRequests): void {
    this.#requests = requests;
  }

  libraryIs({ entries }: Library): void {
    this.#entries = entries;
  }

  /** The user has this key in a file: it was saved, or came from there. */
  isInFile(spkiSha256: string): void {
    this.#inFile.add(spkiSha256);
  }

  /** What the user calls them, each key once. */
  names(): readonly string[] {
    const entries = this.#entries.filter(({ hasPrivateKey, leaf }) => hasPrivateKey && !leaf.developmentOnly);
    const keys = [
      ...entries.map(({ keeping, name, leaf }) => ({ keeping, name, key: leaf.publicKey.spkiSha256 })),
      ...this.#requests.map(({ keeping, name, publicKey }) => ({ keeping, name, key: publicKey.spkiSha256 })),
    ];
    const atRisk = keys.filter(({ keeping, key }) => keeping === 'session' && !this.#inFile.has(key));
    return [...new Map(atRisk.map(({ key, name }) => [key, name])).values()];
  }
}
