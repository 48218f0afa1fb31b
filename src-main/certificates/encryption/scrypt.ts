import { scrypt as scryptNatively } from 'node:crypto';
import { Asn1Error, type Element } from '../asn1/ber';
import { sequenceOf, smallIntegerOf } from '../asn1/values';
import { expectAffordable, saltOf } from './limits';

/** scrypt-params; `keyLength` in bytes (RFC 7914 section 7). */
export interface ScryptParameters {
  readonly salt: Uint8Array;
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
  readonly keyLength: number | undefined;
}

/** Half of what a worker may have: sixteen times what openssl itself fills for a file, and eight times what it opens. */
const MAXIMUM_MEMORY = 2 ** 28;

/** What is needed beside that: the parallel parts themselves, of which there may be many. */
const MEMORY_BESIDE = 2 ** 20;

/** The memory is filled once for each of the parallel parts, one after the other. */
const MAXIMUM_WORK = 16 * MAXIMUM_MEMORY;

/**
 * Reads scrypt-params.
 * @throws {AppError} certificate.too-many-iterations where it would take more than 257 MiB of memory, or fill 4 GiB.
 * @throws {Asn1Error} for parameters that RFC 7914 section 2 doesn't allow.
 */
export function readScryptParameters(parameters: Element | undefined): ScryptParameters {
  const [salt, ...numbers] = sequenceOf(parameters);
  const [cost = 0, blockSize = 0, parallelization = 0, keyLength] = numbers.map(smallIntegerOf);
  if (blockSize === 0 || parallelization === 0 || cost < 2) throw new Asn1Error('scrypt without a cost');
  const perStep = 128 * blockSize;
  expectAffordable(cost, Math.floor(MAXIMUM_MEMORY / perStep));
  expectAffordable(cost + parallelization + 2, Math.floor((MAXIMUM_MEMORY + MEMORY_BESIDE) / perStep));
  expectAffordable(cost, Math.floor(MAXIMUM_WORK / (perStep * parallelization)));
  if (!Number.isInteger(Math.log2(cost))) throw new Asn1Error('scrypt with a cost that is no power of two');
  // Section 2: N is less than 2^(128 * r / 8).
  if (Math.log2(cost) >= 16 * blockSize) throw new Asn1Error('scrypt with a cost beyond its block size');
  return { salt: saltOf(salt), cost, blockSize, parallelization, keyLength };
}

/** scrypt (RFC 7914), `length` bytes, in libuv's pool. */
export function scrypt(
  { salt, cost, blockSize, parallelization }: ScryptParameters,
  password: Uint8Array,
  length: number,
): Promise<Uint8Array> {
  const options = { N: cost, r: blockSize, p: parallelization, maxmem: MAXIMUM_MEMORY + MEMORY_BESIDE };
  return new Promise((resolve, reject) => {
    scryptNatively(password, salt, length, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
