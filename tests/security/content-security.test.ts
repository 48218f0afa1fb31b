import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appScheme, createAppProtocol } from '../../src-main/electron/app-protocol';
import { bundlePath, isInside } from '../../src-main/electron/bundle-path';
import { contentSecurityPolicy, fillNonce } from '../../src-main/electron/content-security';

const folder = resolve('/bundle');

describe('rule 7: the policy', () => {
  it('is exactly this', () => {
    expect(contentSecurityPolicy('abc')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-abc'; img-src 'self' data:; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  it('gives its nonce to the page, wherever the page asks for it', () => {
    expect(fillNonce('<meta nonce="__CSP_NONCE__">', 'a$&b')).toBe('<meta nonce="a$&b">');
  });
});

describe('rule 18: an address means a file of the bundle or nothing', () => {
  it.each([
    ['app://bundle/', 'index.html'],
    ['app://bundle/index.html', 'index.html'],
    ['app://bundle/assets/index-CZ_1.js', 'assets/index-CZ_1.js'],
    ['app://bundle/index.html?a=b#c', 'index.html'],
    ['app://bundle/a/../index.html', 'index.html'],
  ])('%s is %s', (address, file) => expect(bundlePath(address, folder)).toBe(join(folder, file)));

  it.each([
    'app://bundle/..%2f..%2fetc%2fpasswd',
    'app://bundle/%2e%2e%2f%2e%2e%2fetc/passwd',
    'app://bundle/%252e%252e/etc',
    'app://bundle/..%5c..%5cwindows',
    'app://bundle/a%00.html',
    'app://bundle/C:%5Cwindows',
    'app://bundle/C:/windows',
    'app://bundle//etc/passwd',
    'app://bundle/a//b',
    'app://bundle/a/',
    'app://bundle/%E0%A4%A',
    'app://bundle.evil/index.html',
    'app://evil/index.html',
    'app://bundle:80/index.html',
    'app://user@bundle/index.html',
    'file:///etc/passwd',
    'https://bundle/index.html',
    'not an address',
    '',
  ])('%s is nothing', (address) => expect(bundlePath(address, folder)).toBeUndefined());

  it('whatever the address, the file is inside the bundle', () => {
    const piece = fc.oneof(
      fc.constantFrom('..', '.', '%2e', '%2f', '/', '\\', '%5c', '%00', 'a', '%', '~', ':'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const file = bundlePath(`app://bundle/${pieces.join('')}`, folder);
        return file === undefined || isInside(file, folder);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['/bundle/a', true],
    ['/bundle/..a', true],
    ['/bundle', false],
    ['/bundled/a', false],
    ['/', false],
    ['/etc/passwd', false],
  ])('%s inside /bundle: %s', (file, inside) => expect(isInside(resolve(file), folder)).toBe(inside));
});

describe('rules 1, 7, 18: what the app:// handler answers', () => {
  let root = '';
  let ask = (_url: string, _method?: string): Promise<Response> => Promise.reject(new Error('not ready'));

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'latchkey-bundle-'));
    await mkdir(join(root, 'bundle', 'assets'), { recursive: true });
    await writeFile(join(root, 'bundle', 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__">');
    await writeFile(join(root, 'bundle', 'assets', 'a.js'), 'export {};');
    await writeFile(join(root, 'bundle', 'strange.bin'), 'x');
    await writeFile(join(root, 'secret.html'), 'secret');
    await symlink(join(root, 'secret.html'), join(root, 'bundle', 'link.html'));
    await symlink(root, join(root, 'bundle', 'up'));
    const handle = createAppProtocol(join(root, 'bundle'));
    ask = (url, method = 'GET') => handle({ url, method });
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it('the page with the policy, the same nonce in both, and a new one each time', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const response = await ask('app://bundle/index.html');
        expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
        const nonce = /nonce="([^"]+)"/u.exec(await response.text())?.[1] ?? '';
        expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
        expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy(nonce));
        return nonce;
      }),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it.each([
    ['app://bundle/assets/a.js', 'text/javascript; charset=utf-8'],
    ['app://bundle/strange.bin', 'application/octet-stream'],
  ])('%s as %s, which is not to be second-guessed', async (url, type) => {
    const response = await ask(url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it.each([
    'app://bundle/link.html',
    'app://bundle/up/secret.html',
    'app://bundle/none.html',
    'app://bundle/assets',
    'app://other/index.html',
  ])('404 for %s', async (url) => expect((await ask(url)).status).toBe(404));

  it('404 for a POST', async () => expect((await ask('app://bundle/index.html', 'POST')).status).toBe(404));

  it('under a scheme that may not go round the policy', () => {
    expect(appScheme.privileges).toEqual({ standard: true, secure: true, codeCache: true });
  });
});
