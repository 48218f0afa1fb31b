import { sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bundle } from '../../../../shared/certificates/contract';
import { type Finding, type FindingCode, findingCodes, type Target } from '../../../../shared/certificates/finding';
import { findingInWords } from '../../../../shared/certificates/finding-words';
import { arrange } from '../../../../src-main/certificates/arrange';
import {
  type ArrangedFile,
  type Bench,
  type HeldKey,
  benchOf,
  withoutSecrets,
} from '../../../../src-main/certificates/arranged-file';
import { type Chain, createChainBuilder } from '../../../../src-main/certificates/chain/build-chain';
import { checkCertificate } from '../../../../src-main/certificates/checks/check';
import type { Checked, CheckOptions } from '../../../../src-main/certificates/checks/checked';
import { makeDevelopmentCertificate } from '../../../../src-main/certificates/development/make-certificate';
import { parseHostName } from '../../../../src-main/certificates/host-names/host-name';
import type { Certificate } from '../../../../src-main/certificates/model';
import { makePrivateKey } from '../../../../src-main/certificates/private-key/make-private-key';
import { readFileContents } from '../../../../src-main/certificates/read';
import { keyStrength } from '../../../../src-main/certificates/x509/key-strength';
import { describePublicKey } from '../../../../src-main/certificates/x509/public-key';
import { corpusFile, hasCorpus } from '../../../support/corpus';
import { readElement } from '../../../../src-main/certificates/asn1/ber';
import { derBitString, derSequence } from '../../../../src-main/certificates/asn1/der-writer';
import { readCertificate, signedParts } from '../../../../src-main/certificates/x509/certificate';
import {
  type CertificateFactory,
  createCertificateFactory,
  type MadeCertificate,
  type MakeOptions,
} from '../../../support/openssl';

const EC = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
const AUTHORITY = [
  'basicConstraints=critical,CA:TRUE',
  'keyUsage=critical,keyCertSign,cRLSign',
  'subjectKeyIdentifier=hash',
];
const LEAF = [
  'subjectAltName=DNS:www.contoso.test,DNS:*.api.contoso.test',
  'keyUsage=critical,digitalSignature',
  'extendedKeyUsage=serverAuth',
  'authorityKeyIdentifier=keyid',
];
const DAY = 86_400_000;

let factory: CertificateFactory;
let root: MadeCertificate;
let intermediate: MadeCertificate;
let leaf: MadeCertificate;
let turn = 0;

/** Everything that was said in this file: at its end every code has been. */
const said = new Set<FindingCode>();

/** A certificate, below the intermediate unless it says otherwise. */
const make = (options: Partial<MakeOptions> = {}): MadeCertificate => makeOwn({ issuer: intermediate, ...options });
/** A certificate that signs itself, unless it says otherwise. */
const makeOwn = (options: Partial<MakeOptions>): MadeCertificate =>
  factory.make(`made-${++turn}`, { subject: '/CN=www.contoso.test', extensions: LEAF, algorithm: EC, ...options });

beforeAll(() => {
  factory = createCertificateFactory();
  root = factory.make('root', { subject: '/CN=Contoso Root', extensions: AUTHORITY, algorithm: EC, days: 3650 });
  intermediate = make({ subject: '/CN=Contoso Issuing CA', issuer: root, extensions: AUTHORITY, days: 1000 });
  leaf = make();
});
afterAll(() => factory.remove());

const file = async (name: string, ...bytes: readonly Uint8Array[]): Promise<ArrangedFile> =>
  withoutSecrets(name, await readFileContents(Buffer.concat(bytes), undefined));
const pem = (path: string): Buffer => readFileSync(path);
const certificateOf = (made: MadeCertificate): Certificate =>
  readCertificate(
    new Uint8Array(Buffer.from(/-\n([^-]+)-/u.exec(pem(made.certificate).toString())?.[1] ?? '', 'base64')),
  );

interface Question {
  readonly files: readonly ArrangedFile[];
  readonly heldKeys?: readonly HeldKey[];
  readonly hostName?: string;
  readonly target?: Target;
  readonly now?: Date;
}

function bundleOf({ files, heldKeys = [], hostName, target, now = new Date() }: Question): Bundle {
  const bench = { ...benchOf(files), heldKeys, ...(target && { target }) } satisfies Bench;
  const [first] = arrange(bench, now).bundles;
  if (!first) throw new Error('there is no certificate');
  const hostNames = new Map(hostName === undefined ? [] : [[first.id, hostName]]);
  const [bundle = first] = arrange({ ...bench, hostNames }, now).bundles;
  for (const { code } of bundle.findings) said.add(code);
  return bundle;
}

/** A finding of a bundle, which must say whether it can be used as the finding's level has it. */
function findingOf(question: Question, code: FindingCode): Finding | undefined {
  const bundle = bundleOf(question);
  expect(bundle.ready).toBe(bundle.findings.every(({ level }) => level !== 'blocks'));
  return bundle.findings.find((finding) => finding.code === code);
}

/** A leaf with its key and what signed it, in one file in the right order. */
const whole = async (made: MadeCertificate, ...above: readonly MadeCertificate[]): Promise<readonly ArrangedFile[]> => [
  await file('delivery.pem', pem(made.certificate), ...above.map(({ certificate }) => pem(certificate))),
  await file('server.key', pem(made.key)),
];

it('Nothing blocks a good certificate, and of a private root it is said that it is private', async () => {
  const bundle = bundleOf({ files: await whole(leaf, intermediate, root), hostName: 'www.contoso.test' });
  expect(bundle.findings).toEqual([
    { code: 'private-authority', level: 'warns', facts: { name: 'Contoso Root' } },
    { code: 'root-left-out', level: 'notes', facts: { name: 'Contoso Root' } },
  ]);
});

