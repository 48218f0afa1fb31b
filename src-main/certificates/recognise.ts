import type { FileFormat } from '../../shared/certificates/contract';

/** The first octets of formats that aren't ours. */
const SIGNATURES: readonly (readonly [FileFormat, string])[] = [
  ['java-keystore', 'feedfeed'],
  ['jceks-keystore', 'cececece'],
  ['windows-pvk', '1ef1b5b0'],
  ['zip', '504b0304'],
  ['zip', '504b0506'],
  ['gzip', '1f8b'],
  ['pdf', '25504446'],
  ['image', '89504e47'],
  ['image', 'ffd8ff'],
  ['image', '47494638'],
];

/** What a text starts with, or contains near its start, in formats that aren't ours. */
const TEXTS: readonly (readonly [FileFormat, RegExp])[] = [
  ['openssh-private-key', /-----BEGIN OPENSSH PRIVATE KEY-----/u],
  [
    'openssh-public-key',
    /^(?:---- BEGIN SSH2 PUBLIC KEY ----|(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\S+|sk-\S+) AAAA)/u,
  ],
  ['putty-key', /^PuTTY-User-Key-File-/u],
  ['pgp', /-----BEGIN PGP /u],
  ['html', /^(?:<!--[^]*?-->\s*)?<(?:!doctype html|html|head|body)\b/iu],
  ['xml', /^<\?xml\b/u],
  ['json-web-key', /^\{[^]{0,2000}"kty"\s*:/u],
];

/**
 * Names a binary file that isn't a certificate file but is known by its first octets; undefined otherwise.
 */
export function recogniseBinary(bytes: Uint8Array): FileFormat | undefined {
  const start = Buffer.from(bytes.subarray(0, 32)).toString('hex');
  const known = SIGNATURES.find(([, signature]) => start.startsWith(signature))?.[0];
  return known ?? (isBouncyCastleKeystore(bytes) ? 'bouncy-castle-keystore' : undefined);
}

/** Names a text that isn't a certificate file but is known by what it says; undefined otherwise. */
export function recogniseText(text: string): FileFormat | undefined {
  const start = text.slice(0, 4096).trimStart();
  return TEXTS.find(([, pattern]) => pattern.test(start))?.[0];
}

/** BKS and UBER have no signature: version 0 to 2, then the length of a 20-octet salt. */
function isBouncyCastleKeystore(bytes: Uint8Array): boolean {
  const [a, b, c, version = 255, d, e, f, saltLength] = bytes;
  return [a, b, c, d, e, f].every((octet) => octet === 0) && version <= 2 && saltLength === 20;
}
