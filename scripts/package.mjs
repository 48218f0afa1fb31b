// npm run package: the app as a folder in dist/ for this platform. `npm run package -- --all` makes the installers too.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfNeeded } from './build.mjs';
import { root, run, say, stop } from './say.mjs';
import { setup } from './setup.mjs';

const runtime = await setup();
buildIfNeeded(runtime);

const platform = { linux: '--linux', darwin: '--mac', win32: '--win' }[process.platform];
const installers = process.argv.includes('--all');
say(`Packaging ${installers ? 'the installers' : 'the folder'} …`);
const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
const args = [builder, platform, ...(installers ? [] : ['dir']), '--publish', 'never'];

let copy;
if (runtime.origin === 'registry') {
  // The registry's Electron carries a stand-in for default_app in resources/app, which would be started instead of ours.
  copy = mkdtempSync(join(tmpdir(), 'latchkey-electron-'));
  cpSync(runtime.distPath, copy, { recursive: true });
  rmSync(join(copy, 'resources', 'app'), { recursive: true });
  rmSync(join(copy, 'latchkey-runtime.json'));
  args.push(`-c.electronDist=${copy}`, `-c.electronVersion=${runtime.version}`);
}
const packaged = run(process.execPath, args);
if (copy) rmSync(copy, { recursive: true });
if (!packaged) stop('The app was not packaged: the messages above say why.');
say('It is in dist/.');
