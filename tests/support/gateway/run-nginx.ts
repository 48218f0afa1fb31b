import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Gateway } from '../../../src-main/gateway/gateway';
import { renderNginx } from '../../../src-main/gateway/nginx/render-nginx';
import { isListening, until } from './ports';
import type { Running } from './running';

/** Debian 12 has this one; the image on Azure has 1.28, for which one line differs. */
const VERSION = '1.22';

/** The real nginx, with exactly the files that are rendered for the gateway. `gateway.port` must be free. */
export async function runNginx(gateway: Gateway): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-nginx-'));
  const scratchFolder = join(folder, 'scratch');
  mkdirSync(scratchFolder);
  // Started by root, nginx works as nobody.
  for (const each of [folder, scratchFolder]) chmodSync(each, 0o711);
  const [logFile, errorFile] = [join(folder, 'access.log'), join(folder, 'error.log')];
  const write = (description: Gateway): readonly string[] => {
    const { files, command } = renderNginx(description, { version: VERSION, folder, scratchFolder });
    for (const { name, content, secret } of files)
      writeFileSync(join(folder, name), content, { mode: secret ? 0o600 : 0o644 });
    return command;
  };
  const [program = '', ...args] = write(gateway);
  // Debian keeps it where only root looks.
  const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` };
  const nginx = spawn(program, args, {
    env,
    stdio: ['ignore', openSync(logFile, 'w'), openSync(errorFile, 'w')],
  });
  const said = (): string => readFileSync(errorFile, 'utf8');
  await until(async () => {
    if (nginx.exitCode !== null) throw new Error(`nginx ended: ${said()}`);
    return isListening(gateway.port);
  });
  return {
    kind: 'nginx',
    port: gateway.port,
    hasTls: gateway.tls !== undefined,
    pid: nginx.pid,
    reload: async (next) => {
      const old = workersOf(nginx.pid);
      write(next);
      nginx.kill('SIGHUP');
      await until(() => workersOf(nginx.pid).every((worker) => !old.includes(worker)));
    },
    log: async () => readFileSync(logFile, 'utf8').trim().split('\n').filter(Boolean).map(asLine),
    output: async () => readFileSync(logFile, 'utf8') + said(),
    stop: async () => {
      nginx.kill('SIGTERM');
      if (nginx.exitCode === null) await once(nginx, 'exit');
      rmSync(folder, { recursive: true });
    },
  };
}

/** Those that take connections, not those that end theirs. */
function workersOf(master: number | undefined): readonly string[] {
  const children = readFileSync(`/proc/${master}/task/${master}/children`, 'utf8').trim().split(' ');
  return children.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('nginx: worker process\0');
    } catch {
      return false;
    }
  });
}

/** time address METHOD /path status bytes B seconds s slot key */
function asLine(line: string): string {
  const [, , method, path, status, , , , , slot] = line.split(' ');
  return `${method} ${path} ${status}${slot === undefined || slot === 'none' ? '' : ` ${slot}`}`;
}
