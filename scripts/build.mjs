import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, say, stop } from './say.mjs';

const sources = ['shared', 'src-main', 'src-renderer', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];

/** Builds the app into out/ when a source is newer than what is there. */
export function buildIfNeeded(runtime) {
  if (isOutOfDate(join(root, 'out', 'renderer', 'index.html'), sources)) build(runtime);
}

/** True when what was built is not there, or older than one of the files or folders (relative to the repository) it is made of. */
export function isOutOfDate(built, madeOf) {
  return timeOf(built) < Math.max(...madeOf.map((name) => newestIn(join(root, name))));
}

/** Builds the app into out/. */
export function build(runtime) {
  say('Building the app …');
  const viteProgram = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const env = { ...process.env, ELECTRON_EXEC_PATH: runtime.executable };
  if (!run(process.execPath, [viteProgram, 'build', '--logLevel', 'warn'], { env })) {
    stop('The app was not built: the messages above say why.');
  }
}

/** Builds programs for Node, everything bundled, into out/NAME: `input` says what each is called and made of. */
export async function bundlePrograms(name, input, { plugins = [], external = [] } = {}) {
  // Not at the top: vite is not there before the packages are installed.
  const vite = await import('vite');
  await vite.build({
    root,
    logLevel: 'warn',
    plugins,
    ssr: { noExternal: true },
    build: { ssr: true, target: 'node20', outDir: `out/${name}`, rollupOptions: { input, external } },
  });
}

/** A folder's own time tells of files that are gone. */
function newestIn(path) {
  if (!statSync(path).isDirectory()) return timeOf(path);
  return Math.max(timeOf(path), ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

function timeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
