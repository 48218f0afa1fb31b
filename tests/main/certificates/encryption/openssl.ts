import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of throw-away files and the openssl program, with its legacy algorithms, working in it. */
export interface OpensslWorkshop {
  /** Runs `openssl` with arguments separated by spaces and gives what it writes. */
  run(command: string): Buffer;
  path(name: string): string;
  close(): void;
}

/** Whether this computer has an openssl program of version 3 with the legacy provider. */
export function hasOpenssl(): boolean {
  try {
    return execFileSync('openssl', ['list', '-providers', '-provider', 'legacy'], { stdio: 'pipe' }).includes('active');
  } catch {
    return false;
  }
}

/** Makes the folder, with a P-256 key in `key.pem` and its certificate in `certificate.pem`. */
export function openWorkshop(): OpensslWorkshop {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-openssl-'));
  const run = (command: string): Buffer => execFileSync('openssl', command.split(' '), { cwd: folder, stdio: 'pipe' });
  run('ecparam -name prime256v1 -genkey -noout -out key.pem');
  run('req -x509 -key key.pem -subj /CN=throw-away -days 1 -out certificate.pem');
  return { run, path: (name) => join(folder, name), close: () => rmSync(folder, { recursive: true }) };
}

/** The arguments that switch the legacy algorithms on beside the others. */
export const LEGACY = '-provider legacy -provider default';
