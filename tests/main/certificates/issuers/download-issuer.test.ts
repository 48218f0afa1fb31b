import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { downloadIssuer } from '../../../../src-main/certificates/issuers/download-issuer';
import type { Certificate } from '../../../../src-main/certificates/model';
import { readFileContents } from '../../../../src-main/certificates/read';
import { type CertificateFactory, createCertificateFactory, makeUsualChain } from '../../../support/openssl';

let factory: CertificateFactory;
let leaf: Certificate;
let server: Server | undefined;

beforeAll(async () => {
  factory = createCertificateFactory();
  const made = makeUsualChain(factory);
  factory.openssl('x509', '-in', made.intermediate.certificate, '-outform', 'DER', '-out', factory.path('issuer.der'));
  factory.openssl(
    'crl2pkcs7',
    '-nocrl',
    '-certfile',
    made.root.certificate,
    '-certfile',
    made.intermediate.certificate,
    '-outform',
    'DER',
    '-out',
    factory.path('issuer.p7c'),
  );
  leaf = (await readFileContents(factory.read('leaf.crt'), undefined)).certificates[0] as Certificate;
});
afterAll(() => factory.remove());
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** An authority's web server on this computer; answers the address of its certificate. */
async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/issuer.crt`;
}

const download = (address: string): Promise<readonly Certificate[]> =>
  downloadIssuer(leaf, address, { fetch, read: (bytes) => readFileContents(bytes, undefined) });

describe('Downloading an issuer', () => {
  it.each(['issuer.der', 'issuer.p7c', 'intermediate.crt'])('finds it in %s', async (name) => {
    const address = await serve((_, response) => response.end(factory.read(name)));
    expect(await download(address)).toMatchObject([{ sha256: expect.any(String), isCertificateAuthority: true }]);
  });

  it('sends nothing but the request for that address', async () => {
    const headers: string[] = [];
    const address = await serve((request, response) => {
      headers.push(request.method ?? '', request.url ?? '', ...Object.keys(request.headers));
      response.end(factory.read('issuer.der'));
    });
    await download(address);
    expect(headers.slice(0, 2)).toEqual(['GET', '/issuer.crt']);
    expect(headers).not.toContain('cookie');
    expect(headers).not.toContain('referer');
  });

  it('refuses a certificate that has the name and did not sign', async () => {
    const impostor = factory.make('impostor', {
      subject: '/O=Contoso/CN=Contoso Issuing CA 3',
      extensions: ['basicConstraints=critical,CA:TRUE'],
    });
    const address = await serve((_, response) => response.end(factory.read('impostor.crt')));
    expect(impostor.certificate).toContain('impostor');
    await expect(download(address)).rejects.toMatchObject({
      code: 'issuer.does-not-fit',
      facts: { address, name: 'Contoso Issuing CA 3' },
    });
  });

  it('says so where what comes is no certificate', async () => {
    const address = await serve((_, response) => response.end('<!DOCTYPE html><html><body>Sign in</body></html>'));
    await expect(download(address)).rejects.toMatchObject({ code: 'issuer.not-a-certificate' });
  });

  it('follows no redirect: only the address that was shown is asked', async () => {
    const asked: string[] = [];
    const address = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    await expect(download(address)).rejects.toMatchObject({
      code: 'issuer.not-downloaded',
      facts: { address, reason: 'redirect' },
    });
    expect(asked).toEqual(['/issuer.crt']);
  });

  it.each<[string, () => Promise<Response>]>([
    ['an answer', async () => new Response(undefined, { status: 301, headers: { location: 'http://127.0.0.1/' } })],
    [
      'Electron’s own words',
      async () => Promise.reject(new Error("Attempted to redirect, but redirect policy was 'error'")),
    ],
    ['its words for one that nobody followed', async () => Promise.reject(new Error('Redirect was cancelled'))],
  ])('names a redirect that comes as %s', async (_, answer) => {
    const ports = { fetch: answer, read: (bytes: Uint8Array) => readFileContents(bytes, undefined) };
    await expect(downloadIssuer(leaf, 'http://ca.contoso.test/', ports)).rejects.toMatchObject({
      code: 'issuer.not-downloaded',
      facts: { reason: 'redirect' },
    });
  });

  it('does not take a host that is called so for a redirect', async () => {
    const cause = new Error('getaddrinfo ENOTFOUND redirect.contoso.test');
    const ports = {
      fetch: async () => Promise.reject(new TypeError('fetch failed', { cause })),
      read: (bytes: Uint8Array) => readFileContents(bytes, undefined),
    };
    await expect(downloadIssuer(leaf, 'http://redirect.contoso.test/', ports)).rejects.toMatchObject({
      facts: { reason: 'offline' },
    });
  });

  it('stops where more comes than a certificate has', async () => {
    const address = await serve((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    await expect(download(address)).rejects.toMatchObject({
      code: 'issuer.not-downloaded',
      facts: { reason: 'too-large' },
    });
  });

  it.each([
    ['a page that is not there', 404, 'status'],
    ['a server in trouble', 503, 'status'],
  ])('names %s', async (_, status, reason) => {
    const address = await serve((_request, response) => response.writeHead(status).end());
    await expect(download(address)).rejects.toMatchObject({ code: 'issuer.not-downloaded', facts: { reason } });
  });

  it.each<[string, (response: ServerResponse) => unknown]>([
    ['never answers', () => undefined],
    ['stops in the middle of its answer', (response) => response.write(factory.read('issuer.der').subarray(0, 100))],
  ])('waits 15 s for a server that %s, and then says so', async (_, answer) => {
    const clock = new AbortController();
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(clock.signal);
    const address = await serve((_request, response) => answer(response));
    const isAsked = once(server as Server, 'request') as Promise<[unknown, ServerResponse]>;
    const downloading = download(address);
    const [, response] = await isAsked;
    const isClosed = once(response, 'close');
    clock.abort(new DOMException('15 s are over', 'TimeoutError'));
    await expect(downloading).rejects.toMatchObject({
      code: 'issuer.not-downloaded',
      facts: { address, reason: 'timeout' },
    });
    expect(timeout.mock.calls).toEqual([[15_000]]);
    // The connection is not left open.
    await isClosed;
    timeout.mockRestore();
  });

  it('names a server that nobody is at', async () => {
    const address = await serve(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    await expect(download(address)).rejects.toMatchObject({
      code: 'issuer.not-downloaded',
      facts: { reason: 'offline' },
    });
  });

  it.each(['https://127.0.0.1/issuer.crt', 'file:///etc/passwd', 'ldap://127.0.0.1/', 'nonsense'])(
    'does not ask %s, which is no http address',
    async (address) => {
      await expect(download(address)).rejects.toMatchObject({ facts: { reason: 'not-http' } });
    },
  );
});
