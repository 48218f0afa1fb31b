import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingSchema } from '../../shared/certificates/finding';
import { arrange } from '../../src-main/certificates/arrange';
import { benchOf, withoutSecrets } from '../../src-main/certificates/arranged-file';
import { readFileContents } from '../../src-main/certificates/read';
import { corpusEntries, corpusFile, hasCorpus, iterationsOf } from '../support/corpus';
import { type CertificateFactory, createCertificateFactory, type MadeCertificate } from '../support/openssl';

const EC = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
const AUTHORITY = [
  'basicConstraints=critical,CA:TRUE',
  'keyUsage=critical,keyCertSign,cRLSign',
  'subjectKeyIdentifier=hash',
];
const LEAF = [
  'subjectAltName=DNS:www.contoso.test,IP:10.0.0.7',
  'keyUsage=critical,digitalSignature',
  'extendedKeyUsage=serverAuth',
];

let factory: CertificateFactory;

beforeAll(() => {
  factory = createCertificateFactory();
});
afterAll(() => factory.remove());

interface Plan {
  readonly root?: readonly string[];
  readonly intermediate?: readonly string[];
  readonly leaf?: readonly string[];
  readonly subject?: string;
  readonly days?: number;
  /** A second intermediate below the first. */
  readonly second?: boolean;
  /** The root has another key now, and the older one signed it: that certificate stands between the two. */
  readonly rolledOver?: boolean;
  /** The root is issued once more, with the same key and another serial number, after the intermediate named it. */
  readonly reissued?: boolean;
  /** The last octet of the leaf's signature is changed. */
  readonly damaged?: boolean;
}

