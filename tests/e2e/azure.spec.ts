import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { SignInState } from '../../shared/sign-in/contract';
import { signInAs } from '../main/azure/person';
import { contoso } from '../support/azure/world/contoso';
import { createNodeFetch } from '../support/azure-fetch';
import { type RunningEmulator, startEmulatorProgram } from './emulator';
import { expect, launch, test } from './support';

let emulator: RunningEmulator;
let userData: string;
test.beforeAll(async () => {
  emulator = await startEmulatorProgram();
});
test.afterAll(async () => {
  await emulator.stop();
});
test.beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'latchkey-data-'));
});
test.afterEach(() => rm(userData, { recursive: true, force: true, maxRetries: 5 }));

const withNone = () => launch({ userData, args: ['--password-store=basic'] });

test('without a keyring the session ends with the window, and nothing of it is on the disk', async () => {
  const first = await withNone();
  const page = await first.firstWindow();
  await signIn(first, page);
  expect(await stateOf(page)).toMatchObject({ keeping: 'session', accounts: [{ userName: contoso.analyst }] });
  await first.close();
  await expectNoCanary();

  const second = await withNone();
  expect((await stateOf(await second.firstWindow())).accounts).toEqual([]);
  await second.close();
});

test('a server whose authority is not known is not talked to', async () => {
  const app = await withNone();
  const page = await app.firstWindow();
  const { resourceManager, clientId } = emulator.endpoints;
  const custom = { resourceManager, authority: '', scope: '', suffixes: {} };
  expect(await call(page, 'sign-in.set-cloud', { cloud: 'custom', custom, clientId })).toMatchObject({
    problem: { code: 'azure.tls-not-trusted', facts: { reason: 'unknown-authority' } },
  });
  await app.close();
});

test('a proxy that wants a password is named as one', async () => {
  const proxy = createServer();
  proxy.on('connect', (_request, socket) => {
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="office"\r\n\r\n');
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  const { port } = proxy.address() as AddressInfo;
  const app = await launch({
    userData,
    args: ['--password-store=basic', `--proxy-server=127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>'],
  });
  const { resourceManager, clientId } = emulator.endpoints;
  const custom = { resourceManager, authority: '', scope: '', suffixes: {} };
  expect(await call(await app.firstWindow(), 'sign-in.set-cloud', { cloud: 'custom', custom, clientId })).toMatchObject(
    { problem: { code: 'azure.proxy-sign-in', facts: { host: new URL(resourceManager).host } } },
  );
  await app.close();
  proxy.close();
});

/** As a new user would, but for the page: sets the cloud, confirms it, and signs in where the browser is sent. */
async function signIn(app: ElectronApplication, page: Page): Promise<void> {
  const { resourceManager, authority, clientId, caFile: path } = emulator.endpoints;
  await app.evaluate(({ dialog, shell }, file) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
    shell.openExternal = (address) => {
      Object.assign(globalThis, { opened: address });
      return Promise.resolve();
    };
  }, path);
  const chosen = await call(page, 'sign-in.choose-ca-file', {});
  const { caFile } = (chosen as { value: { caFile: string } }).value;
  const custom = { resourceManager, authority: '', scope: '', suffixes: {}, caFile };
  expect(await call(page, 'sign-in.set-cloud', { cloud: 'custom', custom, clientId })).toEqual({ ok: true, value: {} });
  expect(await call(page, 'sign-in.confirm-cloud', { authority })).toEqual({ ok: true, value: {} });
  const started = call(page, 'sign-in.start', { method: 'browser' });
  const address = await expect
    .poll(() => app.evaluate(() => (globalThis as { opened?: string }).opened ?? ''))
    .not.toBe('')
    .then(() => app.evaluate(() => (globalThis as { opened?: string }).opened ?? ''));
  await signInAs(createNodeFetch(() => undefined)({ ca: emulator.ca, hosts: [] }), address, contoso.analyst);
  expect(await started).toEqual({ ok: true, value: {} });
}

function call(page: Page, method: string, request: unknown): Promise<unknown> {
  return page.evaluate(([name, given]) => window.bridge.call(name, given), [method, request] as const);
}

async function stateOf(page: Page): Promise<SignInState> {
  return ((await call(page, 'sign-in.state', {})) as { value: SignInState }).value;
}

/** SECURITY promise 1 and 2: no token is anywhere in the user's data, as it is. */
async function expectNoCanary(): Promise<void> {
  const files = readdirSync(userData, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  for (const canary of await emulator.canaries()) expect(texts.some((text) => text.includes(canary))).toBe(false);
}
