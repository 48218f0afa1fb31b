import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Bundle } from '../../../../shared/certificates/contract';
import { arrange } from '../../../../src-main/certificates/arrange';
import { benchOf, withoutSecrets } from '../../../../src-main/certificates/arranged-file';
import { certificatesToPem, findPemBlocks } from '../../../../src-main/certificates/pem';
import { readFileContents } from '../../../../src-main/certificates/read';
import {
  type CertificateFactory,
  createCertificateFactory,
  type MadeCertificate,
  type MakeOptions,
} from '../../../support/openssl';

/** What stands for the list of public roots in this file. */
const listed = vi.hoisted((): string[] => []);
vi.mock('node:tls', async (original) => ({
  ...(await original<Record<string, unknown>>()),
  rootCertificates: listed,
}));

const EC = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
const AUTHORITY = [
  'basicConstraints=critical,CA:TRUE',
  'keyUsage=critical,keyCertSign,cRLSign',
  'subjectKeyIdentifier=hash',
  'authorityKeyIdentifier=keyid',
];
const LEAF = [
  'subjectAltName=DNS:www.contoso.test',
  'keyUsage=critical,digitalSignature',
  'extendedKeyUsage=serverAuth',
  'authorityKeyIdentifier=keyid',
];

let factory: CertificateFactory;
let publicRoot: MadeCertificate;
let shortRoot: MadeCertificate;
let limitedRoot: MadeCertificate;
let turn = 0;

const make = (subject: string, options: Partial<MakeOptions> = {}): MadeCertificate =>
  factory.make(`made-${++turn}`, { subject: `/CN=${subject}`, extensions: AUTHORITY, algorithm: EC, ...options });

/** The same name and key once more, signed by another authority. */
function crossSign(made: MadeCertificate, by: MadeCertificate): MadeCertificate {
  const certificate = factory.path(`crossed-${++turn}.crt`);
  const [request, extensions] = ['csr', 'ext'].map((end) => made.certificate.replace(/crt$/u, end));
  const signer = ['-CA', by.certificate, '-CAkey', by.key, '-CAcreateserial', '-days', '60'];
  factory.openssl('x509', '-req', '-in', request!, ...signer, '-extfile', extensions!, '-out', certificate);
  return { certificate, key: made.key };
}

beforeAll(() => {
  factory = createCertificateFactory();
  publicRoot = make('Public Root');
  shortRoot = make('Short Root', {
    extensions: [...AUTHORITY.slice(1), 'basicConstraints=critical,CA:TRUE,pathlen:0'],
  });
  limitedRoot = make('Limited Root', { extensions: [...AUTHORITY, 'nameConstraints=permitted;DNS:fabrikam.test'] });
  listed.push(...[publicRoot, shortRoot, limitedRoot].map(({ certificate }) => readFileSync(certificate, 'utf8')));
});
afterAll(() => factory.remove());

/** What is understood of a certificate whose key is here, with each other certificate in a file of its own. */
async function bundleOf(leaf: MadeCertificate, others: readonly MadeCertificate[]): Promise<Bundle> {
  const paths = [leaf.certificate, leaf.key, ...others.map(({ certificate }) => certificate)];
  const files = await Promise.all(
    paths.map(async (path) => withoutSecrets(path, await readFileContents(readFileSync(path), undefined))),
  );
  return arrange(benchOf(files), new Date()).bundles[0]!;
}

const namesOf = ({ chain }: Bundle): readonly string[] => chain.map(({ certificate }) => certificate.name);
const codesOf = ({ findings }: Bundle): readonly string[] => findings.map(({ code }) => code);

