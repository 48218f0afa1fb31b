import { createCipheriv, createDecipheriv, getCiphers } from 'node:crypto';
import { aria } from './aria';
import type { BlockCipher } from './block-cipher';
import { blowfish } from './blowfish';
import { camellia } from './camellia';
import { cast5 } from './cast5';
import { chacha20 } from './chacha20';
import { idea } from './idea';
import { decryptInMode, expectWholeBlocks, isPadded, type Mode } from './modes';
import { rc2 } from './rc2';
import { rc4 } from './rc4';
import { seed } from './seed';
import { sm4 } from './sm4';

/** A cipher in a mode of operation; lengths in bytes, `ivLength` 0 where it has none. */
export interface Cipher {
  readonly name: string;
  readonly mode: Mode | 'stream';
  readonly keyLength: number;
  readonly ivLength: number;
  /** Undefined where the padding is broken, which as a rule means the wrong key. @throws {Asn1Error} for part of a block */
  decrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array | undefined;
}

/** The cipher with one of OpenSSL's names, such as `AES-128-CBC`, in upper case; undefined where it is none of ours. */
export function cipherNamed(name: string): Cipher | undefined {
  const stream = STREAMS.get(name);
  if (stream) return { name, mode: 'stream', ...stream };
  const [, familyName = '', mode = ''] = /^(.+)-([^-]+)$/u.exec(name) ?? [];
  const family = FAMILIES.get(familyName);
  if (!family || !isMode(mode)) return undefined;
  return {
    name,
    mode,
    keyLength: family.keyLength,
    ivLength: mode === 'ECB' ? 0 : family.blockLength,
    decrypt: (key, iv, data) => {
      const output = decryptNatively(family, mode, key, iv, data) ?? decryptInMode(mode, family.withKey(key), iv, data);
      return isPadded(mode) ? withoutPadding(output, family.blockLength) : output;
    },
  };
}

interface Family {
  readonly keyLength: number;
  readonly blockLength: 8 | 16;
  /** Node's name, for the families whose CBC every runtime has. */
  readonly native?: string;
  withKey(key: Uint8Array): BlockCipher;
}

type Stream = Pick<Cipher, 'keyLength' | 'ivLength' | 'decrypt'>;

const STREAMS: ReadonlyMap<string, Stream> = new Map([
  ['RC4', { keyLength: 16, ivLength: 0, decrypt: (key, _iv, data) => rc4(key, data) }],
  ['RC4-40', { keyLength: 5, ivLength: 0, decrypt: (key, _iv, data) => rc4(key, data) }],
  ['CHACHA20', { keyLength: 32, ivLength: 16, decrypt: chacha20 }],
]);

const FAMILIES: ReadonlyMap<string, Family> = new Map([
  ['AES-128', nativeFamily('aes-128', 16, 16)],
  ['AES-192', nativeFamily('aes-192', 24, 16)],
  ['AES-256', nativeFamily('aes-256', 32, 16)],
  ['DES', nativeFamily('des-ede3', 8, 8)],
  ['DES-EDE', nativeFamily('des-ede3', 16, 8)],
  ['DES-EDE3', nativeFamily('des-ede3', 24, 8)],
  ['RC2', { keyLength: 16, blockLength: 8, withKey: (key) => rc2(key, 128) }],
  ['RC2-64', { keyLength: 8, blockLength: 8, withKey: (key) => rc2(key, 64) }],
  ['RC2-40', { keyLength: 5, blockLength: 8, withKey: (key) => rc2(key, 40) }],
  ['BF', { keyLength: 16, blockLength: 8, withKey: blowfish }],
  ['CAST5', { keyLength: 16, blockLength: 8, withKey: cast5 }],
  ['IDEA', { keyLength: 16, blockLength: 8, withKey: idea }],
  ['SEED', { keyLength: 16, blockLength: 16, withKey: seed }],
  ['SM4', { keyLength: 16, blockLength: 16, withKey: sm4 }],
  ['CAMELLIA-128', { keyLength: 16, blockLength: 16, withKey: camellia }],
  ['CAMELLIA-192', { keyLength: 24, blockLength: 16, withKey: camellia }],
  ['CAMELLIA-256', { keyLength: 32, blockLength: 16, withKey: camellia }],
  ['ARIA-128', { keyLength: 16, blockLength: 16, withKey: aria }],
  ['ARIA-192', { keyLength: 24, blockLength: 16, withKey: aria }],
  ['ARIA-256', { keyLength: 32, blockLength: 16, withKey: aria }],
]);

const MODE_NAMES: ReadonlySet<string> = new Set<Mode>(['ECB', 'CBC', 'CFB', 'CFB1', 'CFB8', 'OFB', 'CTR']);

function isMode(name: string): name is Mode {
  return MODE_NAMES.has(name);
}

const NATIVE = new Set(getCiphers());

/** Undefined where the runtime lacks the cipher in this mode. */
function decryptNatively(
  { native, blockLength }: Family,
  mode: Mode,
  key: Uint8Array,
  iv: Uint8Array,
  data: Uint8Array,
): Uint8Array | undefined {
  const name = `${native}-${mode.toLowerCase()}`;
  if (native === undefined || mode === 'ECB' || !NATIVE.has(name)) return undefined;
  if (isPadded(mode)) expectWholeBlocks(data, blockLength);
  const decipher = createDecipheriv(name, fullKey(native, key), iv).setAutoPadding(false);
  return Buffer.concat([decipher.update(data), decipher.final()]);
}

/** A family that the runtime has; modes that it lacks are made from its single blocks. */
function nativeFamily(native: string, keyLength: number, blockLength: 8 | 16): Family {
  const ecb = native === 'des-ede3' ? native : `${native}-ecb`;
  const withKey = (key: Uint8Array): BlockCipher => {
    const full = fullKey(native, key);
    const encipher = createCipheriv(ecb, full, null).setAutoPadding(false);
    const decipher = createDecipheriv(ecb, full, null).setAutoPadding(false);
    return {
      blockLength,
      encrypt: (block) => block.set(encipher.update(block)),
      decrypt: (block) => block.set(decipher.update(block)),
    };
  };
  return { native, keyLength, blockLength, withKey };
}

/** DES and two-key triple DES are three-key triple DES with keys repeated; OpenSSL 3 has single DES no other way. */
function fullKey(native: string, key: Uint8Array): Uint8Array {
  return native === 'des-ede3' ? Uint8Array.from({ length: 24 }, (_, i) => key[i % key.length] ?? 0) : key;
}

/** Takes the padding of RFC 8018 section 6.1.1 off. */
function withoutPadding(data: Uint8Array, blockLength: number): Uint8Array | undefined {
  const length = data.at(-1) ?? 0;
  if (length === 0 || length > blockLength) return undefined;
  if (!data.subarray(data.length - length).every((octet) => octet === length)) return undefined;
  return data.subarray(0, data.length - length);
}
