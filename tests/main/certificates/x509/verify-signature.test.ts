import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readElement } from '../../../../src-main/certificates/asn1/ber';
import { derBitString, derOid, derSequence } from '../../../../src-main/certificates/asn1/der-writer';
import { sequenceOf } from '../../../../src-main/certificates/asn1/values';
import type { Certificate } from '../../../../src-main/certificates/model';
import { certificatesToPem, findPemBlocks } from '../../../../src-main/certificates/pem';
import { readCertificate } from '../../../../src-main/certificates/x509/certificate';
import { verifySignature } from '../../../../src-main/certificates/x509/verify-signature';
import { type CertificateFactory, createCertificateFactory, type MadeCertificate } from '../../../support/openssl';

const EC = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
const AUTHORITY = ['basicConstraints=critical,CA:TRUE', 'subjectKeyIdentifier=hash'];

const NAMES = ['subjectAltName=DNS:www.contoso.test'];

/** AlgorithmIdentifiers, DER. */
const ALGORITHM = {
  ecdsaSha256: '300a06082a8648ce3d040302',
  ecdsaSha384: '300a06082a8648ce3d040303',
  ed25519: '300506032b6570',
  dsaSha256: '300b0609608648016503040302',
  rsaSha256: '300d06092a864886f70d01010b0500',
  mlDsa44: '300b0609608648016503040311',
  unknown: '300506032a0304',
  pssWithUnknownHash: '301c06092a864886f70d01010a300fa00d300b0609608648016503040299',
  ecdsaSha256WithNull: '300c06082a8648ce3d0403020500',
} as const;
type Name = keyof typeof ALGORITHM;

let factory: CertificateFactory;
let elliptic: MadeCertificate;
let leaf: MadeCertificate;

beforeAll(() => {
  factory = createCertificateFactory();
  elliptic = factory.make('ec', { subject: '/CN=EC CA', extensions: AUTHORITY, algorithm: EC });
  leaf = factory.make('leaf', { subject: '/CN=www.contoso.test', issuer: elliptic, algorithm: EC, extensions: NAMES });
});
afterAll(() => factory.remove());

const read = (path: string): Certificate => readCertificate(findPemBlocks(readFileSync(path, 'utf8')).blocks[0]!.der!);

/** The leaf signed once more by ECDSA with SHA-256, with these algorithms in what is signed and beside the signature. */
function signedAs(inside: Name, beside = inside): Certificate {
  const fields = sequenceOf(sequenceOf(readElement(read(leaf.certificate).der))[0]);
  const parts = fields.map(({ bytes }, index) => (index === 2 ? Buffer.from(ALGORITHM[inside], 'hex') : bytes));
  const tbs = derSequence(...parts);
  const signature = sign('sha256', tbs, createPrivateKey(readFileSync(elliptic.key)));
  return readCertificate(derSequence(tbs, Buffer.from(ALGORITHM[beside], 'hex'), derBitString(signature)));
}

it('A key of RSA without NULL for parameters verifies as one with it', () => {
  const authority = factory.make('rsa', { subject: '/CN=RSA CA', extensions: AUTHORITY });
  const below = factory.make('below-rsa', { subject: '/CN=www.contoso.test', issuer: authority, extensions: NAMES });
  const issuer = read(authority.certificate);
  const [, key] = sequenceOf(readElement(issuer.spki));
  const spki = derSequence(derSequence(derOid('1.2.840.113549.1.1.1')), key!.bytes);
  expect(verifySignature(read(below.certificate), { ...issuer, spki })).toBe('valid');
  expect(verifySignature(read(leaf.certificate), { ...issuer, spki })).toBe('invalid');
});

function opensslAccepts(certificate: Certificate): boolean {
  const path = factory.path('signed.crt');
  writeFileSync(path, certificatesToPem([certificate]));
  try {
    factory.openssl('verify', '-CAfile', elliptic.certificate, path);
    return true;
  } catch {
    return false;
  }
}

describe('A signature', () => {
  it.each([
    ['ecdsaSha256', 'ecdsaSha256', 'valid'],
    ['ecdsaSha384', 'ecdsaSha256', 'invalid'],
    ['ecdsaSha256WithNull', 'ecdsaSha256', 'invalid'],
    ['ecdsaSha256', 'ecdsaSha256WithNull', 'invalid'],
  ] as const)('made as %s and said to be %s is, as for openssl, %s', (inside, beside, verification) => {
    const certificate = signedAs(inside, beside);
    expect(verifySignature(certificate, read(elliptic.certificate))).toBe(verification);
    expect(opensslAccepts(certificate)).toBe(verification === 'valid');
  });

  it.each(['ed25519', 'dsaSha256', 'rsaSha256', 'mlDsa44', 'unknown', 'pssWithUnknownHash'] as const)(
    'that says to be of the algorithm %s is not right below a key on P-256',
    (name) => {
      const certificate = signedAs(name);
      expect(verifySignature(certificate, read(elliptic.certificate))).toBe('invalid');
      expect(opensslAccepts(certificate)).toBe(false);
    },
  );

  it('by RSA is not right with a hash that nobody knows, nor below a key that says it signs RSA-PSS only', () => {
    const rsa = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'];
    const issuer = factory.make('rsa', { subject: '/CN=EC CA', extensions: AUTHORITY, algorithm: rsa });
    expect(verifySignature(signedAs('pssWithUnknownHash'), read(issuer.certificate))).toBe('invalid');
    const pss = factory.make('pss', { subject: '/CN=EC CA', algorithm: ['-algorithm', 'RSA-PSS', ...rsa.slice(2)] });
    expect(verifySignature(signedAs('rsaSha256'), read(pss.certificate))).toBe('invalid');
    expect(verifySignature(read(pss.certificate), read(pss.certificate))).toBe('valid');
  });

  it('of a kind that others verify is not known to be wrong', () => {
    const issuer = read(elliptic.certificate);
    const postQuantum = { ...issuer, publicKey: { algorithm: 'ML-DSA-44', spkiSha256: '' } };
    expect(verifySignature(signedAs('mlDsa44'), postQuantum)).toBe('unknown');
  });

  it('below a key of a usual kind that can not be loaded is not right', () => {
    const issuer = read(elliptic.certificate);
    const spki = Buffer.from(issuer.spki);
    // The point is on no curve then.
    spki[spki.length - 1]! ^= 1;
    expect(verifySignature(signedAs('ecdsaSha256'), { ...issuer, spki })).toBe('invalid');
  });
});
