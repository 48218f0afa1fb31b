import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrange } from '../../../src-main/certificates/arrange';
import { type ArrangedFile, benchOf, withoutSecrets } from '../../../src-main/certificates/arranged-file';
import { readFileContents } from '../../../src-main/certificates/read';
import {
  type CertificateFactory,
  createCertificateFactory,
  type MadeCertificate,
  makeUsualChain,
} from '../../support/openssl';

let factory: CertificateFactory;
let usual: ReturnType<typeof makeUsualChain>;

beforeAll(() => {
  factory = createCertificateFactory();
  usual = makeUsualChain(factory);
});
afterAll(() => factory.remove());

async function file(name: string, ...paths: readonly string[]): Promise<ArrangedFile> {
  const bytes = Buffer.concat(paths.map((path) => readFileSync(path)));
  return withoutSecrets(name, await readFileContents(bytes, undefined));
}

const now = (): Date => new Date();
const names = (certificates: readonly MadeCertificate[]): string[] =>
  certificates.map(({ certificate }) => certificate);

describe('Understanding several files together', () => {
  it('tells of each of two thousand certificates in one file how many there are, and does not count them for each', async () => {
    const read = await file('all.pem', usual.leaf.certificate);
    const numbers = Array.from({ length: 2_000 }, (_, number) => number.toString(16).padStart(64, '0'));
    const certificates = numbers.flatMap((sha256) => read.certificates.map((leaf) => ({ ...leaf, sha256 })));
    const { bundles } = arrange(benchOf([{ ...read, certificates }]), now());
    const counted = bundles.flatMap(({ findings }) => findings.filter(({ code }) => code === 'several-leaves'));
    expect(counted).toHaveLength(2_000);
    expect(counted.every(({ facts }) => facts['count'] === 2_000)).toBe(true);
  });

  it('joins a certificate, its key and its issuers from separate files, whatever their order', async () => {
    const { root, intermediate, leaf } = usual;
    const files = await Promise.all([
      file('ca.pem', root.certificate, intermediate.certificate),
      file('server.key', leaf.key),
      file('server.crt', leaf.certificate),
    ]);
    const { bundles, otherCertificates, otherKeys } = arrange(benchOf(files), now());
    expect(otherCertificates).toEqual([]);
    expect(otherKeys).toEqual([]);
    expect(bundles).toHaveLength(1);
    expect(bundles[0]).toMatchObject({
      leaf: {
        name: 'www.contoso.test',
        hostNames: ['www.contoso.test', 'contoso.test', '10.0.0.7'],
        issuerName: 'Contoso Issuing CA 3',
      },
      privateKey: { source: 'file', name: 'server.key' },
      chainComplete: true,
      hasRoot: true,
      ready: true,
      suggestedName: 'www.contoso.test',
      findings: [
        { code: 'private-authority', level: 'warns', facts: { name: 'Contoso Root' } },
        { code: 'root-left-out', level: 'notes', facts: { name: 'Contoso Root' } },
      ],
    });
    expect(bundles[0]?.chain.map(({ role, certificate }) => [role, certificate.name])).toEqual([
      ['leaf', 'www.contoso.test'],
      ['intermediate', 'Contoso Issuing CA 3'],
      ['root', 'Contoso Root'],
    ]);
  });

  it('names the issuer that is missing, and lets the user go on', async () => {
    const { leaf } = usual;
    const { bundles } = arrange(benchOf([await file('a', leaf.certificate, leaf.key)]), now());
    expect(bundles[0]).toMatchObject({ chainComplete: false, missingIssuer: 'Contoso Issuing CA 3', ready: true });
    expect(bundles[0]?.findings).toEqual([
      { code: 'chain-incomplete', level: 'warns', facts: { missing: 'Contoso Issuing CA 3', address: '' } },
    ]);
  });

  it('blocks a certificate whose private key is not here, and names the key that belongs to another', async () => {
    const { intermediate, leaf } = usual;
    const stranger = factory.make('stranger', { subject: '/CN=other.test' });
    const files = [
      await file('server.crt', leaf.certificate, intermediate.certificate),
      await file('other.key', stranger.key),
    ];
    const { bundles, otherKeys } = arrange(benchOf(files), now());
    expect(bundles[0]?.ready).toBe(false);
    expect(bundles[0]?.findings[0]).toEqual({
      code: 'key-does-not-match',
      level: 'blocks',
      facts: { fileName: 'other.key', key: 'RSA 2048', expected: 'RSA 2048' },
    });
    expect(otherKeys).toMatchObject([{ fileName: 'other.key', publicKey: { algorithm: 'RSA', bits: 2048 } }]);
  });

  it('takes an issuer of the same name for a stranger when its key did not sign', async () => {
    const { root, leaf } = usual;
    const impostor = factory.make('impostor', {
      subject: '/O=Contoso/CN=Contoso Issuing CA 3',
      issuer: root,
      extensions: ['basicConstraints=critical,CA:TRUE'],
    });
    const { bundles, otherCertificates } = arrange(
      benchOf([await file('a', leaf.certificate, leaf.key, impostor.certificate)]),
      now(),
    );
    expect(bundles[0]?.missingIssuer).toBe('Contoso Issuing CA 3');
    expect(otherCertificates).toMatchObject([{ name: 'Contoso Issuing CA 3', fileName: 'a' }]);
  });

  it('prefers an issuer that is still valid to one of the same key that has ended', async () => {
    const { root, intermediate, leaf } = usual;
    factory.openssl(
      'x509',
      '-req',
      '-in',
      factory.path('intermediate.csr'),
      '-CA',
      root.certificate,
      '-CAkey',
      root.key,
      '-days',
      '-1',
      '-extfile',
      factory.path('intermediate.ext'),
      '-out',
      factory.path('ended.crt'),
    );
    const { bundles } = arrange(
      benchOf([await file('a', leaf.certificate, leaf.key, factory.path('ended.crt'), intermediate.certificate)]),
      now(),
    );
    expect(bundles[0]?.findings.map(({ code }) => code)).not.toContain('expired');
  });

  it('finds a bundle for each leaf of a delivery', async () => {
    const { intermediate, leaf } = usual;
    const second = factory.make('second', {
      subject: '/CN=second.contoso.test',
      issuer: intermediate,
      extensions: ['subjectAltName=DNS:second.contoso.test'],
    });
    const { bundles } = arrange(
      benchOf([await file('all.pem', ...names([leaf, second, intermediate]), leaf.key, second.key)]),
      now(),
    );
    expect(bundles.map((bundle) => [bundle.leaf.name, bundle.ready])).toEqual([
      ['www.contoso.test', true],
      ['second.contoso.test', true],
    ]);
  });

  it('says of a self-signed certificate that it is, and that it is an authority’s where it calls itself one', async () => {
    const own = factory.make('own', {
      subject: '/CN=localhost',
      extensions: ['basicConstraints=CA:TRUE', 'subjectAltName=DNS:localhost'],
    });
    const { bundles } = arrange(benchOf([await file('own.pem', own.certificate, own.key)]), now());
    expect(bundles).toMatchObject([
      {
        chainComplete: true,
        hasRoot: false,
        ready: true,
        findings: [
          { code: 'self-signed', level: 'warns' },
          { code: 'authority-as-leaf', level: 'warns' },
        ],
      },
    ]);
  });

  it('says it also beside a good pair, and takes no authority for a leaf that signed what lies there', async () => {
    const own = factory.make('own-too', {
      subject: '/CN=localhost',
      extensions: ['basicConstraints=CA:TRUE', 'subjectAltName=DNS:localhost'],
    });
    const { leaf, intermediate, root } = usual;
    const pair = await file('all.pem', ...names([leaf, intermediate, root]), leaf.key, intermediate.key, root.key);
    const { bundles } = arrange(benchOf([pair, await file('own.pem', own.certificate, own.key)]), now());
    expect(bundles.map((bundle) => bundle.leaf.name)).toEqual(['www.contoso.test', 'localhost']);
    expect(bundles[1]?.findings.map(({ code }) => code)).toContain('authority-as-leaf');
    const authorities = await file('authorities.pem', ...names([root, intermediate]), root.key, intermediate.key);
    expect(arrange(benchOf([authorities]), now()).bundles).toMatchObject([{ leaf: { name: 'Contoso Issuing CA 3' } }]);
  });

  it('keeps an authority that came alone apart', async () => {
    const { bundles, otherCertificates } = arrange(benchOf([await file('root.pem', usual.root.certificate)]), now());
    expect(bundles).toEqual([]);
    expect(otherCertificates).toMatchObject([{ name: 'Contoso Root', isCertificateAuthority: true, selfSigned: true }]);
  });

  it('joins a request with the private key it was made with', async () => {
    const { requests, otherKeys } = arrange(
      benchOf([await file('leaf.csr', factory.path('leaf.csr')), await file('leaf.key', usual.leaf.key)]),
      now(),
    );
    expect(requests).toMatchObject([
      { name: 'www.contoso.test', fileName: 'leaf.csr', privateKeyFileName: 'leaf.key' },
    ]);
    expect(otherKeys).toHaveLength(1);
  });

  it.each([
    ['a key that no TLS server of Azure loads', ['-algorithm', 'ED25519'], undefined, 'key-type-unsupported'],
    [
      'RSA with fewer than 2048 bits',
      ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'],
      undefined,
      'key-too-weak',
    ],
    ['a SHA-1 signature', undefined, 'sha1', 'signature-too-weak'],
  ])('blocks %s', async (_, algorithm, digest, code) => {
    const weak = factory.make(`weak-${code}`, {
      subject: '/CN=weak.test',
      issuer: usual.intermediate,
      extensions: ['subjectAltName=DNS:weak.test'],
      ...(algorithm && { algorithm }),
      ...(digest !== undefined && { digest }),
    });
    const { bundles } = arrange(
      benchOf([await file('weak', weak.certificate, weak.key, ...names([usual.intermediate, usual.root]))]),
      now(),
    );
    expect(bundles[0]?.findings.filter(({ level }) => level === 'blocks').map((finding) => finding.code)).toEqual([
      code,
    ]);
  });

  it.each([
    ['blocks', 'has ended', -1, 'expired'],
    ['warns of', 'ends within thirty days', 20, 'ends-soon'],
  ])('%s a certificate that %s', async (level, _, days, code) => {
    const dated = factory.make(`dated-${code}`, {
      subject: '/CN=dated.test',
      issuer: usual.intermediate,
      extensions: ['subjectAltName=DNS:dated.test'],
      days,
    });
    const { bundles } = arrange(
      benchOf([await file('d', dated.certificate, dated.key, ...names([usual.intermediate, usual.root]))]),
      now(),
    );
    expect(bundles[0]?.findings[0]).toMatchObject({
      code,
      level: level.split(' ')[0],
      facts: { name: 'dated.test' },
    });
    expect(bundles[0]?.ready).toBe(level !== 'blocks');
  });

  it('blocks where there are no host names: clients ignore the common name', async () => {
    const bare = factory.make('bare', { subject: '/CN=bare.test', issuer: usual.intermediate });
    const { bundles } = arrange(
      benchOf([await file('b', bare.certificate, bare.key, ...names([usual.intermediate, usual.root]))]),
      now(),
    );
    expect(bundles[0]?.findings).toContainEqual({
      code: 'no-host-names',
      level: 'blocks',
      facts: { commonName: 'bare.test' },
    });
  });

  it('comes to an end where authorities cross-sign each other many times over', async () => {
    const authority = ['basicConstraints=critical,CA:TRUE'];
    const [one, two] = ['One', 'Two'].map((name) =>
      factory.make(`cross-${name}`, { subject: `/CN=${name}`, extensions: authority }),
    );
    const paths: string[] = [];
    for (let i = 0; i < 12; i++) {
      const [subject, signer] = i % 2 ? ([one, two] as const) : ([two, one] as const);
      const out = factory.path(`cross-${i}.crt`);
      const csr = subject === one ? 'cross-One.csr' : 'cross-Two.csr';
      factory.openssl(
        'x509',
        '-req',
        '-in',
        factory.path(csr),
        '-CA',
        signer?.certificate ?? '',
        '-CAkey',
        signer?.key ?? '',
        '-CAcreateserial',
        '-days',
        '100',
        '-extfile',
        factory.path('cross-One.ext'),
        '-out',
        out,
      );
      paths.push(out);
    }
    const leaf = factory.make('cross-leaf', { subject: '/CN=crossed.test', ...(one && { issuer: one }) });
    const { bundles } = arrange(benchOf([await file('x', leaf.certificate, leaf.key, ...paths)]), now());
    expect(bundles[0]?.chainComplete).toBe(false);
  });
});