/** Each verdict is openssl's: the codes say for which reason Latchkey comes to the same. */
const PLANS: readonly (readonly [what: string, plan: Plan, code: string | undefined])[] = [
  ['a good chain', {}, undefined],
  ['a good chain of four', { second: true }, undefined],
  ['an intermediate that has ended', { days: -1 }, 'expired'],
  [
    'an intermediate that is no authority',
    { intermediate: ['basicConstraints=critical,CA:FALSE', 'subjectKeyIdentifier=hash'] },
    'issuer-not-authority',
  ],
  [
    'an intermediate that may not sign certificates',
    { intermediate: ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,cRLSign', 'subjectKeyIdentifier=hash'] },
    'issuer-not-authority',
  ],
  [
    'a path longer than the intermediate allows',
    { second: true, intermediate: [...AUTHORITY.slice(1), 'basicConstraints=critical,CA:TRUE,pathlen:0'] },
    'path-too-long',
  ],
  [
    'a path as long as the intermediate allows',
    { intermediate: [...AUTHORITY.slice(1), 'basicConstraints=critical,CA:TRUE,pathlen:0'] },
    undefined,
  ],
  [
    'a path as long as the root allows, beside the certificate of its new key',
    { rolledOver: true, root: [...AUTHORITY.slice(1), 'basicConstraints=critical,CA:TRUE,pathlen:1'] },
    undefined,
  ],
  [
    'a path longer than the root allows, beside the certificate of its new key',
    { rolledOver: true, second: true, root: [...AUTHORITY.slice(1), 'basicConstraints=critical,CA:TRUE,pathlen:1'] },
    'path-too-long',
  ],
  [
    'a certificate of the root’s new key whose name the root does not permit',
    {
      rolledOver: true,
      root: [...AUTHORITY, 'nameConstraints=critical,excluded;dirName:dn', '[dn]', 'O=Contoso', 'CN=root'],
    },
    undefined,
  ],
  [
    'an intermediate that names its issuer by serial number',
    { intermediate: [...AUTHORITY, 'authorityKeyIdentifier=issuer:always'] },
    undefined,
  ],
  [
    'an intermediate that names another certificate of its issuer by serial number',
    { reissued: true, intermediate: [...AUTHORITY, 'authorityKeyIdentifier=keyid,issuer:always'] },
    'issuer-other-serial',
  ],
  [
    'an intermediate that names its issuer’s key, beside another certificate for it',
    { reissued: true, intermediate: [...AUTHORITY, 'authorityKeyIdentifier=keyid'] },
    undefined,
  ],
  [
    'a permitted DNS name',
    { intermediate: [...AUTHORITY, 'nameConstraints=critical,permitted;DNS:contoso.test'] },
    undefined,
  ],
  [
    'a DNS name that is not permitted',
    { intermediate: [...AUTHORITY, 'nameConstraints=critical,permitted;DNS:fabrikam.test'] },
    'name-constraints',
  ],
  [
    'an excluded DNS name',
    { intermediate: [...AUTHORITY, 'nameConstraints=critical,excluded;DNS:contoso.test'] },
    'name-constraints',
  ],
  [
    'an IP address that is not permitted',
    { intermediate: [...AUTHORITY, 'nameConstraints=critical,permitted;IP:192.168.0.0/255.255.0.0'] },
    'name-constraints',
  ],
  [
    'a permitted IP address',
    { intermediate: [...AUTHORITY, 'nameConstraints=critical,permitted;IP:10.0.0.0/255.0.0.0'] },
    undefined,
  ],
  [
    'a subject that is not permitted',
    { intermediate: [...AUTHORITY, 'nameConstraints=critical,permitted;dirName:dn', '[dn]', 'O=Contoso'] },
    'name-constraints',
  ],
  [
    'a subject that is not excluded',
    { intermediate: [...AUTHORITY, 'nameConstraints=critical,excluded;dirName:dn', '[dn]', 'O=Contoso'] },
    undefined,
  ],
  [
    'a mail address that is not permitted',
    {
      intermediate: [...AUTHORITY, 'nameConstraints=critical,permitted;email:contoso.test'],
      leaf: [...LEAF.slice(1), 'subjectAltName=DNS:www.contoso.test,email:ana@fabrikam.test'],
    },
    'name-constraints',
  ],
  [
    'a permitted mail address',
    {
      intermediate: [...AUTHORITY, 'nameConstraints=critical,permitted;email:contoso.test'],
      leaf: [...LEAF.slice(1), 'subjectAltName=DNS:www.contoso.test,email:ana@contoso.test'],
    },
    undefined,
  ],
  [
    'a host of a URI that is excluded',
    {
      intermediate: [...AUTHORITY, 'nameConstraints=critical,excluded;URI:.contoso.test'],
      leaf: [...LEAF.slice(1), 'subjectAltName=DNS:www.contoso.test,URI:https://api.contoso.test/model'],
    },
    'name-constraints',
  ],
  [
    'a host of a URI that is permitted',
    {
      intermediate: [...AUTHORITY, 'nameConstraints=critical,permitted;URI:api.contoso.test'],
      leaf: [...LEAF.slice(1), 'subjectAltName=DNS:www.contoso.test,URI:https://api.contoso.test/model'],
    },
    undefined,
  ],
  [
    'a name of a form that is limited and not compared',
    {
      intermediate: [...AUTHORITY, 'nameConstraints=critical,permitted;RID:1.2.3.4'],
      leaf: [...LEAF.slice(1), 'subjectAltName=DNS:www.contoso.test,RID:1.2.3.4'],
    },
    'name-constraints',
  ],
  [
    'a mail address in the subject that is not permitted',
    {
      intermediate: [...AUTHORITY, 'nameConstraints=critical,permitted;email:contoso.test'],
      subject: '/CN=www.contoso.test/emailAddress=ana@fabrikam.test',
    },
    'name-constraints',
  ],
  [
    'an alternative name of the directory that is excluded',
    {
      intermediate: [...AUTHORITY, 'nameConstraints=critical,excluded;dirName:dn', '[dn]', 'O=Fabrikam'],
      leaf: [...LEAF.slice(1), 'subjectAltName=DNS:www.contoso.test,dirName:dn', '[dn]', 'O=Fabrikam'],
    },
    'name-constraints',
  ],
  [
    'critical name constraints that can’t be read',
    { intermediate: [...AUTHORITY, 'nameConstraints=critical,ASN1:INTEGER:1'] },
    'critical-extension-unknown',
  ],
  [
    'a critical extended key usage that can’t be read',
    { leaf: ['subjectAltName=DNS:www.contoso.test', 'extendedKeyUsage=critical,ASN1:INTEGER:1'] },
    'critical-extension-unknown',
  ],
  [
    'an intermediate for mail only',
    { intermediate: [...AUTHORITY, 'extendedKeyUsage=emailProtection'] },
    'wrong-purpose',
  ],
  [
    'a leaf for clients only',
    { leaf: ['subjectAltName=DNS:www.contoso.test', 'extendedKeyUsage=clientAuth'] },
    'wrong-purpose',
  ],
  [
    'a critical extension that nobody knows',
    { leaf: [...LEAF, '1.2.3.4.5.6=critical,ASN1:NULL'] },
    'critical-extension-unknown',
  ],
  ['a signature that is not right', { damaged: true }, 'signature-invalid'],
];

describe('Path validation comes to the verdict of openssl verify', () => {
  it.each(PLANS)('on %s', async (what, plan, code) => {
    const chain = makeChain(`plan-${PLANS.findIndex(([name]) => name === what)}`, plan);
    const { bundles } = await understand([...chain.certificates, chain.key]);
    const blocking = bundles[0]?.findings.filter(({ level }) => level === 'blocks').map((finding) => finding.code);
    expect(opensslAccepts(chain)).toBe(code === undefined);
    expect(blocking).toEqual(code === undefined ? [] : [code]);
  });
});

describe.skipIf(!hasCorpus)('The checks on the corpus', () => {
  it('say something that keeps the contract of every certificate that can be read', async () => {
    let checked = 0;
    for (const entry of corpusEntries().filter((candidate) => iterationsOf(candidate) < 100_000)) {
      const contents = await readFileContents(corpusFile(entry.path), entry.password);
      const { bundles } = arrange(benchOf([withoutSecrets(entry.path, contents)]), new Date('2026-11-24T00:00:00Z'));
      for (const { findings } of bundles) {
        checked += 1;
        for (const finding of findings) expect(findingSchema.safeParse(finding).success, entry.path).toBe(true);
      }
    }
    expect(checked).toBeGreaterThan(50);
  }, 120_000);
});

interface MadeChain {
  readonly root: string;
  readonly untrusted: readonly string[];
  readonly leaf: string;
  readonly key: string;
  readonly certificates: readonly string[];
}

function makeChain(name: string, plan: Plan): MadeChain {
  const subjects = new Map([
    ['leaf', plan.subject ?? '/CN=www.contoso.test'],
    ['rolled-over', '/O=Contoso/CN=root'],
  ]);
  const make = (part: string, extensions: readonly string[], issuer?: MadeCertificate, days = 300): MadeCertificate =>
    factory.make(`${name}-${part}`, {
      subject: subjects.get(part) ?? `/O=Contoso/CN=${part}`,
      extensions,
      algorithm: EC,
      days,
      ...(issuer && { issuer }),
    });
  const root = make('root', plan.root ?? AUTHORITY);
  const rolledOver = plan.rolledOver
    ? make('rolled-over', [...AUTHORITY, 'authorityKeyIdentifier=keyid'], root)
    : undefined;
  const first = make('first', plan.intermediate ?? AUTHORITY, rolledOver ?? root, plan.days);
  const second = plan.second ? make('second', AUTHORITY, first) : undefined;
  const leaf = make('leaf', plan.leaf ?? LEAF, second ?? first);
  if (plan.reissued) reissue(root);
  if (plan.damaged) damage(leaf.certificate);
  const untrusted = [second, first, rolledOver].flatMap((made) => made?.certificate ?? []);
  const certificates = [leaf.certificate, ...untrusted, root.certificate];
  return { root: root.certificate, untrusted, leaf: leaf.certificate, key: leaf.key, certificates };
}

function reissue({ certificate, key }: MadeCertificate): void {
  factory.openssl(
    'x509',
    '-in',
    certificate,
    '-signkey',
    key,
    '-set_serial',
    '4711',
    '-days',
    '300',
    '-out',
    certificate,
  );
}

function damage(path: string): void {
  const der = Buffer.from(readFileSync(path, 'latin1').replaceAll(/-----[^-]+-----|\s/gu, ''), 'base64');
  der[der.length - 1] = (der.at(-1) ?? 0) ^ 1;
  writeFileSync(path, `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`);
}

async function understand(paths: readonly string[]) {
  const bytes = Buffer.concat(paths.map((path) => readFileSync(path)));
  return arrange(benchOf([withoutSecrets('delivery.pem', await readFileContents(bytes, undefined))]), new Date());
}

function opensslAccepts({ root, untrusted, leaf }: MadeChain): boolean {
  const others = untrusted.flatMap((path) => ['-untrusted', path]);
  try {
    factory.openssl('verify', '-purpose', 'sslserver', '-CAfile', root, ...others, leaf);
    return true;
  } catch {
    return false;
  }
}
