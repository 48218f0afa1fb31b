import { readFileSync } from 'node:fs';
import type { Certificate } from 'electron';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAzureNetwork, isVouchedFor } from '../../../src-main/electron/azure-network';
import { createBrowserOpener } from '../../../src-main/electron/external-links';
import { type CertificateFactory, createCertificateFactory, makeUsualChain } from '../../support/openssl';

let factory: CertificateFactory;
let usual: ReturnType<typeof makeUsualChain>;
let pem: (name: string) => string;
beforeAll(() => {
  factory = createCertificateFactory();
  usual = makeUsualChain(factory);
  pem = (name) => readFileSync(factory.path(`${name}.crt`), 'utf8');
  const { root } = usual;
  const san = ['subjectAltName=DNS:www.contoso.test'];
  factory.make('stranger', { subject: '/CN=Contoso Root', extensions: ['basicConstraints=critical,CA:TRUE'] });
  factory.make('ended', { subject: '/CN=ended', issuer: root, extensions: san, days: -1 });
  factory.make('client', { subject: '/CN=c', issuer: root, extensions: [...san, 'extendedKeyUsage=clientAuth'] });
  factory.make('alone', { subject: '/CN=www.contoso.test', extensions: san });
  const leaf = factory.make('no-issuer', {
    subject: '/CN=no issuer',
    issuer: root,
    extensions: ['basicConstraints=CA:FALSE'],
  });
  factory.make('below-leaf', { subject: '/CN=www.contoso.test', issuer: leaf, extensions: san });
});
afterAll(() => factory.remove());

/** A chain as Electron tells of it, leaf first. */
function sent(...names: readonly string[]): Certificate {
  const [first = '', ...rest] = names;
  const issuerCert = rest.length === 0 ? undefined : sent(...rest);
  return { data: pem(first), issuerCert } as unknown as Certificate;
}

const unknown = 'net::ERR_CERT_AUTHORITY_INVALID';
const hosts = ['contoso.test'];
const vouched = (certificate: Certificate, more: object = {}, ca = 'root', of = hosts) =>
  isVouchedFor(
    { hostname: 'www.contoso.test', verificationResult: unknown, certificate, ...more },
    { ca: pem(ca), hosts: of },
    new Date(),
  );

describe("a custom cloud's own authority", () => {
  it('vouches for its servers, with all of the chain sent or without the root', () => {
    expect(vouched(sent('leaf', 'intermediate', 'root'))).toBe(true);
    expect(vouched(sent('leaf', 'intermediate'))).toBe(true);
  });

  it.each([
    ['another authority', () => vouched(sent('leaf', 'intermediate', 'root'), {}, 'stranger')],
    ['a server that vouches for itself', () => vouched(sent('alone'))],
    ['a chain with a gap', () => vouched(sent('leaf'))],
    ['a host that is not of the cloud', () => vouched(sent('leaf', 'intermediate'), {}, 'root', ['fabrikam.test'])],
    ['a host that only looks as if', () => vouched(sent('leaf', 'intermediate'), { hostname: 'evilcontoso.test' })],
    [
      'another name of the cloud than the certificate has',
      () => vouched(sent('leaf', 'intermediate'), { hostname: 'arm.contoso.test' }),
    ],
    ['a certificate that has ended', () => vouched(sent('ended', 'root'))],
    ['a certificate for clients', () => vouched(sent('client', 'root'))],
    ['an issuer that may not issue', () => vouched(sent('below-leaf', 'no-issuer', 'root'))],
    [
      'what Chromium declines for another reason',
      () => vouched(sent('leaf', 'intermediate'), { verificationResult: 'net::ERR_CERT_DATE_INVALID' }),
    ],
    ['bytes that are no certificate', () => vouched({ data: 'nothing' } as Certificate)],
  ])('does not vouch for %s', (_, ask) => {
    expect(ask()).toBe(false);
  });

  it('counts in a session of its own, and leaves everything else to Chromium', async () => {
    const sessions: string[] = [];
    const setCertificateVerifyProc = vi.fn();
    const fetchFor = createAzureNetwork((partition) => {
      sessions.push(partition);
      return {
        fetch: async () => new Response(partition),
        setCertificateVerifyProc,
        setSpellCheckerEnabled: () => undefined,
        setSpellCheckerLanguages: () => undefined,
      };
    });
    expect(await (await fetchFor(undefined)('https://a.test', {})).text()).toBe('azure');
    expect(setCertificateVerifyProc).not.toHaveBeenCalled();
    const trust = { ca: pem('root'), hosts };
    await Promise.all([fetchFor(trust)('https://a.test', {}), fetchFor(trust)('https://a.test', {})]);
    fetchFor({ ...trust, hosts: ['b.test'] });
    expect(new Set(sessions).size).toBe(3);
    expect(sessions).toHaveLength(3);
    const decide = setCertificateVerifyProc.mock.calls[0]![0] as (
      request: object,
      answer: (result: number) => void,
    ) => void;
    const answers: number[] = [];
    const request = {
      hostname: 'www.contoso.test',
      verificationResult: unknown,
      certificate: sent('leaf', 'intermediate'),
    };
    decide(request, (result) => answers.push(result));
    decide({ ...request, hostname: 'www.fabrikam.test' }, (result) => answers.push(result));
    expect(answers).toEqual([0, -3]);
  });
});

