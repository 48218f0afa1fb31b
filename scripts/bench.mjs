// npm run bench: speed as ratios, each to what it is compared with in the same run. Each line says whether its goal is met; the
// program ends well only where all are.
import { join } from 'node:path';
import { build, bundlePrograms } from './build.mjs';
import { isRootOnLinux, root, run, say, stop } from './say.mjs';
import { setup } from './setup.mjs';

const runtime = await setup({ forTests: true });
build(runtime);
if (!run(process.execPath, [join(root, 'scripts', 'package.mjs')])) stop('Without a package its size can not be told.');
await bundlePrograms(
  'bench',
  {
    reading: 'tests/bench/reading.ts',
    certificates: 'tests/bench/certificates.ts',
    worker: 'src-main/certificates/worker.ts',
    gateway: 'tests/bench/gateway.ts',
    'plain-proxy': 'tests/bench/plain-proxy.ts',
    'gateway-worker': 'src-main/gateway/in-process/worker.ts',
    deployment: 'tests/bench/deployment.ts',
    launch: 'tests/bench/launch.ts',
    window: 'tests/bench/window.ts',
  },
  { external: ['@playwright/test'] },
);
const program = (name) => join(root, 'out', 'bench', `${name}.js`);

say('Measuring; this takes some minutes. Nothing else should run meanwhile.');
const underElectron = (name) =>
  run(runtime.executable, [program(name)], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
const inWindow = (name) => onScreen([program(name), runtime.executable, ...(isRootOnLinux() ? ['--no-sandbox'] : [])]);
const areMet = [
  underElectron('reading'),
  underElectron('certificates'),
  underElectron('gateway'),
  run(process.execPath, [program('deployment')]),
  inWindow('window'),
  inWindow('launch'),
].every(Boolean);
if (!areMet) stop('A goal was missed, or something was not measured: the lines above say what.');
say('Every goal is met.');

function onScreen(args) {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const hasScreen = process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY;
  return hasScreen
    ? run(process.execPath, args)
    : run('xvfb-run', ['-a', '-s', '-screen 0 1600x1000x24', process.execPath, ...args]);
}
