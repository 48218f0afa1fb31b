import type { Finding, FindingCode } from '../../shared/certificates/finding';

/** A finding in words for a terminal: what is, and the one thing to do about it. */
export interface FindingSentences {
  readonly what: string;
  /** Empty where there is nothing to do. */
  readonly fix: string;
}

/** What a finding says and what to do, on one line. */
export function findingSentence(finding: Finding): string {
  const { what, fix } = findingSentences(finding);
  return fix === '' ? what : `${what} ${fix}`;
}

/** The same in its two parts. */
export function findingSentences({ code, facts }: Finding): FindingSentences {
  const [what, fix] = SENTENCES[code];
  const texts: Finding['facts'] = { ...DEFAULTS, ...facts };
  const fill = (text: string): string => text.replaceAll(/\{(\w+)\}/gu, (_, fact: string) => factText(texts, fact));
  return { what: fill(what), fix: fill(fix) };
}

/** Dates are shown by their day; what depends on another fact is a sentence of its own. */
function factText(facts: Finding['facts'], fact: string): string {
  const text = String(facts[fact] ?? '');
  if (fact === 'date') return text.slice(0, 10);
  if (fact === 'because') return REASONS[text] ?? '';
  if (fact === 'nearest') return facts['names'] ? ` The nearest names it covers: ${String(facts['names'])}.` : '';
  if (fact === 'where') return facts['address'] ? ` It is offered at ${String(facts['address'])}.` : '';
  if (fact === 'renew')
    return facts['role'] === 'intermediate'
      ? "Get the authority's current one from its site, or have your certificate issued again."
      : 'Get the renewed certificate.';
  return text === '' ? '?' : text;
}

const DEFAULTS = { target: 'Azure', purposes: 'other uses', usages: 'nothing', fileName: 'the files' } as const;

const REASONS: Readonly<Record<string, string>> = {
  'wildcard-one-label': ' A wildcard stands for one label only.',
  'wildcard-not-itself': ' A wildcard does not cover the name below which it stands.',
  'common-name-only': ' It is the common name only, which clients ignore.',
};

const SENTENCES: Readonly<Record<FindingCode, readonly [what: string, fix: string]>> = {
  'key-missing': ['The private key is not here.', 'Name the file that holds it, too.'],
  'key-does-not-match': [
    '{fileName} holds a private key ({key}) that belongs to another certificate.',
    'Name the key ({expected}) that this certificate was requested with.',
  ],
  'key-encrypted': ['{fileName} may hold the private key and needs its password.', 'Give it with --password-file.'],
  'key-other-format': [
    '{fileName} may hold the private key, in a format that no TLS server reads: {kind}.',
    'Export it from there as PEM or PFX.',
  ],
  'key-type-unsupported': [
    'A service there can not be run with a key of this kind: {algorithm}.',
    'Ask for a certificate with an RSA key of 2048 bits or more.',
  ],
  'key-not-for-browsers': [
    'Chrome, Edge and other browsers made of Chromium do not accept this kind of key: {algorithm}.',
    'If web pages are to call the service, ask for a certificate with a key on P-256.',
  ],
  'key-too-weak': [
    'The key of {name} is too weak: {algorithm} {bits}.',
    'Ask for a certificate with an RSA key of 2048 bits or more.',
  ],
  'signature-too-weak': [
    'The signature on {name} can be forged: {algorithm}.',
    'Ask the authority to issue it again, signed with SHA-256.',
  ],
  'host-name-not-covered': [
    'It does not cover {hostName}.{because}{nearest}',
    'Use a host name that it covers, or ask for a certificate with this one.',
  ],
  'no-host-names': [
    'It has no subject alternative name, and clients look at nothing else.',
    'Ask for a certificate with the host name as subject alternative name.',
  ],
  'common-name-ignored': [
    'Clients ignore the common name {commonName}: it is not among the subject alternative names.',
    'If the service has this name, ask for a certificate with it as subject alternative name.',
  ],
  expired: ['{name} ended on {date}.', '{renew}'],
  'not-yet-valid': ['{name} begins on {date}.', "Wait for that day, or set this computer's clock."],
  'ends-soon': ['{name} ends on {date}.', '{renew}'],
  'validity-too-long': [
    'It is valid for {days} days; browsers take {limit} from a public authority.',
    'Ask the authority to issue it for less.',
  ],
  'chain-incomplete': [
    'The certificate of its issuer is missing: {missing}.{where}',
    "Name the file with the issuer's certificate, too.",
  ],
  'chain-wrong-order': ['{fileName} has the chain in another order; it is put right when written.', ''],
  'chain-strangers': ['{count} certificates do not belong to the chain ({names}); they are left out.', ''],
  'wrong-intermediate': [
    '{name} in {fileName} has the name of the issuer, {issuer}, but did not sign.',
    "Get the issuer's certificate that belongs to this one from the authority.",
  ],
  'cross-signed': ['Several chains lead to a root; the one by which {issuer} signed {name} is used.', ''],
  'signature-invalid': [
    'The signature of {issuer} on {name} is not right: it was changed or damaged.',
    'Get the certificate again from the authority.',
  ],
  'chain-signature-unverified': [
    'The signature on {name} is of a kind that can not be checked here.',
    'Make sure with openssl verify, or ask for a certificate signed with SHA-256.',
  ],
  'issuer-not-authority': [
    '{name} is in the chain and may not sign certificates.',
    'Ask who issued the certificate for the right chain.',
  ],
  'path-too-long': [
    '{name} allows {limit} authorities below it, and the chain has more.',
    'Ask the authority for a certificate of another of its issuers.',
  ],
  'name-constraints': [
    '{name} may not vouch for {hostName}.',
    'Ask for a certificate from an authority that may issue for this name.',
  ],
  'critical-extension-unknown': [
    '{name} has a critical extension that clients do not understand: {oid}.',
    'Ask the authority to issue it without that extension.',
  ],
  'root-left-out': ['The root {name} is left out: clients have it themselves.', ''],
  'self-signed': [
    'It is self-signed: clients refuse it until each is told to trust it.',
    'For a service that others use, ask an authority for a certificate.',
  ],
  'private-authority': [
    'Only devices that trust {name} accept it.',
    'Make sure that all clients do, or ask a public authority for a certificate.',
  ],
  'wrong-purpose': [
    '{name} is for {purposes}, not for servers.',
    'Ask for a certificate with the extended key usage "server authentication".',
  ],
  'wrong-key-usage': [
    'Its key may be used for {usages} only, and a TLS server has to sign.',
    'Ask for a certificate with the key usage "digital signature".',
  ],
  'authority-as-leaf': [
    "It is an authority's certificate, which some clients refuse from a server.",
    'Ask for a certificate for a server.',
  ],
  'several-leaves': ['{count} server certificates were given together ({names}); each is checked for itself.', ''],
  'must-staple': [
    'Clients want a stapled OCSP answer with it, which services on Azure do not send.',
    'Ask for a certificate without "must staple".',
  ],
  'development-only': [
    'It was made by Latchkey for development only.',
    'For a service that others use, ask an authority for a certificate.',
  ],
};
