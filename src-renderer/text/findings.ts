import type { Finding } from '../../shared/certificates/contract';
import type { Facts } from '../../shared/problem';
import { dateInWords } from './dates';
import { fact, factAsNumber } from './facts';

/** A finding in words: what is, why it matters, and the one thing to do about it. */
export interface FindingWords {
  readonly what: string;
  readonly why: string;
  /** Absent where there is nothing to do. */
  readonly fix?: string;
}

type Words = (facts: Facts, now: Date) => FindingWords;

/** Turns a finding's code and facts into sentences. */
export function findingInWords(finding: Finding, now: Date): FindingWords {
  return words[finding.code](finding.facts, now);
}

const words = {
  'key-missing': () => ({
    what: 'The private key is not here.',
    why: 'A server proves with its private key that the certificate is its own. Without it the service cannot start.',
    fix: 'Add the .key or .pfx file that belongs to this certificate. It was made where the certificate was requested.',
  }),
  'key-type-unsupported': (facts) => ({
    what: `Azure does not accept ${withArticle(fact(facts, 'algorithm', 'this kind of'))} key.`,
    why: 'Services on Azure answer with RSA or EC keys only, and many clients know no others.',
    fix: 'Ask for the certificate to be issued again for an RSA key of 2048 bits.',
  }),
  'key-too-weak': (facts) => ({
    what: `The key is too short: ${keyLength(facts)}.`,
    why: 'Clients refuse a connection that is protected by a key this short.',
    fix: 'Ask for the certificate to be issued again for an RSA key of at least 2048 bits.',
  }),
  'signature-too-weak': (facts) => ({
    what: `${fact(facts, 'name', 'A certificate of the chain')} is signed with ${fact(facts, 'algorithm', 'an outdated algorithm')}.`,
    why: 'Such signatures can be forged, so clients do not trust them any more.',
    fix: 'Ask the certificate authority to issue the certificate again, signed with SHA-256.',
  }),
  expired: (facts, now) => ({
    what: `${fact(facts, 'name', 'This certificate')} ended on ${date(facts, now)}.`,
    why: 'Clients refuse a certificate after its last day.',
    fix: 'Ask the certificate authority to renew it, then add the new files here.',
  }),
  'not-yet-valid': (facts, now) => ({
    what: `${fact(facts, 'name', 'This certificate')} begins on ${date(facts, now)}.`,
    why: 'Clients refuse a certificate before its first day.',
    fix: 'Wait for that day. If the date is wrong, check the clock of this computer.',
  }),
  'ends-soon': (facts, now) => ({
    what: `${fact(facts, 'name', 'This certificate')} ends on ${date(facts, now)}.`,
    why: 'From that day on clients refuse it.',
    fix: 'Ask for its renewal now, so that the new one is there in time.',
  }),
  'chain-incomplete': (facts) => ({
    what: `The certificate of ${fact(facts, 'missing', 'the issuer')} is missing.`,
    why: 'Clients that have not met this issuer before refuse the connection, even if your browser accepts it.',
    fix: `Download the certificate of ${fact(facts, 'missing', 'the issuer')} from the certificate authority and add it here.`,
  }),
  'chain-signature-unverified': (facts) => ({
    what: `Whether ${fact(facts, 'name', 'a certificate of the chain')} was signed by the next in the chain could not be checked.`,
    why: 'The names fit, but the signature uses an algorithm that Latchkey cannot verify.',
    fix: 'Compare the fingerprints under Details with those the certificate authority publishes.',
  }),
  'self-signed': () => ({
    what: 'This certificate is self-signed: for development only.',
    why: 'No authority stands behind it, so every client refuses it until it is told to trust it.',
    fix: 'For anything that others use, get a certificate from a certificate authority.',
  }),
  'no-host-names': (facts) => ({
    what: 'This certificate lists no host names.',
    why: `Clients compare the address with that list only. ${commonName(facts)}`,
    fix: 'Ask for the certificate to be issued again with its host names as subject alternative names.',
  }),
  'root-left-out': (facts) => ({
    what: `The root certificate ${fact(facts, 'name', '')} will be left out.`.replace('  ', ' '),
    why: 'Azure does not need it: clients have their own copy.',
  }),
} satisfies Record<Finding['code'], Words>;

/** What the three levels are called beside their icons. */
export const levelWords = { blocks: 'Blocks', warns: 'Warning', notes: 'Note' } as const satisfies Record<
  Finding['level'],
  string
>;

function date(facts: Facts, now: Date): string {
  const instant = fact(facts, 'date', '');
  return instant === '' ? 'a date that could not be read' : dateInWords(instant, now);
}

function keyLength(facts: Facts): string {
  const bits = factAsNumber(facts, 'bits');
  const algorithm = fact(facts, 'algorithm', 'RSA');
  return bits === undefined ? algorithm : `${algorithm} with ${bits} bits`;
}

function commonName(facts: Facts): string {
  const name = fact(facts, 'commonName', '');
  return name === '' ? 'No client can connect by name.' : `They ignore the common name, ${name}.`;
}

function withArticle(algorithm: string): string {
  return /^(?:[AEIOU]|RSA|ML|X)/u.test(algorithm) ? `an ${algorithm}` : `a ${algorithm}`;
}
