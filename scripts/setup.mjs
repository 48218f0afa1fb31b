// What both `npm start` and `npm test` do first. Works before anything is installed: it imports nothing but Node.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, npm, root, run, say, stop } from './say.mjs';

const oldestNode = [20, 19];

/** Makes the machine ready to run Latchkey, and its tests too when `forTests`; answers the Electron runtime. */
export async function setup({ forTests = false } = {}) {
  checkNode();
  installPackages();
  const { describeRuntime, electronRuntime } = await import('./electron-runtime.mjs');
  const runtime = await electronRuntime().catch((cause) => stop(cause.message));
  say(`Using ${describeRuntime(runtime)}.`);
  if (process.platform === 'linux') {
    installSystemPackages(missingSystemPackages(runtime, forTests));
    checkSandbox(runtime);
  }
  return runtime;
}

/** Ends the program when this Node is too old for Latchkey. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  stop(
    `This is Node.js ${process.versions.node}; Latchkey needs ${oldestNode.join('.')} or newer.`,
    'Install the current LTS version from https://nodejs.org and run the same command again.',
  );
}

/** Installs what package-lock.json says, unless that is what is there. */
export function installPackages() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  const stamp = join(root, 'node_modules', '.latchkey-setup');
  const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // npm writes its own record last: when it is newer than the lock file, somebody has installed by hand.
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
    say('Installing the packages in package-lock.json (npm ci) …');
    if (!npm(['ci'])) stop('npm ci did not complete: its messages above say why.');
  }
  writeFileSync(stamp, wanted);
}

/** Shared libraries that Electron loads, and the Debian package each is in. */
const libraries = {
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libsmime3.so': 'libnss3',
  'libnspr4.so': 'libnspr4',
  'libasound.so.2': 'libasound2',
  'libgbm.so.1': 'libgbm1',
  'libXss.so.1': 'libxss1',
  'libdrm.so.2': 'libdrm2',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libcups.so.2': 'libcups2',
};
/** Programs that only the tests need, and the Debian package each is in. */
const testPrograms = {
  'xvfb-run': 'xvfb',
  xauth: 'xauth',
  openssl: 'openssl',
  certtool: 'gnutls-bin',
  keytool: 'default-jre-headless',
  'dbus-daemon': 'dbus-daemon',
  dnsmasq: 'dnsmasq-base',
  'gnome-keyring-daemon': 'gnome-keyring',
  curl: 'curl',
  python3: 'python3',
  // The package starts a server on port 80 where services start at all; the tests run their own, on ports of their own.
  '/usr/sbin/nginx': 'nginx',
  // The emulator of Azure runs each container group in a network of its own.
  ip: 'iproute2',
  unshare: 'util-linux',
  testssl: 'testssl.sh',
  wrk: 'wrk',
};

function missingSystemPackages(runtime, forTests) {
  const unresolved = (ask('ldd', [runtime.executable]) ?? '').split('\n').filter((line) => line.includes('not found'));
  const names = unresolved.map((line) => line.trim().split(' ')[0]);
  const unknown = names.filter((name) => !(name in libraries));
  if (unknown.length > 0)
    say(`These libraries are missing, and Latchkey does not know their package: ${unknown.join(', ')}.`);
  // Debian keeps servers where only root's programs are looked for.
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };
  const programs = forTests ? Object.keys(testPrograms).filter((program) => !ask('which', [program], { env })) : [];
  return [
    ...new Set(
      [...names.map((name) => libraries[name]), ...programs.map((name) => testPrograms[name])].filter(Boolean),
    ),
  ];
}

function installSystemPackages(packages) {
  if (packages.length === 0) return;
  if (!ask('which', ['apt-get'])) {
    stop(
      `Some system packages are missing. Debian calls them ${packages.join(', ')}: install this system's own, then run the same command again.`,
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const isRoot = process.getuid() === 0;
  // Before the names are looked up: a fresh container knows no packages at all.
  if (isRoot) run('apt-get', ['update', '-qq'], { env });
  const names = packages.map(nameOnThisRelease);
  if (!isRoot) {
    const line = `sudo apt-get update && sudo apt-get install -y ${names.join(' ')}`;
    stop('Some system packages are missing. Install them, then run the same command again:', line);
  }
  say(`Installing system packages: ${names.join(' ')} …`);
  if (!run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env })) {
    stop('apt-get could not install them: its messages above say why.');
  }
}

/** Debian 13 and Ubuntu 24.04 gave libraries that hold times beyond 2038 new names. */
function nameOnThisRelease(name) {
  return ask('apt-cache', ['show', `${name}t64`]) ? `${name}t64` : name;
}

/** Chromium ends at once where neither its own helper nor the kernel's namespaces can make a sandbox: say it before it does. */
function checkSandbox(runtime) {
  if (process.getuid() === 0) return;
  const helper = join(runtime.distPath, 'chrome-sandbox');
  const { uid, mode } = statSync(helper);
  if ((uid === 0 && (mode & 0o4000) !== 0) || namespacesAllowed()) return;
  stop(
    'This system does not let ordinary programs make a sandbox. Allow it for this copy of Electron, then run the same command again:',
    `sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
  );
}

function namespacesAllowed() {
  const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined);
  return (
    read('/proc/sys/kernel/unprivileged_userns_clone') !== '0' &&
    read('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') !== '1' &&
    read('/proc/sys/user/max_user_namespaces') !== '0'
  );
}