describe("opening Azure's page in the browser", () => {
  const authority = 'https://login.microsoftonline.com';

  it('opens a page of the authority', async () => {
    const opened: string[] = [];
    await createBrowserOpener(async (address) => void opened.push(address))(
      `${authority}/organizations/x?y=z`,
      authority,
    );
    expect(opened).toEqual([`${authority}/organizations/x?y=z`]);
  });

  it.each([
    'https://login.microsoftonline.com.evil.example/',
    'https://login.microsoftonline.com@evil.example/',
    'https://user:pass@login.microsoftonline.com/',
    'http://login.microsoftonline.com/',
    'https://login.microsoftonline.com:444/',
    'file:///etc/passwd',
    'ms-msdt:/id',
    'not an address',
  ])('opens nothing for %s', async (address) => {
    const open = vi.fn();
    await expect(createBrowserOpener(open)(address, authority)).rejects.toMatchObject({
      code: 'sign-in.browser-not-opened',
    });
    expect(open).not.toHaveBeenCalled();
  });

  it('says so where there is no browser', async () => {
    const open = createBrowserOpener(() => Promise.reject(new Error('none')));
    await expect(open(`${authority}/`, authority)).rejects.toMatchObject({ code: 'sign-in.browser-not-opened' });
  });

  it('lets the first request to a server of a custom cloud go alone, and the next one where that was refused', async () => {
    const asked: { readonly address: string; answer(works: boolean): void }[] = [];
    const fetchFor = createAzureNetwork(() => ({
      fetch: (address) =>
        new Promise((resolve, reject) => {
          const answer = (works: boolean): void => (works ? resolve(new Response()) : reject(new Error('refused')));
          asked.push({ address: typeof address === 'string' ? address : address.url, answer });
        }),
      setCertificateVerifyProc: () => undefined,
      setSpellCheckerEnabled: () => undefined,
      setSpellCheckerLanguages: () => undefined,
    }));
    const fetch = fetchFor({ ca: pem('root'), hosts });
    const seen = (): readonly string[] => asked.map(({ address }) => address.slice(-1));
    const a = ['1', '2', '3', '4'].map((path) => fetch(`https://a.contoso.test/${path}`, {}));
    const other = fetch('https://b.contoso.test/5', {});
    await vi.waitFor(() => expect(seen()).toEqual(['1', '5']));
    asked[0]?.answer(false);
    await expect(a[0]).rejects.toThrow('refused');
    await vi.waitFor(() => expect(seen()).toEqual(['1', '5', '2']));
    asked[2]?.answer(true);
    await vi.waitFor(() => expect(seen()).toEqual(['1', '5', '2', '3', '4']));
    for (const { answer } of asked) answer(true);
    await Promise.all([...a.slice(1), other]);
  });
});
