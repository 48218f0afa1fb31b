import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bundle } from '../../../../shared/certificates/contract';
import { arrange } from '../../../../src-main/certificates/arrange';
import { benchOf, withoutSecrets } from '../../../../src-main/certificates/arranged-file';
import { readFileContents } from '../../../../src-main/certificates/read';
import { type CertificateFactory, createCertificateFactory, type MadeCertificate } from '../../../support/openssl';

const EC = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
const RSA = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'];
const AUTHORITY = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign', 'subjectKeyIdentifier=hash'];
const LEAF = [
  'subjectAltName=DNS:www.contoso.test',
  'keyUsage=critical,digitalSignature',
  'extendedKeyUsage=serverAuth',
];

let factory: CertificateFactory;
let root: MadeCertificate;
let intermediate: MadeCertificate;
let leaf: MadeCertificate;
let turn = 0;

beforeAll(() => {
  factory = createCertificateFactory();
  root = factory.make('root', { subject: '/CN=Corp Root', extensions: AUTHORITY, algorithm: EC, days: 3000 });
  intermediate = factory.make('issuing', {
    subject: '/CN=Corp Issuing',
    issuer: root,
    extensions: AUTHORITY,
    algorithm: EC,
    days: 900,
  });
  leaf = factory.make('leaf', {
    subject: '/CN=www.contoso.test',
    issuer: intermediate,
    extensions: LEAF,
    algorithm: EC,
    days: 90,
  });
});
afterAll(() => factory.remove());

/** The same name and key in another certificate, by another call of openssl. */
function again(made: MadeCertificate, signer: readonly string[], extensions?: string): MadeCertificate {
  const certificate = factory.path(`again-${++turn}.crt`);
  const request = made.certificate.replace(/crt$/u, 'csr');
  const file = extensions ?? made.certificate.replace(/crt$/u, 'ext');
  factory.openssl('x509', '-req', '-in', request, ...signer, '-extfile', file, '-out', certificate);
  return { ...made, certificate };
}

const by = ({ certificate, key }: MadeCertificate): readonly string[] => ['-CA', certificate, '-CAkey', key];

/** The bundles of a pair with these certificates, which are the same in whatever order they lie in the file. */
async function bundlesOf(made: MadeCertificate, ...above: readonly MadeCertificate[]): Promise<readonly Bundle[]> {
  const arranged = async (paths: readonly string[]): Promise<readonly Bundle[]> => {
    const bytes = Buffer.concat(paths.map((path) => readFileSync(path)));
    const file = withoutSecrets('a file', await readFileContents(bytes, undefined));
    return arrange(benchOf([file]), new Date()).bundles;
  };
  const paths = [made.certificate, ...above.map(({ certificate }) => certificate), made.key];
  const [one, other] = [await arranged(paths), await arranged(paths.toReversed())];
  const chains = (bundles: readonly Bundle[]) =>
    bundles.map(({ chain }) => chain.map(({ certificate }) => certificate.id));
  expect(chains(other)).toEqual(chains(one));
  return one;
}

const blocking = (bundles: readonly Bundle[]): readonly string[] =>
  bundles.flatMap(({ findings }) => findings.filter(({ level }) => level === 'blocks').map(({ code }) => code));

describe('Of two certificates of one authority and one key', () => {
  it('the one is sent that is not signed with SHA-1', async () => {
    // Which fingerprint is the smaller is a matter of luck.
    for (let time = 0; time < 4; time++) {
      const weak = again(intermediate, [...by(root), '-sha1', '-days', '900', '-set_serial', String(100 + time)]);
      expect(blocking(await bundlesOf(leaf, intermediate, weak, root))).toEqual([]);
    }
  });

  it('the root is taken that clients do not refuse', async () => {
    const bad = factory.make('bad', {
      subject: '/CN=Corp Root',
      extensions: [...AUTHORITY, 'extendedKeyUsage=clientAuth'],
      algorithm: EC,
    });
    for (let time = 0; time < 4; time++) {
      const signer = ['-signkey', root.key, '-days', '3000', '-set_serial', String(200 + time)];
      const forClients = again(root, signer, bad.certificate.replace(/crt$/u, 'ext'));
      expect(blocking(await bundlesOf(leaf, intermediate, root, forClients))).toEqual([]);
    }
  });

  it('the one is sent that ends last', async () => {
    for (let time = 0; time < 4; time++) {
      const endsSoon = again(intermediate, [...by(root), '-days', '20', '-set_serial', String(300 + time)]);
      const [bundle] = await bundlesOf(leaf, endsSoon, intermediate, root);
      expect(bundle?.findings.map(({ code }) => code)).not.toContain('ends-soon');
    }
  });

  it('the one that was not chosen is no certificate of a server, though its key is here', async () => {
    const renewed = again(root, ['-signkey', root.key, '-days', '3500', '-set_serial', '400']);
    const keys = Buffer.concat([leaf.key, root.key].map((path) => readFileSync(path)));
    const certificates = [leaf, intermediate, root, renewed].map(({ certificate }) => readFileSync(certificate));
    const file = withoutSecrets('a file', await readFileContents(Buffer.concat([...certificates, keys]), undefined));
    const { bundles } = arrange(benchOf([file]), new Date());
    expect(bundles.map(({ leaf: { name } }) => name)).toEqual(['www.contoso.test']);
  });
});

it('A private root is one whatever it is signed with: nobody verifies that', async () => {
  const old = factory.make('old', {
    subject: '/CN=Corp Root of old',
    extensions: AUTHORITY,
    algorithm: RSA,
    digest: 'ripemd160',
  });
  const below = factory.make('below', {
    subject: '/CN=www.contoso.test',
    issuer: old,
    extensions: LEAF,
    algorithm: EC,
    days: 90,
  });
  const [bundle] = await bundlesOf(below, old);
  expect(bundle).toMatchObject({ ready: true, chainComplete: true, hasRoot: true });
  expect(bundle?.chain.map(({ role }) => role)).toEqual(['leaf', 'root']);
});
