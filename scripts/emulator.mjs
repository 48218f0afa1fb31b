// npm run emulator: an Azure on loopback, to try, test and show Latchkey without an account. docs/emulator.md says how.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundlePrograms, isOutOfDate } from './build.mjs';
import { root, say } from './say.mjs';
import { checkNode, installPackages } from './setup.mjs';

const program = join(root, 'out', 'emulator', 'main.js');

if (isOutOfDate(program, ['shared', 'src-main', 'tests/support/azure', 'scripts/emulator.mjs', 'package-lock.json'])) {
  checkNode();
  installPackages();
  await bundlePrograms('emulator', { main: 'tests/support/azure/main.ts' });
}
const { runEmulator } = await import(pathToFileURL(program).href);
say(
  'This is an emulator: nothing in it is real, no password is asked, and only this computer reaches it. Ctrl+C ends it.',
);
await runEmulator(process.argv.slice(2)).catch((cause) => {
  say(cause instanceof Error ? cause.message : String(cause));
  process.exit(1);
});