/** Every order of a few things. */
function orders<T>(things: readonly T[]): readonly (readonly T[])[] {
  if (things.length < 2) return [things];
  return things.flatMap((first, at) => orders(things.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}

describe('A root that is new, and that a public one signed across', () => {
  it('is sent as the public root signed it, in whatever order the files lie', async () => {
    const newRoot = make('New Root');
    const crossed = crossSign(newRoot, publicRoot);
    const intermediate = make('Intermediate', { issuer: newRoot });
    const leaf = make('www.contoso.test', { issuer: intermediate, extensions: LEAF });
    for (const others of orders([newRoot, crossed, intermediate])) {
      const bundle = await bundleOf(leaf, others);
      expect(namesOf(bundle)).toEqual(['www.contoso.test', 'Intermediate', 'New Root']);
      expect(bundle).toMatchObject({ knownRoot: 'Public Root', ready: true, hasRoot: false });
      expect(codesOf(bundle)).toEqual(['cross-signed']);
    }
  });

  it('is sent so by the longer way, too, where the public root is further up', async () => {
    const newRoot = make('New Root');
    const upper = make('Upper', { issuer: publicRoot });
    const leaf = make('www.contoso.test', { issuer: newRoot, extensions: LEAF });
    for (const others of orders([newRoot, crossSign(newRoot, upper), upper])) {
      const bundle = await bundleOf(leaf, others);
      expect(namesOf(bundle)).toEqual(['www.contoso.test', 'New Root', 'Upper']);
      expect(bundle).toMatchObject({ knownRoot: 'Public Root', ready: true });
    }
  });
});

describe('A public root that is in no file', () => {
  const refusals = async (root: MadeCertificate, length: number, withRoot: boolean): Promise<readonly string[]> => {
    const above = [root];
    for (let at = 0; at < length; at++) above.unshift(make(`Intermediate ${at}`, { issuer: above[0]! }));
    const leaf = make('www.contoso.test', { issuer: above[0]!, extensions: LEAF });
    const { findings } = await bundleOf(leaf, withRoot ? above : above.slice(0, -1));
    return findings.filter(({ level }) => level === 'blocks').map(({ code }) => code);
  };

  it.each([true, false])('holds those below it to its limits like one that is (in a file: %s)', async (withRoot) => {
    expect(await refusals(publicRoot, 2, withRoot)).toEqual([]);
    expect(await refusals(shortRoot, 0, withRoot)).toEqual([]);
    expect(await refusals(shortRoot, 1, withRoot)).toEqual(['path-too-long']);
    expect(await refusals(limitedRoot, 1, withRoot)).toEqual(['name-constraints']);
  });
});

describe('A certificate that names a public root as its issuer', () => {
  const intermediateOf = (name: string, extensions: readonly string[], by = publicRoot) => {
    const intermediate = make(name, { issuer: by, extensions });
    return { intermediate, leaf: make('www.contoso.test', { issuer: intermediate, extensions: LEAF }) };
  };

  it.each([
    ['and its key', AUTHORITY],
    ['and no key', AUTHORITY.slice(0, 3)],
  ])('%s, and was changed, is said to be changed: the root is not missing', async (_, extensions) => {
    const { intermediate, leaf } = intermediateOf('Changed CA', extensions);
    const der = findPemBlocks(readFileSync(intermediate.certificate, 'utf8')).blocks[0]!.der!;
    der[der.length - 3]! ^= 1;
    writeFileSync(intermediate.certificate, certificatesToPem([{ der }]));
    const { findings } = await bundleOf(leaf, [intermediate]);
    const facts = { name: 'Changed CA', issuer: 'Public Root' };
    expect(findings).toEqual([{ code: 'signature-invalid', level: 'blocks', facts }]);
  });

  it('and another key is taken for one of another authority of that name', async () => {
    const { intermediate, leaf } = intermediateOf('Other CA', AUTHORITY, make('Public Root'));
    expect(codesOf(await bundleOf(leaf, [intermediate]))).toEqual(['chain-incomplete']);
  });
});

it('Of two certificates that are equally good the same one is chosen in whatever order the files lie', async () => {
  const root = make('Private Root');
  const intermediate = make('Intermediate', { issuer: root });
  const leaf = make('www.contoso.test', { issuer: intermediate, extensions: LEAF });
  const others = [root, intermediate, crossSign(intermediate, root), crossSign(intermediate, root)];
  const chosen = new Set<string>();
  for (const order of orders(others)) {
    chosen.add((await bundleOf(leaf, order)).chain.map(({ certificate }) => certificate.id).join());
  }
  expect(chosen.size).toBe(1);
});
