import { writeFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bundle } from '../../shared/certificates/contract';
import { arrange } from '../../src-main/certificates/arrange';
import { benchOf, withoutSecrets } from '../../src-main/certificates/arranged-file';
import type { Certificate } from '../../src-main/certificates/model';
import { certificatesToPem } from '../../src-main/certificates/pem';
import { readFileContents } from '../../src-main/certificates/read';
import { corpusEntries, corpusFile, hasCorpus } from '../support/corpus';
import { type CertificateFactory, createCertificateFactory } from '../support/openssl';

/** Who vouches for a chain: a root of the runtime's list, one of the file's own, or nobody that is known. */
type Anchor = 'public' | 'private' | 'none';

const CORPUS = ['www.example.test', 'Corpus Intermediate 2', 'Corpus Intermediate 1', 'Corpus Root'];

/** What each file's chain is to be, leaf first; of one that ends before its root, the name of the certificate that comes next. */
const CHAINS: readonly [path: string, chain: readonly string[], anchor: Anchor, next?: string][] = [
  ['generated/certs/fullchain.pem', CORPUS, 'private'],
  ['generated/certs/fullchain-shuffled.pem', CORPUS, 'private'],
  ['generated/p7b/fullchain-shuffled.p7b', CORPUS, 'private'],
  ['generated/pfx/chain-dup.pfx', CORPUS, 'private'],
  ['generated/pfx/chain-mixed.pfx', CORPUS, 'private'],
  ['generated/pfx/chain-noroot.pfx', CORPUS.slice(0, 3), 'none', 'Corpus Root'],
  ['generated/pfx/gnutls-3des.p12', CORPUS.slice(0, 2), 'none', 'Corpus Intermediate 1'],
  ['openssl/certs__leaf-chain.pem', ['leaf', 'subinterCA', 'interCA', 'rootCA'], 'private'],
  ['gnutls/chain-512-ca.pem', ['server-2', 'CA-1', 'CA-0'], 'private'],
  ['gnutls/openssl.p12', ['GnuTLS Test Server (RSA certificate)', 'GnuTLS Test CA'], 'private'],
  [
    'gnutls/alt-chain.pem',
    ['www.google.com', 'Google Internet Authority G2', 'GeoTrust Global CA'],
    'none',
    'Equifax Secure Certificate Authority',
  ],
  [
    'pyca/x509__cryptography.io.chain_with_garbage.pem',
    ['www.cryptography.io', 'RapidSSL SHA256 CA - G3'],
    'none',
    'GeoTrust Global CA',
  ],
  ['rustcrypto/cms__tests__examples__pkits.p7b', ['Valid EE Certificate Test1', 'Good CA'], 'none', 'Trust Anchor'],
  // These go by the shortest way to a root of the list, past what another authority signed across.
  ['kse/cert.multi.pem.cer', ['www.google.com', 'GTS CA 1C3'], 'public', 'GTS Root R1'],
  [
    'rustcrypto/x509-cert__tests__examples__crates.io-chain.pem',
    ['crates.io', 'Amazon RSA 2048 M02'],
    'public',
    'Amazon Root CA 1',
  ],
  ['x509-limbo/limbo___assets__cryptography.io.pem', ['cryptography.io', 'R3'], 'public', 'ISRG Root X1'],
];

let factory: CertificateFactory;

beforeAll(() => {
  factory = createCertificateFactory();
});
afterAll(() => factory.remove());

describe.skipIf(!hasCorpus)('The chains of the corpus', () => {
  it.each(CHAINS)('in %s are %j, vouched for by: %s', async (path, names, anchor, next) => {
    const { certificates, now } = await certificatesIn(path);
    const bundle = bundleOf(certificates, now);
    expect(namesOf(bundle)).toEqual(names);
    expect(anchorOf(bundle)).toBe(anchor);
    expect(bundle.knownRoot ?? bundle.missingIssuer).toBe(next);
    expect(opensslAnchor(certificates, now)).toBe(anchor);
  });

  it('end below a root of the list that lies beside them: a server has no need to send it', async () => {
    const { certificates, now } = await certificatesIn('rustcrypto/x509-cert__tests__examples__crates.io-chain.pem');
    const roots = await readFileContents(Buffer.from(rootCertificates.join('\n')), undefined);
    const root = roots.certificates.filter(({ subject }) => subject.attributes.at(-1)?.value === 'Amazon Root CA 1');
    expect(root).toHaveLength(1);
    const bundle = bundleOf([...certificates.slice(0, 2), ...root], now);
    expect(namesOf(bundle)).toEqual(['crates.io', 'Amazon RSA 2048 M02']);
    expect(bundle).toMatchObject({ chainComplete: true, knownRoot: 'Amazon Root CA 1' });
    expect(bundle.findings.map(({ code }) => code)).toEqual(['key-missing']);
  });
});

/** What a file of the corpus holds, and a time at which all of it was valid. */
async function certificatesIn(path: string): Promise<{ certificates: readonly Certificate[]; now: Date }> {
  const password = corpusEntries().find((entry) => entry.path === path)?.password;
  const { certificates } = await readFileContents(corpusFile(path), password);
  const youngest = Math.max(...certificates.map(({ notBefore }) => Date.parse(notBefore)));
  return { certificates, now: new Date(youngest + 86_400_000) };
}

function bundleOf(certificates: readonly Certificate[], now: Date): Bundle {
  const contents = { format: 'pem', certificates, privateKeys: [], requests: [], problem: undefined } as const;
  const [bundle] = arrange(benchOf([withoutSecrets('delivery.pem', contents)]), now).bundles;
  if (!bundle) throw new Error('no certificate for a server was found');
  return bundle;
}

function namesOf({ chain }: Bundle): readonly string[] {
  return chain.map(({ certificate }) => certificate.name);
}

function anchorOf({ chainComplete, findings }: Bundle): Anchor {
  if (!chainComplete) return 'none';
  return findings.some(({ code }) => code === 'private-authority') ? 'private' : 'public';
}

/** What openssl finds who is told to trust the same roots. */
function opensslAnchor(certificates: readonly Certificate[], now: Date): Anchor {
  const [leaf, all] = [factory.path('leaf.pem'), factory.path('all.pem')];
  const server = certificates.find(({ isCertificateAuthority }) => !isCertificateAuthority);
  writeFileSync(leaf, certificatesToPem(server ? [server] : []));
  writeFileSync(all, certificatesToPem(certificates));
  const own = certificates.filter(({ selfIssued }) => selfIssued);
  if (isVerified(rootCertificates.join('\n'))) return 'public';
  return own.length > 0 && isVerified(certificatesToPem(own)) ? 'private' : 'none';

  function isVerified(roots: string): boolean {
    const trusted = factory.path('trusted.pem');
    writeFileSync(trusted, roots);
    const trust = ['-no-CApath', '-no-CAstore', '-CAfile', trusted, '-untrusted', all];
    try {
      factory.openssl('verify', '-attime', String(Math.floor(now.getTime() / 1000)), ...trust, leaf);
      return true;
    } catch {
      return false;
    }
  }
}
