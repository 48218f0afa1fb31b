import { AppError } from '../../app-error';
import { Asn1Error, type Element } from '../asn1/ber';
import { integerBytesOf, octetsOf } from '../asn1/values';

/** The most rounds of one key derivation: OWASP asks for 600 000, the largest file met in the wild has five million. */
export const MAXIMUM_ITERATIONS = 10_000_000;

/** What may still be spent on trying the empty password on the parts of one file, for which nobody gave one; in rounds. */
export interface Guesses {
  rounds: number;
}

/** Up to here a key derivation takes well under half a second, so an empty password may be tried before asking for one. */
const CHEAP_ROUNDS = 100_000;

/** For one file, however many keys are in it: ten derivations of the dearest that are tried. */
export function createGuesses(): Guesses {
  return { rounds: 10 * CHEAP_ROUNDS };
}

/** Whether the empty password may be tried, in this many encodings, at this cost, which is spent then. */
export function mayGuess(guesses: Guesses, rounds: number, encodings = 1): boolean {
  if (rounds > CHEAP_ROUNDS || rounds * encodings > guesses.rounds) return false;
  guesses.rounds -= rounds * encodings;
  return true;
}

const MAXIMUM_SALT_LENGTH = 65_536;

/**
 * An iteration count.
 * @throws {AppError} certificate.too-many-iterations above `MAXIMUM_ITERATIONS`.
 * @throws {Asn1Error} for zero, negative numbers and other types.
 */
export function iterationsOf(element: Element | undefined): number {
  const octets = integerBytesOf(element);
  const negative = ((octets[0] ?? 0) & 0x80) !== 0;
  const iterations = Number(`0x${Buffer.from(octets).toString('hex')}`);
  if (negative || iterations === 0) throw new Asn1Error('no iterations');
  expectAffordable(iterations, MAXIMUM_ITERATIONS);
  return iterations;
}

/** @throws {AppError} certificate.too-many-iterations where a cost, in iterations of whatever kind, is above its limit. */
export function expectAffordable(iterations: number, limit: number): void {
  if (iterations <= limit) return;
  // A number of hundreds of digits is infinite here, and facts are finite.
  const facts = { iterations: Math.min(iterations, Number.MAX_SAFE_INTEGER), limit };
  throw new AppError('certificate.too-many-iterations', facts);
}

/** A salt. @throws {Asn1Error} for other types, and above 64 KiB, which no tool writes. */
export function saltOf(element: Element | undefined): Uint8Array {
  const salt = octetsOf(element);
  if (salt.length > MAXIMUM_SALT_LENGTH) throw new Asn1Error('salt too long');
  return salt;
}
