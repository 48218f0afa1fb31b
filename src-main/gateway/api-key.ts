import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** 43 of 62 letters hold log2(62) * 43 = 256.03 bits. */
const LENGTH = 43;

/**
 * An API key of 256 bits from the system's random source: 43 characters of [A-Za-z0-9], which no header, shell, URL or
 * regular expression reads as anything else.
 */
export function makeApiKey(): string {
  let key = '';
  while (key.length < LENGTH) for (const byte of randomBytes(64)) key += letterOf(byte);
  return key.slice(0, LENGTH);
}

/** Whether a gateway takes it as a key: nothing in it can end a string of nginx's configuration. */
export function isUsableApiKey(text: string): boolean {
  return /^[A-Za-z0-9]{32,128}$/u.test(text);
}

/** SECURITY: 256 is no multiple of 62, so octets from 248 on would make eight letters likelier than the rest: they are left out. */
function letterOf(byte: number): string {
  return byte < 248 ? (ALPHABET[byte % ALPHABET.length] ?? '') : '';
}