describe('The private key', () => {
  const certificates = (): Promise<ArrangedFile> =>
    file('chain.pem', pem(leaf.certificate), pem(intermediate.certificate), pem(root.certificate));

  it('is missed where no file has one', async () => {
    expect(findingOf({ files: [await certificates()] }, 'key-missing')).toEqual({
      code: 'key-missing',
      level: 'blocks',
      facts: {},
    });
  });

  it('is not called missing where it is kept and the keyring does not give it', async () => {
    const files = [await certificates(), await file('other.key', pem(make().key))];
    const { publicKeys } = await file('leaf.key', pem(leaf.key));
    const heldKeys = publicKeys.map(
      (publicKey) =>
        ({ publicKey, source: 'library', name: 'the spring renewal', opens: false, hostNames: [] }) as const,
    );
    const told = bundleOf({ files, heldKeys }).findings.filter(({ code }) => code.startsWith('key-'));
    expect(told).toEqual([{ code: 'key-not-opened', level: 'blocks', facts: { name: 'the spring renewal' } }]);
    const withFile = bundleOf({ files: [...files, await file('leaf.key', pem(leaf.key))], heldKeys });
    expect(withFile.findings.filter(({ code }) => code.startsWith('key-'))).toEqual([]);
  });

  it('is not the one of the request that waits for the same host names: that is told by its name', async () => {
    const [publicKey] = (await file('other.key', pem(make().key))).publicKeys;
    if (!publicKey) throw new Error('openssl made no key');
    const waiting = (hostNames: readonly string[]) =>
      ({ publicKey, source: 'request', name: 'the spring renewal', opens: true, hostNames }) as const;
    const files = [await certificates()];
    expect(findingOf({ files, heldKeys: [waiting(['www.contoso.test'])] }, 'key-not-of-request')).toEqual({
      code: 'key-not-of-request',
      level: 'blocks',
      facts: { name: 'the spring renewal' },
    });
    expect(findingOf({ files, heldKeys: [waiting(['other.test'])] }, 'key-missing')).toBeDefined();
  });

  it('is told by name where it belongs to another certificate', async () => {
    const files = [await certificates(), await file('other.key', pem(make().key))];
    expect(findingOf({ files }, 'key-does-not-match')).toEqual({
      code: 'key-does-not-match',
      level: 'blocks',
      facts: { fileName: 'other.key', key: 'EC P-256', expected: 'EC P-256' },
    });
  });

  it('is asked the password of where its file is encrypted', async () => {
    factory.openssl('pkcs8', '-topk8', '-in', leaf.key, '-passout', 'pass:secret', '-out', 'locked.key');
    const files = [await certificates(), await file('locked.key', factory.read('locked.key'))];
    expect(findingOf({ files }, 'key-encrypted')).toEqual({
      code: 'key-encrypted',
      level: 'blocks',
      facts: { fileName: 'locked.key' },
    });
  });

  it('is asked for in another format where the file is one that no server reads', async () => {
    const putty = Buffer.from('PuTTY-User-Key-File-3: ecdsa-sha2-nistp256\nEncryption: none\nComment: key\n');
    const files = [await certificates(), await file('server.ppk', putty)];
    expect(findingOf({ files }, 'key-other-format')).toEqual({
      code: 'key-other-format',
      level: 'blocks',
      facts: { fileName: 'server.ppk', kind: 'putty-key' },
    });
  });

  const served: readonly (readonly [string, readonly string[], Target, boolean])[] = [
    ['EC P-384', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'], 'kubernetes', true],
    ['EC secp256k1', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1'], 'kubernetes', false],
    ['Ed25519', ['-algorithm', 'ED25519'], 'container-instances', false],
    ['RSA-PSS', ['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'], 'this-computer', false],
    ['EC P-256', EC, 'fpga', false],
    ['RSA', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'], 'fpga', true],
  ];
  it.each(served)('of the kind %s (%s) for %s is served: %s', async (algorithm, args, target, isServed) => {
    const files = await whole(make({ algorithm: args }), intermediate, root);
    expect(findingOf({ files, target }, 'key-type-unsupported')).toEqual(
      isServed ? undefined : { code: 'key-type-unsupported', level: 'blocks', facts: { algorithm, target } },
    );
  });

  it('on P-521 is served everywhere, and browsers made of Chromium do not take it', async () => {
    const algorithm = (curve: string) => ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`];
    const files = async (curve: string) => whole(make({ algorithm: algorithm(curve) }), intermediate, root);
    expect(findingOf({ files: await files('P-521') }, 'key-not-for-browsers')).toEqual({
      code: 'key-not-for-browsers',
      level: 'warns',
      facts: { algorithm: 'EC P-521' },
    });
    expect(findingOf({ files: await files('P-384') }, 'key-not-for-browsers')).toBeUndefined();
  });

  it('and a signature are blocked where they are too weak, an intermediate’s too', async () => {
    const small = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'];
    const weak = make({ subject: '/CN=Weak CA', issuer: root, extensions: AUTHORITY, algorithm: small });
    const files = await whole(make({ issuer: weak, digest: 'sha1' }), weak, root);
    expect(findingOf({ files }, 'key-too-weak')).toEqual({
      code: 'key-too-weak',
      level: 'blocks',
      facts: { algorithm: 'RSA', bits: 1024, name: 'Weak CA' },
    });
    expect(findingOf({ files }, 'signature-too-weak')).toMatchObject({
      level: 'blocks',
      facts: { name: 'www.contoso.test' },
    });
  });
});

describe('The key of an intermediate', () => {
  const below = async (algorithm: readonly string[]): Promise<readonly ArrangedFile[]> => {
    const upper = make({ subject: '/CN=Odd CA', issuer: root, extensions: AUTHORITY, algorithm });
    return whole(make({ issuer: upper }), upper, root);
  };
  const onCurve = (curve: string): readonly string[] => ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`];
  /** Parameters first, as openssl has it for DSA. */
  const dsa = (): readonly string[] => {
    const path = factory.path('dsa.pem');
    factory.openssl('genpkey', '-genparam', '-algorithm', 'DSA', '-pkeyopt', 'dsa_paramgen_bits:1024', '-out', path);
    return ['-paramfile', path];
  };

  it.each<[string, () => readonly string[], Finding['facts']]>([
    ['P-192', () => onCurve('prime192v1'), { algorithm: 'EC P-192' }],
    ['a curve of 160 bits', () => onCurve('brainpoolP160r1'), { algorithm: 'EC 1.3.36.3.3.2.8.1.1.1' }],
    ['DSA of 1024 bits', dsa, { algorithm: 'DSA', bits: 1024 }],
  ])('on %s is too weak', async (_, algorithm, facts) => {
    expect(findingOf({ files: await below(algorithm()) }, 'key-too-weak')).toEqual({
      code: 'key-too-weak',
      level: 'blocks',
      facts: { ...facts, name: 'Odd CA' },
    });
  });

  it.each<[string, () => readonly string[]]>([
    ['P-224', () => onCurve('secp224r1')],
    ['Ed25519', () => ['-algorithm', 'ED25519']],
  ])('on %s is strong enough', async (_, algorithm) => {
    expect(findingOf({ files: await below(algorithm()) }, 'key-too-weak')).toBeUndefined();
  });

  it.each([
    ['prime192v1', 96],
    ['prime256v1', 128],
  ])('on %s has %i bits of strength, whether its point is compressed or not', (curve, strength) => {
    const { key } = make({ algorithm: onCurve(curve) });
    for (const form of ['compressed', 'uncompressed']) {
      factory.openssl('ec', '-in', key, '-pubout', '-conv_form', form, '-outform', 'DER', '-out', 'point.der');
      const spki = new Uint8Array(factory.read('point.der'));
      expect(keyStrength({ publicKey: describePublicKey(readElement(spki)), spki })).toBe(strength);
    }
  });

  it('is told of beside a key of the leaf that no server has', async () => {
    const upper = make({
      subject: '/CN=Odd CA',
      issuer: root,
      extensions: AUTHORITY,
      algorithm: onCurve('prime192v1'),
    });
    const files = await whole(make({ issuer: upper, algorithm: onCurve('prime192v1') }), upper, root);
    const codes = bundleOf({ files }).findings.filter(({ code }) => code.startsWith('key-'));
    expect(codes).toMatchObject([
      { code: 'key-type-unsupported' },
      { code: 'key-too-weak', facts: { name: 'Odd CA' } },
    ]);
  });
});

it('A signature of RSA-PSS is as weak as the hash in its parameters', async () => {
  const rsa = make({
    subject: '/CN=PSS CA',
    issuer: root,
    extensions: AUTHORITY,
    algorithm: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  });
  const request = leaf.certificate.replace(/crt$/u, 'csr');
  const extensions = leaf.certificate.replace(/crt$/u, 'ext');
  const signed = ['-CA', rsa.certificate, '-CAkey', rsa.key, '-CAcreateserial', '-sigopt', 'rsa_padding_mode:pss'];
  const signedWith = async (digest: string): Promise<Finding | undefined> => {
    factory.openssl('x509', '-req', '-in', request, ...signed, digest, '-extfile', extensions, '-out', 'pss.crt');
    const files = await whole({ certificate: factory.path('pss.crt'), key: leaf.key }, rsa, root);
    return findingOf({ files }, 'signature-too-weak');
  };
  expect(await signedWith('-sha1')).toMatchObject({ level: 'blocks', facts: { name: 'www.contoso.test' } });
  expect(await signedWith('-sha256')).toBeUndefined();
});

describe('The host name', () => {
  it.each([
    ['www.contoso.test', undefined],
    ['WWW.Contoso.Test', undefined],
    ['eu.api.contoso.test', undefined],
    ['api.contoso.test', 'wildcard-not-itself'],
    ['a.eu.api.contoso.test', 'wildcard-one-label'],
    ['ftp.contoso.test', 'other-names'],
  ])('%s is covered, or the finding says why not: %s', async (hostName, because) => {
    const finding = findingOf({ files: await whole(leaf, intermediate, root), hostName }, 'host-name-not-covered');
    expect(finding?.facts['because']).toBe(because);
    if (because !== undefined) {
      expect(finding?.level).toBe('blocks');
      expect(String(finding?.facts['names']).split(', ')).toEqual(
        expect.arrayContaining(['www.contoso.test', '*.api.contoso.test']),
      );
    }
  });

  it.each([
    ['10.0.0.7', 'ip-as-name', 'www.contoso.test'],
    ['shop.test', 'wildcard-not-honoured', 'www.contoso.test'],
    ['frankfurt.contoso.test', 'wildcard-not-honoured', 'www.contoso.test'],
    ['münchen.fabrikam.test', 'other-names', 'münster.fabrikam.test'],
  ])('%s among names that clients do not take for it is said to be that: %s', async (hostName, because, nearest) => {
    const names = ['DNS:10.0.0.7', 'DNS:*.test', 'DNS:f*.contoso.test', 'DNS:www.contoso.test'];
    const made = make({
      extensions: [`subjectAltName=${names.join(',')},DNS:xn--mnster-3ya.fabrikam.test`, ...LEAF.slice(1)],
    });
    const facts = findingOf({ files: await whole(made, intermediate, root), hostName }, 'host-name-not-covered')?.facts;
    expect(facts?.['because']).toBe(because);
    expect(String(facts?.['names']).split(', ')).toContain(nearest);
    expect(facts?.['names']).not.toMatch(/\*/u);
  });

  it.each(['*.0.0.1', '*.1', '10.0.0.*'])('10.0.0.1 is no matter of wildcards: %s is another name', async (name) => {
    const made = make({ extensions: [`subjectAltName=DNS:${name},DNS:www.contoso.test`, ...LEAF.slice(1)] });
    const files = await whole(made, intermediate, root);
    expect(findingOf({ files, hostName: '10.0.0.1' }, 'host-name-not-covered')?.facts['because']).toBe('other-names');
  });

  it('that is an address in the common name alone is said to be that', async () => {
    const files = await whole(make({ subject: '/CN=10.0.0.1' }), intermediate, root);
    const finding = findingOf({ files, hostName: '10.0.0.1' }, 'host-name-not-covered');
    expect(finding?.facts['because']).toBe('common-name-only');
  });

  it.each(['api.contoso.test', 'api.contoso.test.', 'eu.shop.contoso.test'])(
    '%s is not covered by a name that ends with a dot',
    async (hostName) => {
      const names = 'subjectAltName=DNS:api.contoso.test.,DNS:*.shop.contoso.test.';
      const files = await whole(make({ extensions: [names, ...LEAF.slice(1)] }), intermediate, root);
      expect(findingOf({ files, hostName }, 'host-name-not-covered')).toMatchObject({
        level: 'blocks',
        facts: { because: 'dot-at-end' },
      });
    },
  );

  it('in the common name alone counts for nothing, and that is said', async () => {
    const made = make({ subject: '/CN=old.contoso.test' });
    const files = await whole(made, intermediate, root);
    expect(findingOf({ files }, 'common-name-ignored')).toEqual({
      code: 'common-name-ignored',
      level: 'notes',
      facts: { commonName: 'old.contoso.test' },
    });
    expect(findingOf({ files, hostName: 'old.contoso.test' }, 'host-name-not-covered')?.facts['because']).toBe(
      'common-name-only',
    );
  });

  it('blocks where there is none at all', async () => {
    const files = await whole(make({ extensions: [] }), intermediate, root);
    expect(findingOf({ files }, 'no-host-names')).toEqual({
      code: 'no-host-names',
      level: 'blocks',
      facts: { commonName: 'www.contoso.test' },
    });
  });
});

describe('The dates', () => {
  const at = (days: number): Date => new Date(Date.now() + days * DAY);

  it.each([
    ['expired', 91, 'blocks'],
    ['not-yet-valid', -1, 'blocks'],
    ['ends-soon', 75, 'warns'],
  ] as const)('are told by the worst that is to say: %s', async (code, days, level) => {
    const files = await whole(leaf, intermediate, root);
    const dates = bundleOf({ files, now: at(days) }).findings.filter(
      ({ facts }) => facts['name'] === 'www.contoso.test',
    );
    expect(dates).toMatchObject([{ code, level, facts: { date: expect.any(String) } }]);
    expect(dates[0]?.facts).not.toHaveProperty('role');
  });

  it('of an intermediate count like the leaf’s, without its root, too', async () => {
    const ended = make({ subject: '/CN=Ended CA', issuer: root, extensions: AUTHORITY, days: -1 });
    const files = await whole(make({ issuer: ended }), ended, root);
    expect(findingOf({ files }, 'expired')).toMatchObject({
      level: 'blocks',
      facts: { name: 'Ended CA', role: 'intermediate' },
    });
    // Without its root, too: it is here, and not to be called missing because it has ended.
    const rootless = bundleOf({ files: await whole(make({ issuer: ended }), ended) });
    expect(rootless.chain.map(({ certificate }) => certificate.name)).toContain('Ended CA');
    expect(rootless).toMatchObject({ ready: false, missingIssuer: 'Contoso Root' });
  });

  it.each([
    [91, ['expired', 'expired']],
    [75, ['expired', 'ends-soon']],
  ])('are told of each certificate that has something to say, after %i days: %j', async (days, codes) => {
    const short = make({ subject: '/CN=Short CA', issuer: root, extensions: AUTHORITY, days: 20 });
    const files = await whole(make({ issuer: short }), short, root);
    const told = bundleOf({ files, now: at(days) }).findings.filter(({ facts }) => 'date' in facts);
    expect(told.map(({ code }) => code)).toEqual(codes);
    expect(new Set(told.map(({ facts }) => facts['name']))).toEqual(new Set(['Short CA', 'www.contoso.test']));
  });

  it('are too far apart where a public authority issued it for longer than it may', () => {
    const long = certificateOf(make({ days: 500 }));
    const chain = createChainBuilder([long], new Date()).build(long);
    const codes = (isPublic: boolean): readonly Finding[] =>
      check(long, { chain: { ...chain, complete: true, isPublic } }).filter(({ code }) => code === 'validity-too-long');
    expect(codes(true)).toEqual([
      { code: 'validity-too-long', level: 'warns', facts: { days: 501, limit: limitToday() } },
    ]);
    expect(codes(false)).toEqual([]);
  });
});

/** Baseline requirements section 6.3.2, once more and in other words. */
function limitToday(): number {
  const today = Date.now();
  if (today < Date.UTC(2026, 2, 15)) return 398;
  return today < Date.UTC(2027, 2, 15) ? 200 : today < Date.UTC(2029, 2, 15) ? 100 : 47;
}

/** What the engine says of a leaf where no bench can be had that makes it so. */
function check(certificate: Certificate, given: Partial<Checked>, options: Partial<CheckOptions> = {}) {
  const chain = createChainBuilder([certificate], new Date()).build(certificate);
  const findings = checkCertificate(
    {
      leaf: certificate,
      chain,
      leafIsSelfSigned: false,
      hasRoot: false,
      key: { state: 'here' },
      given: { fileName: 'server.crt', certificates: [certificate], leaves: [certificate] },
      leaves: [certificate],
      fileOf: () => 'server.crt',
      ...given,
    },
    { now: new Date(), ...options },
  );
  for (const { code } of findings) said.add(code);
  return findings;
}

describe('The chain', () => {
  it('that lacks an intermediate warns where a company’s root may be all that is missing', async () => {
    expect(findingOf({ files: await whole(leaf) }, 'chain-incomplete')).toEqual({
      code: 'chain-incomplete',
      level: 'warns',
      facts: { missing: 'Contoso Issuing CA', address: '' },
    });
  });

  it('that lacks an intermediate blocks where a public authority issued it, and says where the issuer lies', async () => {
    const address = 'http://ca.contoso.test/issuing.cer';
    const extensions = [...LEAF, 'certificatePolicies=2.23.140.1.2.1', `authorityInfoAccess=caIssuers;URI:${address}`];
    expect(findingOf({ files: await whole(make({ extensions })) }, 'chain-incomplete')).toEqual({
      code: 'chain-incomplete',
      level: 'blocks',
      facts: { missing: 'Contoso Issuing CA', address },
    });
  });

  it('is looked for among a few thousand certificates, and no longer where each of many may have signed each of many', () => {
    const { subjectKeyId: _, ...signer } = certificateOf(intermediate);
    const { subjectKeyId: __, ...impostor } = certificateOf(make({ subject: '/CN=Contoso Issuing CA', issuer: root }));
    const copies = (count: number, certificate: Certificate): readonly Certificate[] =>
      Array.from({ length: count }, (___, index) => ({
        ...certificate,
        sha256: `${certificate.sha256} ${index}`,
        publicKey: { ...certificate.publicKey, spkiSha256: `${certificate.publicKey.spkiSha256} ${index}` },
      }));
    const codes = (leaves: readonly Certificate[], others: readonly Certificate[]) => {
      const { build } = createChainBuilder([...leaves, signer, certificateOf(root), ...others], new Date());
      return new Set(
        leaves.flatMap((made) => check(made, { chain: build(made) }).map(({ code, level }) => `${code} ${level}`)),
      );
    };
    const ordinary = 'private-authority warns';
    expect(codes(copies(3000, certificateOf(leaf)), [])).toEqual(new Set([ordinary]));
    expect(codes(copies(50, certificateOf(leaf)), copies(50, impostor))).toEqual(new Set([ordinary]));
    const stopped = codes(copies(150, certificateOf(leaf)), copies(150, impostor));
    expect(stopped).toEqual(new Set([ordinary, 'chain-search-stopped blocks']));
  });

  it('over authorities that signed each other is said to lead to no root, not that one of them is missing', async () => {
    const [one, two] = ['One', 'Two'].map((name) => makeOwn({ subject: `/CN=${name}`, extensions: AUTHORITY }));
    const crossed = (made: MadeCertificate, by: MadeCertificate, name: string): MadeCertificate => {
      const [request, extensions] = ['csr', 'ext'].map((end) => made.certificate.replace(/crt$/u, end));
      const signed = ['-CA', by.certificate, '-CAkey', by.key, '-CAcreateserial', '-days', '90'];
      factory.openssl('x509', '-req', '-in', request!, ...signed, '-extfile', extensions!, '-out', name);
      return { certificate: factory.path(name), key: made.key };
    };
    const circle = [crossed(one!, two!, 'one-by-two.crt'), crossed(two!, one!, 'two-by-one.crt')];
    const files = await whole(make({ issuer: one! }), ...circle);
    const incomplete = bundleOf({ files }).findings.filter(({ code }) => code.startsWith('chain-'));
    const facts = { name: 'Two', issuer: 'One' };
    expect(incomplete).toEqual([{ code: 'chain-circular', level: 'warns', facts }]);
  });

  it('is put in order where the file has it in another, and that is said', async () => {
    const files = [
      await file('bundle.pem', pem(root.certificate), pem(leaf.certificate), pem(intermediate.certificate)),
      await file('server.key', pem(leaf.key)),
    ];
    expect(findingOf({ files }, 'chain-wrong-order')).toEqual({
      code: 'chain-wrong-order',
      level: 'notes',
      facts: { fileName: 'bundle.pem' },
    });
    expect(bundleOf({ files }).chain.map(({ certificate }) => certificate.name)).toEqual([
      'www.contoso.test',
      'Contoso Issuing CA',
      'Contoso Root',
    ]);
  });

  it('in the wrong order or with strangers is said to be so whatever other files hold', async () => {
    const stranger = makeOwn({ subject: '/CN=Fabrikam CA', extensions: AUTHORITY });
    const mixed = [root, leaf, intermediate, stranger].map(({ certificate }) => pem(certificate));
    const own = [await file('bundle.pem', ...mixed), await file('server.key', pem(leaf.key))];
    const second = await file('second.crt', pem(make({ subject: '/CN=second.contoso.test' }).certificate));
    const toldOf = (files: readonly ArrangedFile[]): readonly string[] =>
      bundleOf({ files })
        .findings.map(({ code }) => code)
        .filter((code) => ['chain-wrong-order', 'chain-strangers'].includes(code));
    expect(toldOf([...own, second])).toEqual(['chain-wrong-order', 'chain-strangers']);
    // Two leaves in one file have no order between them.
    const both = await file('bundle.pem', ...mixed, pem(make({ subject: '/CN=third.contoso.test' }).certificate));
    expect(toldOf([both, ...own.slice(1)])).toEqual([]);
  });

  it('leaves out the strangers in its file, and names them', async () => {
    const stranger = makeOwn({ subject: '/CN=Fabrikam CA', extensions: AUTHORITY });
    expect(findingOf({ files: await whole(leaf, intermediate, root, stranger) }, 'chain-strangers')).toEqual({
      code: 'chain-strangers',
      level: 'notes',
      facts: { names: 'Fabrikam CA', count: 1 },
    });
  });

  it('with an intermediate of the right name and the wrong key is blocked, and the file named', async () => {
    const impostor = make({ subject: '/CN=Contoso Issuing CA', issuer: root, extensions: AUTHORITY });
    const files = [...(await whole(leaf)), await file('intermediate.crt', pem(impostor.certificate))];
    expect(findingOf({ files }, 'wrong-intermediate')).toEqual({
      code: 'wrong-intermediate',
      level: 'blocks',
      facts: { name: 'Contoso Issuing CA', issuer: 'Contoso Issuing CA', fileName: 'intermediate.crt' },
    });
  });

  it('below a root of which only the renewed one is here, with another key, warns like one without its root', async () => {
    const signer = makeOwn({ subject: '/CN=Fabrikam Root', extensions: AUTHORITY });
    const renewed = makeOwn({ subject: '/CN=Fabrikam Root', extensions: AUTHORITY });
    const ids = [...AUTHORITY, 'authorityKeyIdentifier=keyid'];
    const below = make({ subject: '/CN=Fabrikam CA', issuer: signer, extensions: ids });
    const files = [
      ...(await whole(make({ issuer: below }), below)),
      await file('renewed.crt', pem(renewed.certificate)),
    ];
    const facts = { name: 'Fabrikam Root', fileName: 'renewed.crt' };
    expect(bundleOf({ files }).findings).toEqual([{ code: 'wrong-root', level: 'warns', facts }]);
  });

  it('is not held against an authority of the same name that is only remembered', async () => {
    const older = make({ subject: '/CN=Contoso Issuing CA', issuer: root, extensions: AUTHORITY });
    const known = [{ certificate: certificateOf(older), source: 'remembered', from: '' } as const];
    const [bundle] = arrange({ ...benchOf(await whole(leaf)), known }, new Date()).bundles;
    expect(bundle?.findings.map(({ code, level }) => [code, level])).toEqual([['chain-incomplete', 'warns']]);
  });

  it.skipIf(!hasCorpus)('to a public root that another authority signed, too, has no strangers', async () => {
    const contents = await readFileContents(
      corpusFile('rustcrypto/x509-cert__tests__examples__crates.io-chain.pem'),
      undefined,
    );
    const files = [withoutSecrets('crates.io.pem', contents)];
    const now = new Date(contents.certificates[0]!.notBefore);
    expect(bundleOf({ files, now })).toMatchObject({ knownRoot: 'Amazon Root CA 1', chainComplete: true });
    expect(findingOf({ files, now }, 'chain-strangers')).toBeUndefined();
    expect(findingOf({ files, now }, 'cross-signed')).toEqual({
      code: 'cross-signed',
      level: 'notes',
      facts: { name: 'Amazon Root CA 1', issuer: 'Amazon Root CA 1' },
    });
  });

  it('that was cross-signed says which way was chosen', async () => {
    const other = makeOwn({ subject: '/CN=Older Root', extensions: AUTHORITY, days: -1 });
    const request = intermediate.certificate.replace(/crt$/u, 'csr');
    const extensions = intermediate.certificate.replace(/crt$/u, 'ext');
    const signed = ['-CA', other.certificate, '-CAkey', other.key, '-CAcreateserial', '-days', '1000'];
    factory.openssl('x509', '-req', '-in', request, ...signed, '-extfile', extensions, '-out', 'crossed.crt');
    const files = [
      ...(await whole(leaf, intermediate, root)),
      await file('older.pem', factory.read('crossed.crt'), pem(other.certificate)),
    ];
    expect(findingOf({ files }, 'cross-signed')).toEqual({
      code: 'cross-signed',
      level: 'notes',
      facts: { name: 'Contoso Issuing CA', issuer: 'Contoso Root' },
    });
  });

  it('with a signature of an algorithm that is not known here is warned of, not trusted silently', async () => {
    const sm2 = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2'];
    const unusual = makeOwn({
      subject: '/CN=SM2 CA',
      extensions: AUTHORITY,
      algorithm: sm2,
      digest: 'sm3',
    });
    const files = await whole(make({ issuer: unusual, digest: 'sm3' }), unusual);
    expect(findingOf({ files }, 'chain-signature-unverified')).toEqual({
      code: 'chain-signature-unverified',
      level: 'warns',
      facts: { name: 'www.contoso.test' },
    });
  });

  it('with a signature of an algorithm that no client knows is blocked, whether its issuer is here or not', async () => {
    // SHA-256 with ECDSA, in what is signed and beside the signature, becomes another number of the same length.
    const known = Buffer.from('2a8648ce3d040302', 'hex');
    const unknown = Buffer.from('2a8648ce3d04037f', 'hex');
    const hex = Buffer.from(certificateOf(leaf).der).toString('hex');
    const der = Buffer.from(hex.replaceAll(known.toString('hex'), unknown.toString('hex')), 'hex');
    const changed = [await file('leaf.cer', der), await file('server.key', pem(leaf.key))];
    for (const files of [changed, [...changed, ...(await whole(intermediate, root))]]) {
      const bundle = bundleOf({ files });
      expect(bundle.findings.filter(({ level }) => level === 'blocks')).toEqual([
        {
          code: 'signature-algorithm-unknown',
          level: 'blocks',
          facts: { name: 'www.contoso.test', algorithm: '1.2.840.10045.4.3.127' },
        },
      ]);
    }
  });

  it('whose signature was changed is blocked', async () => {
    const der = Buffer.from(certificateOf(leaf).der);
    der[der.length - 1] = (der.at(-1) ?? 0) ^ 1;
    const files = [
      await file('leaf.cer', der),
      ...(await whole(intermediate, root)),
      await file('server.key', pem(leaf.key)),
    ];
    expect(findingOf({ files }, 'signature-invalid')).toMatchObject({ level: 'blocks' });
  });

  const violations: readonly (readonly [string, FindingCode, readonly string[], readonly string[]])[] = [
    ['an issuer that is no authority', 'issuer-not-authority', ['basicConstraints=critical,CA:FALSE'], LEAF],
    [
      'more intermediates than are allowed',
      'path-too-long',
      ['basicConstraints=critical,CA:TRUE,pathlen:0', ...AUTHORITY.slice(1)],
      LEAF,
    ],
    [
      'a name that an authority may not vouch for',
      'name-constraints',
      [...AUTHORITY, 'nameConstraints=critical,permitted;DNS:fabrikam.test'],
      LEAF,
    ],
    [
      'a critical extension that nobody knows',
      'critical-extension-unknown',
      AUTHORITY,
      [...LEAF, '1.2.3.4=critical,ASN1:UTF8String:x'],
    ],
  ];
  it.each(violations)('is blocked by %s', async (_, code, ofAuthority, ofLeaf) => {
    const upper = make({ subject: '/CN=Upper CA', issuer: root, extensions: ofAuthority });
    const lower = make({ subject: '/CN=Lower CA', issuer: upper, extensions: AUTHORITY });
    const files = await whole(make({ issuer: lower, extensions: ofLeaf }), lower, upper, root);
    expect(findingOf({ files }, code)?.level).toBe('blocks');
  });

  it('takes the certificate of the issuer that is named by its serial number, and is blocked by another', async () => {
    const ids = [...AUTHORITY, 'authorityKeyIdentifier=keyid,issuer:always'];
    const below = make({ subject: '/CN=Numbered CA', issuer: root, extensions: ids });
    const signed = ['-signkey', root.key, '-set_serial', '4711', '-days', '300', '-out', 'reissued.crt'];
    factory.openssl('x509', '-in', root.certificate, ...signed);
    const reissued = { certificate: factory.path('reissued.crt'), key: root.key };
    const files = await whole(make({ issuer: below }), below, reissued);
    const facts = { name: 'Numbered CA', issuer: 'Contoso Root' };
    expect(findingOf({ files }, 'issuer-other-serial')).toEqual({
      code: 'issuer-other-serial',
      level: 'blocks',
      facts,
    });
    const withNamed = bundleOf({ files: [...files, await file('root.crt', pem(root.certificate))] });
    expect(withNamed.ready).toBe(true);
  });

  it.each([
    [
      'where to find the issuer',
      'authorityInfoAccess=critical,caIssuers;URI:http://ca.contoso.test/',
      '1.3.6.1.5.5.7.1.1',
    ],
    ['the key of the issuer', 'authorityKeyIdentifier=critical,keyid', '2.5.29.35'],
    ['a TLS feature', 'tlsfeature=critical,status_request', '1.3.6.1.5.5.7.1.24'],
    ['other names of the issuer', 'issuerAltName=critical,DNS:ca.contoso.test', '2.5.29.18'],
    ['the freshest CRL', 'freshestCRL=critical,URI:http://ca.contoso.test/', '2.5.29.46'],
    ['timestamps', '1.3.6.1.4.1.11129.2.4.2=critical,DER:04020000', '1.3.6.1.4.1.11129.2.4.2'],
  ])('is blocked by %s as critical, which OpenSSL does not act on', async (_, extension, oid) => {
    const files = await whole(make({ extensions: [...LEAF.slice(0, 3), extension] }), intermediate, root);
    expect(findingOf({ files }, 'critical-extension-unknown')).toMatchObject({ level: 'blocks', facts: { oid } });
  });

  it.each([
    [
      'policies and constraints on them',
      ['certificatePolicies=critical,1.2.3', 'policyConstraints=critical,requireExplicitPolicy:3'],
    ],
    ['a CRL', ['crlDistributionPoints=critical,URI:http://ca.contoso.test/']],
  ])('is not blocked by %s as critical', async (_, extensions) => {
    const upper = make({ subject: '/CN=Upper CA', issuer: root, extensions: [...AUTHORITY, ...extensions] });
    expect(bundleOf({ files: await whole(make({ issuer: upper }), upper, root) }).ready).toBe(true);
  });

  it('is blocked by a critical extension that nobody knows in what vouches for itself: a leaf, or a private root', async () => {
    const unknown = '1.2.3.4=critical,ASN1:UTF8String:x';
    const own = makeOwn({ extensions: [...LEAF.slice(0, 3), unknown] });
    const top = makeOwn({ subject: '/CN=Odd Root', extensions: [...AUTHORITY, unknown] });
    const facts = { oid: '1.2.3.4' };
    expect(findingOf({ files: await whole(own) }, 'critical-extension-unknown')).toMatchObject({
      level: 'blocks',
      facts,
    });
    expect(findingOf({ files: await whole(make({ issuer: top }), top) }, 'critical-extension-unknown')).toMatchObject({
      level: 'blocks',
      facts: { ...facts, name: 'Odd Root' },
    });
  });

  it('is blocked by an extension that a certificate has twice', async () => {
    const names = Buffer.from('other.contoso.test');
    const second = `2.5.29.99=DER:30148212${names.toString('hex')}`;
    const twice = patched(make({ extensions: [...LEAF, second] }), intermediate, '0603551d63', '0603551d11');
    expect(findingOf({ files: await whole(twice, intermediate, root) }, 'extension-repeated')).toEqual({
      code: 'extension-repeated',
      level: 'blocks',
      facts: { oid: '2.5.29.17', extension: 'Subject alternative name', name: 'www.contoso.test' },
    });
    const odd = make({ subject: '/CN=Odd CA', issuer: root, extensions: [...AUTHORITY, '2.5.29.99=DER:03020204'] });
    const upper = patched(odd, root, '0603551d63', '0603551d0f');
    expect(
      findingOf({ files: await whole(make({ issuer: upper }), upper, root) }, 'extension-repeated')?.facts,
    ).toEqual({
      oid: '2.5.29.15',
      extension: 'Key usage',
      name: 'Odd CA',
    });
  });

  /** Other bytes in what is signed, and signed once more. */
  function patched(made: MadeCertificate, issuer: MadeCertificate, from: string, to: string): MadeCertificate {
    const { tbs, algorithm } = signedParts(certificateOf(made).der);
    const changed = Buffer.from(Buffer.from(tbs).toString('hex').replace(from, to), 'hex');
    expect(changed).not.toEqual(Buffer.from(tbs));
    const signature = derBitString(sign('sha256', changed, pem(issuer.key)));
    const text = Buffer.from(derSequence(changed, algorithm.bytes, signature)).toString('base64');
    const path = factory.path(`patched-${++turn}.crt`);
    writeFileSync(
      path,
      `-----BEGIN CERTIFICATE-----\n${text.replaceAll(/.{64}/gu, '$&\n')}\n-----END CERTIFICATE-----\n`,
    );
    return { ...made, certificate: path };
  }

  it.each([
    ['Subject alternative name', 'subjectAltName=DER:0500'],
    ['Subject alternative name', `subjectAltName=DER:30091607${Buffer.from('a.b.com').toString('hex')}`],
    ['Extended key usage', 'extendedKeyUsage=DER:300a04082b06010505070301'],
    ['Basic constraints', 'basicConstraints=DER:30020500'],
    ['Key usage', 'keyUsage=DER:0500'],
    ['Name constraints', 'nameConstraints=DER:3004a0020500'],
  ])('is blocked by an extension that can not be read: %s (%s)', async (extension, line) => {
    const kept = LEAF.filter((other) => other.split('=')[0] !== line.split('=')[0]);
    const files = await whole(make({ extensions: [...kept, line] }), intermediate, root);
    expect(findingOf({ files }, 'extension-unreadable')).toMatchObject({
      level: 'blocks',
      facts: { extension, name: 'www.contoso.test' },
    });
    // That there are no names is not known.
    expect(findingOf({ files }, 'no-host-names')).toBeUndefined();
    const upper = make({ subject: '/CN=Odd CA', issuer: root, extensions: [...AUTHORITY.slice(2), line] });
    const below = await whole(make({ issuer: upper }), upper, root);
    expect(findingOf({ files: below }, 'extension-unreadable')).toMatchObject({ facts: { extension, name: 'Odd CA' } });
  });

  it('is looked at without a mail address that is none, where an authority limits mail addresses', async () => {
    const limits = [...AUTHORITY, 'nameConstraints=critical,permitted;email:contoso.test'];
    const upper = make({ subject: '/CN=Limited CA', issuer: root, extensions: limits });
    const dns = `8210${Buffer.from('www.contoso.test').toString('hex')}`;
    // In place of the address stands a sequence with a NULL in it.
    const malformed = `subjectAltName=DER:3016${dns}a1020500`;
    const files = await whole(make({ issuer: upper, extensions: [malformed] }), upper, root);
    expect(findingOf({ files }, 'name-constraints')).toBeUndefined();
    expect(bundleOf({ files }).leaf.hostNames).toEqual(['www.contoso.test']);
  });

  describe('that ends at a private root, of which clients have that very certificate,', () => {
    const below = async (made: MadeCertificate): Promise<readonly ArrangedFile[]> => {
      const under = make({ subject: '/CN=Contoso Second CA', issuer: made, extensions: AUTHORITY });
      return whole(make({ issuer: under }), under, made);
    };
    const rootWith = (options: Partial<MakeOptions>): MadeCertificate =>
      makeOwn({ subject: '/CN=Own Root', extensions: AUTHORITY, ...options });
    const noAuthority = ['basicConstraints=critical,CA:FALSE', 'subjectKeyIdentifier=hash'];
    const faults: readonly (readonly [string, FindingCode, Partial<MakeOptions>, Finding['facts']])[] = [
      ['has ended', 'expired', { days: -1 }, { role: 'root' }],
      ['is no authority', 'issuer-not-authority', { extensions: noAuthority }, {}],
      [
        'may not sign certificates',
        'issuer-not-authority',
        { extensions: [AUTHORITY[0]!, 'keyUsage=critical,digitalSignature'] },
        {},
      ],
      [
        'is for clients only',
        'wrong-purpose',
        { extensions: [...AUTHORITY, 'extendedKeyUsage=clientAuth'] },
        { purposes: 'client authentication', role: 'root' },
      ],
      [
        'has a key that is too weak',
        'key-too-weak',
        { algorithm: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'] },
        { algorithm: 'RSA', bits: 1024 },
      ],
    ];
    it.each(faults)('is blocked where the root %s', async (_, code, options, facts) => {
      expect(findingOf({ files: await below(rootWith(options)) }, code)).toMatchObject({
        level: 'blocks',
        facts: { name: 'Own Root', ...facts },
      });
    });

    it('warns where the root ends soon, and says whom to ask for another', async () => {
      const finding = findingOf({ files: await below(rootWith({ days: 20 })) }, 'ends-soon');
      expect(finding).toMatchObject({ level: 'warns', facts: { name: 'Own Root', role: 'root' } });
      expect(finding && findingInWords(finding, new Date()).fix).toContain('whoever runs Own Root');
    });

    const belowRoot = (made: MadeCertificate): { own: Certificate; chain: Chain } => {
      const own = certificateOf(make({ issuer: made }));
      return { own, chain: createChainBuilder([own, certificateOf(made)], new Date()).build(own) };
    };
    const blocking = (findings: readonly Finding[]): readonly FindingCode[] =>
      findings.filter(({ level }) => level === 'blocks').map(({ code }) => code);

    it.each([
      ['stands', 'the key usage says enough of it', ['keyUsage=critical,keyCertSign'], 3, []],
      ['stands', 'it is of the first version', ['subjectKeyIdentifier=hash'], 1, []],
      ['stands', 'Netscape’s type of it says enough', ['nsCertType=sslCA'], 3, []],
      ['is blocked', 'Netscape’s type says that it is for mail', ['nsCertType=emailCA'], 3, ['issuer-not-authority']],
      ['is blocked', 'nothing says it', ['subjectKeyIdentifier=hash'], 3, ['issuer-not-authority']],
    ] as const)('%s without basic constraints in the root where %s', (_, __, extensions, version, codes) => {
      const { own, chain } = belowRoot(rootWith({ extensions }));
      const certificates = chain.certificates.map((certificate) => ({ ...certificate, version }));
      expect(certificates).toHaveLength(2);
      expect(blocking(check(own, { chain: { ...chain, certificates }, hasRoot: true }))).toEqual(codes);
    });

    it('is not blocked by the root’s own fields where the root is a public one', () => {
      const made = rootWith({ days: -1, extensions: [...noAuthority, 'extendedKeyUsage=clientAuth'] });
      const { own, chain } = belowRoot(made);
      const blocked = (isPublic: boolean): readonly FindingCode[] =>
        blocking(check(own, { chain: { ...chain, isPublic }, hasRoot: true }));
      expect(chain.certificates).toHaveLength(2);
      expect(blocked(false)).toEqual(['expired', 'issuer-not-authority', 'wrong-purpose']);
      expect(blocked(true)).toEqual([]);
    });
  });

  it('of one certificate that vouches for itself warns', async () => {
    const own = makeOwn({ extensions: LEAF.slice(0, 3) });
    expect(findingOf({ files: await whole(own) }, 'self-signed')).toEqual({
      code: 'self-signed',
      level: 'warns',
      facts: {},
    });
  });
});

describe('The use', () => {
  const uses: readonly (readonly [string, FindingCode, Finding['level'], readonly string[], Finding['facts']])[] = [
    [
      'another purpose than a server',
      'wrong-purpose',
      'blocks',
      ['subjectAltName=DNS:www.contoso.test', 'extendedKeyUsage=clientAuth'],
      { purposes: 'client authentication', name: 'www.contoso.test' },
    ],
    [
      'any purpose, which OpenSSL does not take for a server’s',
      'wrong-purpose',
      'blocks',
      ['subjectAltName=DNS:www.contoso.test', 'extendedKeyUsage=anyExtendedKeyUsage,clientAuth'],
      { purposes: 'any purpose, client authentication', name: 'www.contoso.test' },
    ],
    [
      'a key usage without signing',
      'wrong-key-usage',
      'blocks',
      ['subjectAltName=DNS:www.contoso.test', 'keyUsage=critical,keyAgreement'],
      { usages: 'keyAgreement' },
    ],
    [
      'an authority in the place of a server',
      'authority-as-leaf',
      'warns',
      ['subjectAltName=DNS:www.contoso.test', 'basicConstraints=CA:TRUE'],
      {},
    ],
    ['a demand for stapled answers', 'must-staple', 'warns', [...LEAF, 'tlsfeature=status_request'], {}],
  ];
  it.each(uses)('tells %s', async (_, code, level, extensions, facts) => {
    const files = await whole(make({ extensions }), intermediate, root);
    expect(findingOf({ files }, code)).toEqual({ code, level, facts });
  });

  it('of an intermediate for any purpose is refused like the leaf’s, and the words say why', async () => {
    const extensions = [...AUTHORITY, 'extendedKeyUsage=anyExtendedKeyUsage'];
    const under = make({ subject: '/CN=Any CA', issuer: root, extensions });
    const finding = findingOf({ files: await whole(make({ issuer: under }), under, root) }, 'wrong-purpose');
    expect(finding).toMatchObject({ level: 'blocks', facts: { name: 'Any CA', purposes: 'any purpose' } });
    expect(finding && findingInWords(finding, new Date()).why).toMatch(/^It is for any purpose, and/u);
  });

  it('of an authority that signed itself and may sign certificates only is refused, as openssl refuses it', async () => {
    const own = makeOwn({ extensions: [LEAF[0]!, 'basicConstraints=CA:TRUE', 'keyUsage=critical,keyCertSign'] });
    const question = { files: await whole(own) };
    expect(findingOf(question, 'wrong-key-usage')?.level).toBe('blocks');
    expect(findingOf(question, 'authority-as-leaf')?.level).toBe('warns');
  });

  it('of several server certificates in one file is told of each', async () => {
    const second = make({ extensions: ['subjectAltName=DNS:second.test', ...LEAF.slice(1)] });
    const files = [
      await file('both.pem', pem(leaf.certificate), pem(second.certificate), pem(intermediate.certificate)),
      await file('server.key', pem(leaf.key)),
    ];
    expect(findingOf({ files }, 'several-leaves')).toEqual({
      code: 'several-leaves',
      level: 'notes',
      facts: { count: 2, names: 'www.contoso.test, second.test' },
    });
  });

  it.each([undefined, 'this-computer', 'container-instances'] as const)(
    'of a development certificate asks for a decision; for others (%s) the engine wants the host name typed, too',
    async (target) => {
      const options = { hostNames: [parseHostName('model.contoso.test')], days: 30, now: new Date() };
      const development = makeDevelopmentCertificate(await makePrivateKey('ec-p256'), options);
      const found = check(development, { leafIsSelfSigned: true }, target === undefined ? {} : { target });
      expect(found).toEqual([{ code: 'development-only', level: 'warns', facts: {} }]);
    },
  );

  it('of a development certificate is renewed by making another, a week before it ends', async () => {
    const options = { hostNames: [parseHostName('model.contoso.test')], days: 6, now: new Date() };
    const development = makeDevelopmentCertificate(await makePrivateKey('ec-p256'), options);
    const soon = check(development, { leafIsSelfSigned: true }, {}).find(({ code }) => code === 'ends-soon');
    expect(soon?.facts['role']).toBe('development');
  });
});

it('Every code was said by one of these tests', () => {
  expect(findingCodes.filter((code) => !said.has(code))).toEqual([]);
});
