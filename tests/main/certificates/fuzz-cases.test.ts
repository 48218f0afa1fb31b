import { describe, expect, it } from 'vitest';
import { problemSchema } from '../../../shared/problem';
import { Asn1Error, readElement, TAG } from '../../../src-main/certificates/asn1/ber';
import {
  DER_NULL,
  der,
  derOctetString,
  derOid,
  derSequence,
  derUnsigned,
} from '../../../src-main/certificates/asn1/der-writer';
import { timeOf } from '../../../src-main/certificates/asn1/values';
import { readFileContents } from '../../../src-main/certificates/read';
import { readCertificate } from '../../../src-main/certificates/x509/certificate';
import { signatureHash } from '../../../src-main/certificates/x509/verify-signature';
import { createCertificateFactory } from '../../support/openssl';

const read = (file: string | Uint8Array) => readFileContents(Buffer.from(file), undefined);

describe('What fuzzing found', () => {
  it('a line of blanks behind a PEM header takes no time by the square of its length', async () => {
    const { problem } = await read(`-----BEGIN X-----\nA: b\n${' '.repeat(1_000_000)}-----END X-----\n`);
    expect(problem?.code).toBe('certificate.damaged');
  });

  it('a structure of millions of empty elements does not fill the memory', async () => {
    const nulls = Buffer.alloc(0x80_0000, DER_NULL);
    const { problem } = await read(Buffer.concat([Buffer.of(0x30, 0x83, 0x80, 0, 0), nulls]));
    expect(problem).toEqual({ code: 'certificate.damaged', facts: { what: 'unknown' } });
  });

  it('hundreds of thousands of PEM blocks are not all read', async () => {
    const { problem } = await read('-----BEGIN A----------END A-----'.repeat(300_000));
    expect(problem?.code).toBe('certificate.damaged');
  });

  it('a file of many encrypted keys is asked the password of before the empty one was tried on all', async () => {
    const factory = createCertificateFactory();
    factory.openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', 'plain.key');
    const encrypted = ['pkcs8', '-topk8', '-in', factory.path('plain.key'), '-iter', '100000', '-out', 'locked.key'];
    factory.openssl(...encrypted, '-passout', 'pass:');
    const [one, many] = [factory.read('locked.key'), 12];
    factory.remove();
    const { privateKeys, problem } = await read(Buffer.concat(Array.from({ length: many }, () => one)));
    expect(privateKeys).toHaveLength(10);
    expect(problem?.code).toBe('certificate.password-needed');
  });

  it('an iteration count beyond all numbers is told as a finite one', async () => {
    const iterations = derUnsigned(Buffer.alloc(200, 0x7f));
    const pbkdf2 = derSequence(
      derOid('1.2.840.113549.1.5.12'),
      derSequence(derOctetString(Buffer.alloc(8)), iterations),
    );
    const aes = derSequence(derOid('2.16.840.1.101.3.4.1.42'), derOctetString(Buffer.alloc(16)));
    const algorithm = derSequence(derOid('1.2.840.113549.1.5.13'), derSequence(pbkdf2, aes));
    const { problem } = await read(derSequence(algorithm, derOctetString(Buffer.alloc(32))));
    expect(problem?.code).toBe('certificate.too-many-iterations');
    expect(problemSchema.safeParse(problem).success).toBe(true);
  });

  it('parameters of an RSA-PSS signature that are none leave its hash unknown', () => {
    const factory = createCertificateFactory();
    const key = [
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      factory.path('pss.key'),
      '-sigopt',
      'rsa_padding_mode:pss',
    ];
    factory.openssl('req', '-x509', '-subj', '/CN=pss', ...key, '-outform', 'DER', '-out', factory.path('pss.der'));
    const certificate = factory.read('pss.der').toString('latin1');
    factory.remove();
    const hash = (octets: string) => signatureHash(readCertificate(new Uint8Array(Buffer.from(octets, 'latin1'))));
    expect(hash(certificate)).toBe('sha256');
    // The length of the salt, an INTEGER in a field of its own, becomes an OCTET STRING.
    expect(hash(certificate.replaceAll('\u00a2\u0004\u0002\u0002', '\u00a2\u0004\u0004\u0002'))).toBeUndefined();
  });

  it.each(['99991231235959-9959', '00000101000000+9959'])('%s is no time: its year has not four digits', (text) => {
    expect(() => timeOf(readElement(der(TAG.GENERALIZED_TIME, Buffer.from(text))))).toThrow(Asn1Error);
  });
});
