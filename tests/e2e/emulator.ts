import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Endpoints } from '../support/azure/world/options';

/** The emulator as a program of its own, as `npm run emulator` starts it. */
export interface RunningEmulator {
  readonly endpoints: Endpoints;
  /** PEM. */
  readonly ca: string;
  /** What must be found nowhere but in an encrypted cache. */
  canaries(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** Starts the emulator and waits until it says where it is; it is built first where that is due. */
export async function startEmulatorProgram(): Promise<RunningEmulator> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-emulator-'));
  const port = await freePort();
  const args = [resolve('scripts/emulator.mjs'), '--folder', folder, '--port', String(port)];
  const program = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  program.stdout.on('data', (data: Buffer) => (said += data.toString()));
  for (let attempt = 0; !said.trimEnd().endsWith('}'); attempt += 1) {
    if (attempt > 600 || program.exitCode !== null) throw new Error(`the emulator did not start: ${said}`);
    await new Promise((done) => setTimeout(done, 100));
  }
  const file = join(folder, 'endpoints.json');
  if (!existsSync(file)) throw new Error('the emulator did not say where it is');
  const endpoints = JSON.parse(readFileSync(file, 'utf8')) as Endpoints;
  return {
    endpoints,
    ca: readFileSync(endpoints.caFile, 'utf8'),
    canaries: async () => (await fetch(`${endpoints.control}/canaries`)).json() as Promise<readonly string[]>,
    stop: async () => {
      program.kill();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The emulator takes it and those after it. */
function freePort(): Promise<number> {
  return new Promise((found, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => found(Math.min(port, 65_000)));
    });
  });
}
