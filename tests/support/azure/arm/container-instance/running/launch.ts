import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { constants } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

/** How a program ended; `wasKilled` where nobody here asked for it. */
export interface Exit {
  readonly exitCode: number;
  readonly wasKilled: boolean;
}

/** A program that runs, with everything that it starts. */
export interface Launched {
  readonly pid: number | undefined;
  readonly ended: Promise<Exit>;
  /** Asks it to end, and ends it where it does not. */
  stop(): Promise<void>;
}

/** For those that were asked to end, and for children that outlive their parent. */
const PATIENCE = 1000;

/**
 * A group of processes that ends with this process, however that ends: then standard input closes. What it writes comes through a
 * named pipe, because nginx opens /dev/stdout, and what Node gives a child there is a socket, which can't be opened.
 */
const KEEP = `fifo=$1; shift
/usr/bin/mkfifo -m 600 "$fifo"
exec 3<&0
(/bin/cat <&3; kill -KILL 0) >/dev/null 2>&1 &
/bin/cat <"$fifo" 3<&- &
exec /usr/bin/env -u PWD -u OLDPWD "$@" >"$fifo" 2>&1 3<&- </dev/null`;

/** Starts a program. `fifo` is a path for its pipe; `write` gets all that it writes. */
export function launch(
  argv: readonly string[],
  { env, fifo, write }: { env: Readonly<Record<string, string>>; fifo: string; write: (text: string) => void },
): Launched {
  rmSync(fifo, { force: true });
  const child = spawn('/bin/sh', ['-c', KEEP, 'keep', fifo, ...argv], { env, detached: true, cwd: '/' });
  for (const output of [child.stdout, child.stderr]) output.setEncoding('utf8').on('data', write);
  child.stdin.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const exited = new Promise<{ code: number; isKill: boolean }>((resolve) => {
    child.once('exit', (code, signal) =>
      resolve({ code: code ?? 128 + (signal ? constants.signals[signal] : 0), isKill: signal === 'SIGKILL' }),
    );
    // Its variables may be too many.
    child.once('error', ({ message }) => {
      write(`${message}\n`);
      resolve({ code: 128, isKill: false });
    });
  });
  let isStopped = false;

  async function end(): Promise<Exit> {
    const { code, isKill } = await exited;
    await Promise.race([closed, wait(PATIENCE, undefined, { ref: false })]);
    child.stdin.end();
    await closed;
    rmSync(fifo, { force: true });
    return { exitCode: code, wasKilled: isKill && !isStopped };
  }

  const ended = end();
  return {
    pid: child.pid,
    ended,
    stop: async () => {
      isStopped = true;
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await Promise.race([ended, wait(PATIENCE, undefined, { ref: false })]);
      // Ends whatever is left of the group.
      child.stdin.end();
      await ended;
    },
  };
}
