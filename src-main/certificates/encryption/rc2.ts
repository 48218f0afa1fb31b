import forge from 'node-forge/lib/forge.js';
import 'node-forge/lib/rc2.js';
import type { BlockCipher } from './block-cipher';

/**
 * RC2 with a key of 1 to 128 bytes, of which `effectiveBits` count (RFC 2268). node-forge does the work;
 * it is right for whole octets, and certificate files know only these three.
 */
export function rc2(key: Uint8Array, effectiveBits: 40 | 64 | 128): BlockCipher {
  // A buffer is used up by whoever reads it.
  const keyBuffer = (): forge.util.ByteBuffer => forge.util.createBuffer(Buffer.from(key).toString('latin1'));
  return {
    blockLength: 8,
    encrypt: oneBlock(forge.rc2.createEncryptionCipher(keyBuffer(), effectiveBits)),
    decrypt: oneBlock(forge.rc2.createDecryptionCipher(keyBuffer(), effectiveBits)),
  };
}

function oneBlock(cipher: forge.rc2.cipher): (block: Uint8Array) => void {
  return (block) => {
    // Without an initialisation vector it chains nothing: the modes are ours.
    cipher.start(null);
    cipher.update(forge.util.createBuffer(Buffer.from(block).toString('latin1')));
    block.set(Buffer.from(cipher.output.getBytes(8), 'latin1'));
  };
}
