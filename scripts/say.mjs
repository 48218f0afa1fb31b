import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** One plain sentence about what happens next; on standard error, because standard output belongs to what was asked for. */
export function say(sentence) {
  console.error(`latchkey: ${sentence}`);
}

/** Says what is wrong and what to do, and ends the program. */
export function stop(...sentences) {
  for (const sentence of sentences) console.error(`latchkey: ${sentence}`);
  process.exit(1);
}

/** Runs a program in the repository's folder, showing its output; answers true when it ended well. */
export function run(program, args, options = {}) {
  return spawnSync(program, args, { cwd: root, stdio: 'inherit', ...options }).status === 0;
}

/** Runs a program quietly; answers its output, or undefined when it did not end well. */
export function ask(program, args, options = {}) {
  const result = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    ...options,
  });
  return result.status === 0 ? result.stdout : undefined;
}

/** Runs npm, its words on standard error: through the npm that started us where there is one, because on Windows npm alone is a batch file. */
export function npm(args, options = {}) {
  const cli = process.env.npm_execpath;
  const quietly = { stdio: ['inherit', 2, 2], ...options };
  if (cli?.endsWith('.js')) return run(process.execPath, [cli, ...args], quietly);
  return run('npm', args, { shell: process.platform === 'win32', ...quietly });
}

/** True when we are root on Linux, where Chromium refuses to start with its sandbox. */
export function isRootOnLinux() {
  return process.platform === 'linux' && process.getuid?.() === 0;
}
