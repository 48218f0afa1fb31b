import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real keyring of this test's own: GNOME's, on a session bus that nobody else is on. */
export interface Keyring {
  /** What the environment of a program must be for it to find the keyring. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts a bus and an unlocked keyring on it; the program has to be started with `--password-store=gnome-libsecret`. */
export async function startKeyring(): Promise<Keyring> {
  const home = await mkdtemp(join(tmpdir(), 'latchkey-keyring-'));
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = (await firstOutput(bus)).trim();
  const env = {
    DBUS_SESSION_BUS_ADDRESS: address,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_RUNTIME_DIR: home,
    XDG_CURRENT_DESKTOP: 'GNOME',
  };
  const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env: { ...process.env, ...env, HOME: home },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keyring.stdin?.end('a password of the login');
  await appears(join(home, 'keyring', 'control'));
  return {
    env,
    stop: async () => {
      keyring.kill();
      bus.kill();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The daemon says nothing; its socket is there when it listens. */
async function appears(path: string): Promise<void> {
  for (let attempt = 0; !existsSync(path); attempt++) {
    if (attempt > 100) throw new Error('the keyring did not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function firstOutput(program: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    program.stdout?.once('data', (data: Buffer) => resolve(data.toString()));
    program.once('error', reject);
    program.once('exit', (code) => reject(new Error(`${program.spawnfile} ended with ${code}`)));
  });
}
