import { describe, expect, it } from 'vitest';
import type { Library, LibraryEntry } from '../../../shared/library/contract';
import type { WaitingRequest } from '../../../shared/requests/contract';
import { KeysAtRisk } from '../../../src-main/certificates/keys-at-risk';

type Change = Partial<Pick<LibraryEntry, 'hasPrivateKey' | 'keeping'>> & { readonly developmentOnly?: boolean };

const waiting = (name: string, keeping: WaitingRequest['keeping'] = 'session') =>
  ({ name, keeping, publicKey: { spkiSha256: name } }) as WaitingRequest;
const entry = (name: string, { developmentOnly = false, ...change }: Change = {}) => {
  const leaf = { publicKey: { spkiSha256: name }, developmentOnly };
  return { name, keeping: 'session', hasPrivateKey: true, ...change, leaf } as LibraryEntry;
};
const keys = (requests: WaitingRequest[], entries: Library['entries'] = []): KeysAtRisk => {
  const atRisk = new KeysAtRisk();
  atRisk.requestsAre({ keeping: 'session', requests, leftOut: [] });
  atRisk.libraryIs({ keeping: 'session', entries, leftOut: [] });
  return atRisk;
};

describe('A private key that ends with Latchkey', () => {
  it('is that of a request or a certificate without a keyring, each once', () => {
    expect(keys([waiting('a'), waiting('b')], [entry('b'), entry('c')]).names()).toEqual(['b', 'c', 'a']);
  });

  it('is none that the keyring keeps, none of a development certificate, and none that is not here', () => {
    const entries = [
      entry('b', { keeping: 'keyring' }),
      entry('c', { developmentOnly: true }),
      entry('d', { hasPrivateKey: false }),
    ];
    expect(keys([waiting('a', 'keyring')], entries).names()).toEqual([]);
  });

  it('is none any more once the user has it in a file, or has deleted it', () => {
    const atRisk = keys([waiting('a'), waiting('b')]);
    atRisk.isInFile('a');
    expect(atRisk.names()).toEqual(['b']);
    atRisk.requestsAre({ keeping: 'session', requests: [], leftOut: [] });
    expect(atRisk.names()).toEqual([]);
  });
});
