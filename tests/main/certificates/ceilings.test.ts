import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { derOctetString, derOid, derSequence, derUnsigned } from '../../../src-main/certificates/asn1/der-writer';
import { WorkerPool } from '../../../src-main/certificates/worker-pool';
import { inMegabytes, MEMORY, watchMemory } from '../../fuzz/memory';
import { type BuiltProgram, buildProgram } from '../../support/build-program';

// Fuzzing lowers these limits, so that all else counts against its two seconds. Here they are as they are shipped.

let worker: BuiltProgram;
let pool: WorkerPool;

beforeAll(async () => {
  worker = await buildProgram('src-main/certificates/worker.ts');
  pool = new WorkerPool(worker.url);
});
afterAll(() => worker.remove());

const numberOf = (value: number): Uint8Array => {
  const octets = Buffer.alloc(4);
  octets.writeUInt32BE(value);
  return derUnsigned(octets);
};

const salt = derOctetString(Buffer.alloc(8, 1));
const aes = derSequence(derOid('2.16.840.1.101.3.4.1.42'), derOctetString(Buffer.alloc(16)));
/** With HMAC of SHA-256. */
const pbkdf2 = (rounds: number): Uint8Array =>
  derSequence(
    derOid('1.2.840.113549.1.5.12'),
    derSequence(salt, numberOf(rounds), derSequence(derOid('1.2.840.113549.2.9'))),
  );
const scrypt = (cost: number, blockSize: number, parts: number): Uint8Array =>
  derSequence(
    derOid('1.3.6.1.4.1.11591.4.11'),
    derSequence(salt, numberOf(cost), numberOf(blockSize), numberOf(parts)),
  );
const pbes2 = (derivation: Uint8Array): Uint8Array =>
  derSequence(derOid('1.2.840.113549.1.5.13'), derSequence(derivation, aes));
const pkcs12 = (rounds: number): Uint8Array =>
  derSequence(derOid('1.2.840.113549.1.12.1.3'), derSequence(salt, numberOf(rounds)));
const pbes1 = (rounds: number): Uint8Array =>
  derSequence(derOid('1.2.840.113549.1.5.3'), derSequence(salt, numberOf(rounds)));
/** An encrypted private key that no password opens. */
const key = (algorithm: Uint8Array): Uint8Array => derSequence(algorithm, derOctetString(Buffer.alloc(64, 7)));

const never = (): AbortSignal => new AbortController().signal;

/** What opening costs the most that is allowed: ten million rounds, 256 MiB, 4 GiB of work. */
const dearest: readonly (readonly [string, () => Uint8Array])[] = [
  ['PBKDF2', () => pbes2(pbkdf2(10_000_000))],
  ['the derivation of PKCS#12', () => pkcs12(10_000_000)],
  ['scrypt in 256 MiB', () => pbes2(scrypt(2 ** 18, 8, 1))],
];

describe('What may cost the most', () => {
  it.each(dearest)('is answered, and within the memory of a worker: %s', async (_, algorithm) => {
    const used = watchMemory();
    const { problem } = await pool.read(key(algorithm()), 'password', never());
    expect(problem?.code).toBe('certificate.wrong-password');
    expect(used(), inMegabytes(used())).toBeLessThan(MEMORY);
  });

  it.each([...dearest, ['scrypt that fills 4 GiB', () => pbes2(scrypt(2 ** 17, 8, 32))] as const])(
    'ends when it is stopped, and the next file is read meanwhile: %s',
    async (_, algorithm) => {
      const stop = new AbortController();
      let isAnswered = false;
      const reading = pool.read(key(algorithm()), 'password', stop.signal).then(
        () => (isAnswered = true),
        (error: unknown) => error,
      );
      const other = await pool.read(Buffer.from('no certificate'), undefined, never());
      expect(other.problem?.code).toBe('certificate.nothing-found');
      expect(isAnswered).toBe(false);
      stop.abort();
      expect(await reading).toMatchObject({ code: 'certificate.reading-stopped' });
    },
  );
});

describe('What would cost more', () => {
  it.each([
    ['PBKDF2', pbes2(pbkdf2(10_000_001))],
    ['the derivation of PKCS#12', pkcs12(10_000_001)],
    ['PBES1', pbes1(10_000_001)],
    ['scrypt, in memory', pbes2(scrypt(2 ** 18, 9, 1))],
    ['scrypt, in work', pbes2(scrypt(2 ** 17, 8, 33))],
  ])('is declined before anything is derived: %s', async (_, algorithm) => {
    const { problem } = await pool.read(key(algorithm), 'password', never());
    expect(problem?.code).toBe('certificate.too-many-iterations');
  });
});
