import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAuthority } from '../../../src-main/certificates/development/development-desk';
import { readKeptChain } from '../../../src-main/certificates/library/certificate-library';
import { readWaiting } from '../../../src-main/certificates/requests/request-desk';
import { readService } from '../../../src-main/services/service-facts';
import { writeFileAtomically } from '../../../src-main/storage/private-file';
import { FolderRecordStore, type SecretStore } from '../../../src-main/storage/record-store';

/** What every desk is given in tests: a real store behind a stand-in for a keyring, and one folder that the user chose. */
export interface DeskPorts {
  readonly store: FolderRecordStore;
  readonly write: typeof writeFileAtomically;
  readonly chosen: { has(folder: string): boolean };
  /** The chosen folder. */
  readonly out: string;
  /** Another store on the same files: what a restart finds, or another login whose keyring opens nothing of it. */
  reopen(login?: 'the same login' | 'another login'): FolderRecordStore;
  remove(): void;
}

/** Opens a store on an empty folder. */
export function createDeskPorts(): DeskPorts {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-desk-'));
  const out = mkdtempSync(join(tmpdir(), 'latchkey-desk-out-'));
  const keyringOf = (mask: number): SecretStore => {
    const turn = (bytes: Uint8Array): Uint8Array => bytes.map((octet) => octet ^ mask);
    return { isAvailable: () => true, protect: turn, reveal: turn };
  };
  const readers = {
    certificate: readKeptChain,
    request: readWaiting,
    authority: readAuthority,
    service: readService,
  };
  const reopen: DeskPorts['reopen'] = (login = 'the same login') =>
    new FolderRecordStore(folder, keyringOf(login === 'the same login' ? 0x5a : 0x5b), readers);
  return {
    store: reopen(),
    write: writeFileAtomically,
    chosen: { has: (candidate) => candidate === out },
    out,
    reopen,
    remove: () => [folder, out].forEach((gone) => rmSync(gone, { recursive: true })),
  };
}
