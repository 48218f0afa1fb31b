import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readElement } from '../../../../src-main/certificates/asn1/ber';
import { derBitString, derSequence } from '../../../../src-main/certificates/asn1/der-writer';
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

/** The leaf signed once more, with these algorithms in what is signed and beside the signature. */
function signedAs(inside: Name, beside: Name): Certificate {
  const fields = sequenceOf(sequenceOf(readElement(read(leaf.certificate).der))[0]);
  const parts = fields.map(({ bytes }, index) => (index === 2 ? Buffer.from(ALGORITHM[inside], 'hex') : bytes));
  const tbs = derSequence(...parts);
  const signature = sign('sha256', tbs, createPrivateKey(readFileSync(elliptic.key)));
  return readCertificate(derSequence(tbs, Buffer.from(ALGORITHM[beside], 'hex'), derBitString(signature)));
}

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
});
