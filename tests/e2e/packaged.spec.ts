import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { test as base, expect } from '@playwright/test';
import { electronFuses } from '../security/fuse-table';
import { sandboxFlags, test as withFolder } from './support';
import { withProgram } from './with-program';

const packaged = {
  linux: { folder: resolve('dist/linux-unpacked'), program: 'latchkey', resources: 'resources' },
  darwin: {
    folder: resolve(`dist/mac${process.arch === 'arm64' ? '-arm64' : ''}/Latchkey.app`),
    program: 'Contents/MacOS/Latchkey',
    resources: 'Contents/Resources',
  },
  win32: { folder: resolve('dist/win-unpacked'), program: 'Latchkey.exe', resources: 'resources' },
}[process.platform as 'linux' | 'darwin' | 'win32'];
const program = join(packaged.folder, packaged.program);

const test = withFolder.extend<{ copy: string }>({
  /** A copy of the packaged folder, to be tampered with. */
  copy: async ({ folder }, use) => {
    const copy = join(folder, 'copy');
    await cp(packaged.folder, copy, { recursive: true, verbatimSymlinks: true });
    await use(copy);
  },
});

base.beforeAll(() => {
  expect(existsSync(program), `${program} is not there: npm run package makes it`).toBe(true);
});

test('rule 19: the fuses in the packaged program are those of the table', async () => {
  const wire = await getCurrentFuseWire(program);
  const stateOf = (option: FuseV1Options): boolean => wire[option] === FuseState.ENABLE;
  expect({
    runAsNode: stateOf(FuseV1Options.RunAsNode),
    enableCookieEncryption: stateOf(FuseV1Options.EnableCookieEncryption),
    enableNodeOptionsEnvironmentVariable: stateOf(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    enableNodeCliInspectArguments: stateOf(FuseV1Options.EnableNodeCliInspectArguments),
    enableEmbeddedAsarIntegrityValidation: stateOf(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyLoadAppFromAsar: stateOf(FuseV1Options.OnlyLoadAppFromAsar),
    loadBrowserProcessSpecificV8Snapshot: stateOf(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
    grantFileProtocolExtraPrivileges: stateOf(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual(electronFuses);
});

test('the package is the bundle and nothing else: no node_modules, no sources, no path of the machine that built it', async () => {
  const asar = await readFile(join(packaged.folder, packaged.resources, 'app.asar'));
  // The archive begins with two nested length prefixes, then its table of contents as JSON.
  const contents = JSON.parse(asar.toString('utf8', 16, 16 + asar.readUInt32LE(12))) as Contents;
  expect(Object.keys(contents.files).toSorted()).toEqual(['out', 'package.json']);
  expect(Object.keys(contents.files['out']?.files ?? {}).toSorted()).toEqual(['main', 'preload', 'renderer']);
  expect(asar.includes(resolve('.'))).toBe(false);
});

test('the packaged program starts, shows the page and answers it', async ({ folder }) => {
  await withProgram([program, ...sandboxFlags()], folder, async (browser) => {
    const page = browser.contexts()[0]?.pages()[0];
    await expect.poll(() => page?.url()).toBe('app://bundle/index.html');
    await expect.poll(() => page?.title()).toBe('Latchkey');
    expect(await page?.evaluate(() => window.bridge.call('app.about', {}))).toMatchObject({ ok: true });
    await expect.poll(() => page?.locator('#root').innerText()).not.toBe('');
  });
});

test('the packaged program reads certificates, in a worker out of app.asar', async ({ folder }) => {
  const file = join(folder, 'server.pem');
  await writeFile(file, certificate);
  await withProgram([program, ...sandboxFlags()], folder, async (browser) => {
    const page = browser.contexts()[0]?.pages()[0];
    await page?.evaluate((path) => window.bridge.call('certificates.add', { paths: [path] }), file);
    const bench = () =>
      page?.evaluate(async () => JSON.stringify(await window.bridge.call('certificates.workshop', {})));
    await expect.poll(bench).toContain('"hostNames":["packaged.example"]');
  });
});

test('a fuse: the packaged program is no Node for whoever asks', async ({ folder }) => {
  const written = join(folder, 'written');
  const code = `require('fs').writeFileSync(${JSON.stringify(written)}, 'x')`;
  await writeFile(join(folder, 'evil.cjs'), code);
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require ${join(folder, 'evil.cjs')}` };
  const options = { env, timeout: 5000, killSignal: 'SIGKILL' } as const;
  spawnSync(program, [...sandboxFlags(), `--user-data-dir=${join(folder, 'data')}`, '-e', code], options);
  expect(existsSync(written)).toBe(false);
});

test('a fuse: only app.asar is started, not a folder put in its place', async ({ copy, folder }) => {
  const written = join(folder, 'written');
  const resources = join(copy, packaged.resources);
  await mkdir(join(resources, 'app'));
  await writeFile(join(resources, 'app', 'package.json'), '{"name":"evil","main":"main.cjs"}');
  await writeFile(join(resources, 'app', 'main.cjs'), `require('fs').writeFileSync(${JSON.stringify(written)}, 'x')`);
  await rename(join(resources, 'app.asar'), join(folder, 'app.asar'));
  spawnSync(join(copy, packaged.program), [...sandboxFlags(), `--user-data-dir=${join(folder, 'data')}`], {
    timeout: 5000,
    killSignal: 'SIGKILL',
  });
  expect(existsSync(written)).toBe(false);
});

test('macOS and Windows: a tampered app.asar does not start (Electron checks it on no other system)', async ({
  copy,
  folder,
}) => {
  test.skip(process.platform === 'linux', 'Electron validates app.asar on macOS and Windows only');
  const asar = join(copy, packaged.resources, 'app.asar');
  const bytes = await readFile(asar);
  const at = bytes.indexOf('Latchkey', Math.floor(bytes.length / 2));
  bytes.write('Tampered', at);
  await writeFile(asar, bytes);
  const result = spawnSync(join(copy, packaged.program), [`--user-data-dir=${join(folder, 'data')}`], {
    timeout: 10_000,
    killSignal: 'SIGKILL',
  });
  expect(result.signal ?? result.status).not.toBe('SIGKILL');
  expect(result.status).not.toBe(0);
});

test('the packaged program works in the terminal, without a window', () => {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const help = execFileSync(program, [...sandboxFlags(), 'inspect', '--help'], {
    env,
    encoding: 'utf8',
    timeout: 20_000,
  });
  expect(help).toContain('inspect');
});

/** One folder in app.asar's table of contents. */
interface Contents {
  readonly files: Record<string, Partial<Contents>>;
}

const certificate = `-----BEGIN CERTIFICATE-----
MIIBqTCCAVCgAwIBAgIUGXvkM3DH/1CAiQ7/4uJdEr5hjmUwCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQcGFja2FnZWQuZXhhbXBsZTAgFw0yNjExMjMxOTAzMThaGA8y
MTI2MTAzMDE5MDMxOFowGzEZMBcGA1UEAwwQcGFja2FnZWQuZXhhbXBsZTBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABPYdhCI8SGiGdB77Gd37JhyFemHz2QzdL+HK
s+NlxMBLJ5+YLsW7SHEm0lGj/NV3CHQbKAs1W7y9Lj5f0W0g9qijcDBuMB0GA1Ud
DgQWBBRyjIC/jPBfMc2JrPcxGroIutXlzDAfBgNVHSMEGDAWgBRyjIC/jPBfMc2J
rPcxGroIutXlzDAPBgNVHRMBAf8EBTADAQH/MBsGA1UdEQQUMBKCEHBhY2thZ2Vk
LmV4YW1wbGUwCgYIKoZIzj0EAwIDRwAwRAIgOQmq05YQDsOldIDQNCDXWIylcYer
5n+KFVeRcQ0ZqJgCIGqMV2bOI1e8wKg+g5FpfU+5CFRbVblx8IKKJnA6thZP
-----END CERTIFICATE-----
`;
