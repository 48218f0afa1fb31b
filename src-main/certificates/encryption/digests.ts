import { createHmac, getHashes, hash as hashNatively } from 'node:crypto';
import { blake2b, blake2s } from '@noble/hashes/blake2.js';
import { sha512_224 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';
import { AppError } from '../../app-error';
import type { Element } from '../asn1/ber';
import { oidOf, sequenceOf } from '../asn1/values';
import { md4 } from './md4';
import { sm3 } from './sm3';
import { whirlpool } from './whirlpool';

/** A hash function; lengths in bytes. */
export interface Digest {
  /** OpenSSL's name, which is Node's where `native` says that the runtime has it. */
  readonly name: string;
  readonly native: boolean;
  readonly blockLength: number;
  readonly outputLength: number;
  hash(data: Uint8Array): Uint8Array;
}

/**
 * The digest with one of OpenSSL's names, in lower case.
 * @throws {TypeError} for a name that is not in the table: those of files go through `digestByOid`.
 */
export function digestNamed(name: string): Digest {
  const digest = DIGESTS.get(name);
  if (!digest) throw new TypeError(`no digest ${name}`);
  return digest;
}

/** The digest of an AlgorithmIdentifier. @throws {AppError} certificate.unsupported-encryption where it is none of ours. */
export function digestOf(algorithm: Element | undefined): Digest {
  return byOid(DIGEST_OIDS, oidOf(sequenceOf(algorithm)[0]));
}

/** The digest inside an AlgorithmIdentifier of HMAC (RFC 8018 B.1.2). @throws {AppError} certificate.unsupported-encryption */
export function digestOfHmac(algorithm: Element | undefined): Digest {
  return byOid(HMAC_OIDS, oidOf(sequenceOf(algorithm)[0]));
}

/** HMAC (RFC 2104). */
export function hmac(digest: Digest, key: Uint8Array, data: Uint8Array): Uint8Array {
  if (digest.native) return createHmac(digest.name, key).update(data).digest();
  const block = new Uint8Array(digest.blockLength);
  block.set(key.length > digest.blockLength ? digest.hash(key) : key);
  const inner = digest.hash(Buffer.concat([block.map((octet) => octet ^ 0x36), data]));
  return digest.hash(Buffer.concat([block.map((octet) => octet ^ 0x5c), inner]));
}

const NATIVE = new Set(getHashes());

/** Name, block length, output length, and the code for it where a runtime may lack it. */
type Row = readonly [name: string, block: number, output: number, hash?: (data: Uint8Array) => Uint8Array];

const ROWS: readonly Row[] = [
  ['md4', 64, 16, md4],
  ['md5', 64, 16],
  ['sha1', 64, 20],
  ['sha224', 64, 28],
  ['sha256', 64, 32],
  ['sha384', 128, 48],
  ['sha512', 128, 64],
  ['sha512-224', 128, 28, sha512_224],
  ['sha512-256', 128, 32],
  ['sha3-224', 144, 28, sha3_224],
  ['sha3-256', 136, 32, sha3_256],
  ['sha3-384', 104, 48, sha3_384],
  ['sha3-512', 72, 64, sha3_512],
  ['ripemd160', 64, 20],
  ['blake2b512', 128, 64, blake2b],
  ['blake2s256', 64, 32, blake2s],
  ['sm3', 64, 32, sm3],
  ['whirlpool', 64, 64, whirlpool],
];

const DIGESTS: ReadonlyMap<string, Digest> = new Map(
  ROWS.map(([name, blockLength, outputLength, hash]) => {
    const native = hash === undefined || NATIVE.has(name);
    return [name, { name, native, blockLength, outputLength, hash: native ? nativeHash(name) : hash }];
  }),
);

const DIGEST_OIDS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.4': 'md4',
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '2.16.840.1.101.3.4.2.5': 'sha512-224',
  '2.16.840.1.101.3.4.2.6': 'sha512-256',
  '2.16.840.1.101.3.4.2.7': 'sha3-224',
  '2.16.840.1.101.3.4.2.8': 'sha3-256',
  '2.16.840.1.101.3.4.2.9': 'sha3-384',
  '2.16.840.1.101.3.4.2.10': 'sha3-512',
  '1.3.36.3.2.1': 'ripemd160',
  '1.3.6.1.4.1.1722.12.2.1.16': 'blake2b512',
  '1.3.6.1.4.1.1722.12.2.2.8': 'blake2s256',
  '1.2.156.10197.1.401': 'sm3',
  '1.0.10118.3.0.55': 'whirlpool',
};

const HMAC_OIDS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.6': 'md5',
  '1.3.6.1.5.5.8.1.1': 'md5',
  '1.2.840.113549.2.7': 'sha1',
  '1.3.6.1.5.5.8.1.2': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
  '1.2.840.113549.2.12': 'sha512-224',
  '1.2.840.113549.2.13': 'sha512-256',
  '2.16.840.1.101.3.4.2.13': 'sha3-224',
  '2.16.840.1.101.3.4.2.14': 'sha3-256',
  '2.16.840.1.101.3.4.2.15': 'sha3-384',
  '2.16.840.1.101.3.4.2.16': 'sha3-512',
  '1.2.156.10197.1.401.3.1': 'sm3',
};

function byOid(table: Readonly<Record<string, string>>, oid: string): Digest {
  const name = Object.hasOwn(table, oid) ? table[oid] : undefined;
  if (name === undefined) throw new AppError('certificate.unsupported-encryption', { algorithm: oid });
  return digestNamed(name);
}

/** The one-shot form: in the loop of a key derivation it takes half the time of a hash object. */
function nativeHash(name: string): Digest['hash'] {
  return (data) => hashNatively(name, data, 'buffer');
}
