// npm start: makes the machine ready, builds what is out of date, and opens Latchkey. Arguments after `--` go to Latchkey.
import { spawn } from 'node:child_process';
import { buildIfNeeded } from './build.mjs';
import { isRootOnLinux, root, say, stop } from './say.mjs';
import { setup } from './setup.mjs';

const runtime = await setup();
buildIfNeeded(runtime);

const { DISPLAY, WAYLAND_DISPLAY } = process.env;
if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) {
  stop(
    'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.',
    'Run this on a desktop, or without a screen: apt-get install xvfb && xvfb-run -a npm start',
  );
}
if (isRootOnLinux())
  say('Running as root, where Chromium has no sandbox: starting with --no-sandbox. Do not do this every day.');

say('Opening Latchkey …');
const flags = isRootOnLinux() ? ['--no-sandbox'] : [];
const latchkey = spawn(runtime.executable, [...flags, root, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => latchkey.kill(signal));
latchkey.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
