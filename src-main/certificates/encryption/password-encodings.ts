/** One way in which tools turn a password into bytes. SECURITY: secret; `wipe` both when done. */
export interface PasswordEncoding {
  /** For PBES1, PBES2, PBMAC1 and Proc-Type: UTF-8, as RFC 8018 recommends. */
  readonly octets: Uint8Array;
  /** For PKCS#12's own derivation: UTF-16, big-endian, two zero octets at the end (RFC 7292 appendix B.1). */
  readonly bmp: Uint8Array;
}

/**
 * The ways in which a password may have been encoded, the likely one first: as typed, composed and decomposed
 * (macOS and Windows keyboards differ), and for characters beyond ASCII Latin-1 and the UTF-8 octets taken for
 * characters, as OpenSSL before 1.1 did. The empty password has one more: no octets at all, not even the two zeros.
 */
export function passwordEncodings(password: string): readonly PasswordEncoding[] {
  if (password === '') return [encodePassword(''), { octets: new Uint8Array(0), bmp: new Uint8Array(0) }];
  const spellings = new Set([password, password.normalize('NFC'), password.normalize('NFD')]);
  return [...[...spellings].map(encodePassword), ...oldEncodings(password)];
}

/** Overwrites secrets with zeros. Best effort: the engine may have moved copies, and strings cannot be wiped. */
export function wipe(...secrets: readonly Uint8Array[]): void {
  for (const secret of secrets) secret.fill(0);
}

/** Overwrites encodings with zeros. */
export function wipeEncodings(encodings: readonly PasswordEncoding[]): void {
  for (const { octets, bmp } of encodings) wipe(octets, bmp);
}

/** The usual encodings of a password: those that we write with. */
export function encodePassword(password: string): PasswordEncoding {
  return { octets: utf8(password), bmp: bmpOf(password) };
}

function oldEncodings(password: string): PasswordEncoding[] {
  if (/^[\0-\x7f]*$/u.test(password)) return [];
  const composed = password.normalize('NFC');
  const octetsAsCharacters = Buffer.from(password, 'utf8').toString('latin1');
  const old = [{ octets: utf8(password), bmp: bmpOf(octetsAsCharacters) }];
  if (/^[\0-\xff]*$/u.test(composed))
    old.unshift({ octets: own(Buffer.from(composed, 'latin1')), bmp: bmpOf(composed) });
  return old;
}

function bmpOf(text: string): Uint8Array {
  return own(Buffer.from(`${text}\0`, 'utf16le').swap16());
}

function utf8(text: string): Uint8Array {
  return own(Buffer.from(text, 'utf8'));
}

/** A copy outside Node's shared pool of small buffers; what stood in the pool is wiped. */
function own(pooled: Buffer): Uint8Array {
  const copy = new Uint8Array(pooled);
  pooled.fill(0);
  return copy;
}
