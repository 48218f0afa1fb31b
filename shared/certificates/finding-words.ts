import { dateInWords } from '../dates';
import { fact, factAsNumber } from '../facts';
import type { Facts } from '../problem';
import { type Finding, type Target, targets } from './finding';

/** A finding in words: what is, why it matters, and the one thing to do about it. */
export interface FindingWords {
  readonly what: string;
  readonly why: string;
  /** Absent where there is nothing to do. */
  readonly fix?: string;
}

type Words = (facts: Facts, now: Date) => FindingWords;

/** Turns a finding's code and facts into sentences, which are true in the workshop, the wizard and a terminal alike. */
export function findingInWords(finding: Finding, now: Date): FindingWords {
  return words[finding.code](finding.facts, now);
}

const words = {
  'key-missing': () => ({
    what: 'The private key is not here.',
    why: 'A server proves with its private key that the certificate is its own. Without it the service cannot start.',
    fix: 'Add the .key or .pfx file that belongs to this certificate. It was made where the certificate was requested.',
  }),
  'key-not-opened': (facts) => ({
    what: `The private key is kept as ${fact(facts, 'name', 'an entry')}, and this computer’s keyring does not open it.`,
    why: 'The keyring is locked or missing, or it is that of another login. Without the private key the service cannot start.',
    fix: 'Sign in as before and start Latchkey again, or add the file with the private key.',
  }),
  'key-not-of-request': (facts) => ({
    what: `This certificate was not made from the request ${fact(facts, 'name', 'that waits')}.`,
    why: 'It is for another private key than the one that waits here with that request. Without its own key the service cannot start.',
    fix: 'Send the authority the request that waits here, or add the key file that belongs to this certificate.',
  }),
  'key-does-not-match': (facts) => ({
    what: `The key in ${fact(facts, 'fileName', 'the file')} belongs to another certificate.`,
    why: `It is ${withArticle(fact(facts, 'key', 'another'))} key. A server does not start with a key that is not the certificate’s own (${fact(facts, 'expected', 'not this one')}).`,
    fix: 'Add the key that was made together with the request for this certificate.',
  }),
  'key-encrypted': (facts) => ({
    what: `The private key may be in ${fact(facts, 'fileName', 'a file')}, which waits for its password.`,
    why: 'Without the private key the service cannot start.',
    fix: `Give the password of ${fact(facts, 'fileName', 'the file')}.`,
  }),
  'key-other-format': (facts) => ({
    what: `${fact(facts, 'fileName', 'The key file')} holds a key in a form that servers do not read.`,
    why: 'They read keys as PEM.',
    fix: 'Convert it to PEM or PFX, and add the result.',
  }),
  'key-type-unsupported': (facts) => ({
    what: `${servers(facts).name} does not accept ${withArticle(fact(facts, 'algorithm', 'this kind of'))} key.`,
    why: servers(facts).accepts,
    fix: 'Ask for the certificate to be issued again for an RSA key of 2048 bits.',
  }),
  'key-not-for-browsers': (facts) => ({
    what: `Some browsers do not accept ${withArticle(fact(facts, 'algorithm', 'this kind of'))} key.`,
    why: 'Chrome, Edge and others made of Chromium refuse the connection. Programs such as curl and Python take it.',
    fix: 'If web pages are to call the service, ask for the certificate to be issued again for a key on P-256.',
  }),
  'key-too-weak': (facts) => ({
    what: `The key of ${fact(facts, 'name', 'this certificate')} is too short: ${keyLength(facts)}.`,
    why: 'Clients refuse a connection that is protected by a key this short.',
    fix: 'Ask for the certificate to be issued again with keys that are long enough, its own and its authorities’: RSA of at least 2048 bits, or EC on P-256.',
  }),
  'signature-too-weak': (facts) => ({
    what: `${fact(facts, 'name', 'A certificate of the chain')} is signed with ${fact(facts, 'algorithm', 'an outdated algorithm')}.`,
    why: 'Such signatures can be forged, so clients do not trust them any more.',
    fix: 'Ask the certificate authority to issue the certificate again, signed with SHA-256.',
  }),
  'host-name-not-covered': (facts) => ({
    what: `This certificate is not for ${fact(facts, 'hostName', 'this host name')}.`,
    why: notCovered(facts),
    fix: `Use one of its own names for the service, or ask for a certificate for ${fact(facts, 'hostName', 'this name')}.`,
  }),
  'no-host-names': (facts) => ({
    what: 'This certificate lists no host names.',
    why: `Clients compare the address with that list only. ${commonName(facts)}`,
    fix: 'Ask for the certificate to be issued again with its host names as subject alternative names.',
  }),
  'common-name-ignored': (facts) => ({
    what: `The common name, ${fact(facts, 'commonName', '')}, is not among the host names.`,
    why: 'Clients ignore the common name: the certificate works for the listed host names only.',
  }),
  expired: (facts, now) => ({
    what: `${dated(facts)} ended on ${date(facts, now)}.`,
    ...(isAbove(facts)
      ? {
          why: 'Clients refuse the whole chain, even where your own certificate is still valid.',
          fix: isRoot(facts)
            ? newerRoot(facts)
            : `Download the current certificate of ${fact(facts, 'name', 'this authority')} from the certificate authority and add it. If there is none, ask for your certificate to be issued again.`,
        }
      : {
          why: 'Clients refuse a certificate after its last day.',
          fix:
            facts['role'] === 'development'
              ? 'Make a new one.'
              : 'Ask the certificate authority to renew it, then add the new files.',
        }),
  }),
  'not-yet-valid': (facts, now) => ({
    what: `${dated(facts)} begins on ${date(facts, now)}.`,
    why: 'Clients refuse a certificate before its first day.',
    fix: 'Wait for that day. If the date is wrong, check the clock of this computer.',
  }),
  'ends-soon': (facts, now) => ({
    what: `${dated(facts)} ends on ${date(facts, now)}.`,
    why: `From that day on clients refuse ${isAbove(facts) ? 'the whole chain' : 'it'}.`,
    fix: renewal(facts),
  }),
  'validity-too-long': (facts) => ({
    what: `This certificate is valid for ${factAsNumber(facts, 'days') ?? 'too many'} days.`,
    why: `Public authorities may issue at most ${factAsNumber(facts, 'limit') ?? 'fewer'} days now, and browsers refuse more.`,
    fix: 'Ask for it to be issued again for a shorter time.',
  }),
  'chain-incomplete': (facts) => ({
    what: `The certificate of ${fact(facts, 'missing', 'the issuer')} is missing.`,
    why: 'Clients that have not met this issuer before refuse the connection, even if your browser accepts it.',
    fix:
      fact(facts, 'address', '') === ''
        ? `Download the certificate of ${fact(facts, 'missing', 'the issuer')} from the certificate authority and add it.`
        : `Download it from ${fact(facts, 'address', '')} and add it.`,
  }),
  'chain-circular': (facts) => ({
    what: `The chain leads to no root: ${fact(facts, 'issuer', 'an authority')} signed ${fact(facts, 'name', 'another')} and is itself below it.`,
    why: 'Authorities that sign each other still need a root above one of them. Clients that have none of them refuse the connection.',
    fix: `Add the root above ${fact(facts, 'issuer', 'them')} or ${fact(facts, 'name', 'the other')}.`,
  }),
  'chain-search-stopped': (facts) => ({
    what: `There are too many certificates named ${fact(facts, 'issuer', 'like the issuer')} to find the one that signed.`,
    why: 'Each of them may have signed each of the others, and trying all of them would take too long.',
    fix: 'Add fewer files at once: the certificate, its private key and the chain that came with it.',
  }),
  'chain-wrong-order': (facts) => ({
    what: `The certificates in ${fact(facts, 'fileName', 'the file')} are not in order.`,
    why: 'Servers send them as they stand in the file. Latchkey puts them in order in what it writes.',
  }),
  'chain-strangers': (facts) => ({
    what: `Not everything in the file belongs to this certificate: ${fact(facts, 'names', 'some of it')}.`,
    why: 'What no chain needs is left out of what Latchkey writes.',
  }),
  'wrong-intermediate': (facts) => ({
    what: `${fact(facts, 'name', 'The intermediate certificate')} did not sign this certificate.`,
    why: `It has the right name and another key: the authority has several certificates of that name. Clients refuse the chain.`,
    fix: `Download the other certificate named ${fact(facts, 'issuer', 'like the issuer')} from the certificate authority and add it.`,
  }),
  'wrong-root': (facts) => ({
    what: `The root ${fact(facts, 'name', 'certificate')} in ${fact(facts, 'fileName', 'a file')} did not sign this chain.`,
    why: 'It has the right name and another key, as a renewed root has. Clients that have the root that signed accept the chain; those that have only this one refuse it.',
    fix: `Add the other root named ${fact(facts, 'name', 'like the issuer')}, or ask for certificates below this one.`,
  }),
  'cross-signed': (facts) => ({
    what:
      facts['name'] === facts['issuer']
        ? `Several chains lead to a root; the one that ends at ${fact(facts, 'name', 'the nearest')} itself was chosen.`
        : `Several chains lead to a root; the one over ${fact(facts, 'name', 'an intermediate')}, issued by ${fact(facts, 'issuer', 'another authority')}, was chosen.`,
    why: 'Authorities let others sign for them while their own root is new. A chain that is complete and valid was chosen.',
  }),
  'signature-invalid': (facts) => ({
    what: `The signature of ${fact(facts, 'name', 'a certificate')} is not right.`,
    why: 'The certificate was changed after it was issued, so every client refuses it.',
    fix: 'Download it from the certificate authority once more.',
  }),
  'signature-algorithm-unknown': (facts) => ({
    what: `The signature of ${fact(facts, 'name', 'a certificate')} is of an algorithm that clients do not know.`,
    why: `They refuse what they cannot verify (${fact(facts, 'algorithm', 'unnamed')}).`,
    fix: 'Download the certificate once more. If it is the same, ask for it to be issued again with a usual signature.',
  }),
  'chain-signature-unverified': (facts) => ({
    what: `Whether ${fact(facts, 'name', 'a certificate of the chain')} was signed by the next in the chain could not be checked.`,
    why: 'The names fit, but the signature uses an algorithm that Latchkey cannot verify.',
    fix: 'Compare the fingerprints of the two with those the certificate authority publishes.',
  }),
  'issuer-not-authority': (facts) => ({
    what: `${fact(facts, 'name', 'A certificate of the chain')} may not issue certificates.`,
    why: 'It signed another certificate without being an authority’s. Clients refuse such a chain.',
    fix: 'Ask whoever issued the certificate for the chain of a real authority.',
  }),
  'issuer-other-serial': (facts) => ({
    what: `${fact(facts, 'name', 'A certificate')} belongs to another certificate of ${fact(facts, 'issuer', 'its issuer')}.`,
    why: 'The key is the same, but it names a certificate with another serial number. Clients made with OpenSSL take no other.',
    fix: `Add the other certificate named ${fact(facts, 'issuer', 'like the issuer')}.`,
  }),
  'path-too-long': (facts) => ({
    what: `There are more authorities below ${fact(facts, 'name', 'an authority')} than it allows.`,
    why: `It allows ${factAsNumber(facts, 'limit') ?? 'fewer'}. Clients refuse a longer chain.`,
    fix: 'Ask the certificate authority for another chain.',
  }),
  'name-constraints': (facts) => ({
    what: `${fact(facts, 'name', 'An authority of the chain')} may not vouch for ${fact(facts, 'hostName', 'this name')}.`,
    why: 'Its own certificate limits the names it may issue for, and clients hold it to that.',
    fix: 'Ask for the certificate from an authority that may issue for this name.',
  }),
  'critical-extension-unknown': (facts) => ({
    what: `${fact(facts, 'name', 'A certificate')} has a critical extension that clients do not know or cannot read.`,
    why: `They must refuse what they do not understand (${fact(facts, 'oid', 'unnamed')}).`,
    fix: 'Ask for the certificate to be issued again without that extension.',
  }),
  'extension-repeated': (facts) => ({
    what: `${fact(facts, 'name', 'A certificate')} has an extension more than once: ${fact(facts, 'extension', 'unnamed')}.`,
    why: 'A certificate may have each of them once. Clients refuse it, since they cannot know which one counts.',
    fix: 'Ask for the certificate to be issued again with that extension once.',
  }),
  'extension-unreadable': (facts) => ({
    what: `${fact(facts, 'name', 'A certificate')} has an extension that cannot be read: ${fact(facts, 'extension', 'unnamed')}.`,
    why: 'It says what the certificate is good for. Clients refuse what they cannot read.',
    fix: 'Ask for the certificate to be issued again.',
  }),
  'root-left-out': (facts) => ({
    what: `The root certificate ${fact(facts, 'name', '')} will be left out.`.replace('  ', ' '),
    why: `${servers(facts).name} does not need it: clients have their own copy.`,
  }),
  'self-signed': () => ({
    what: 'This certificate is self-signed: for development only.',
    why: 'No authority stands behind it, so every client refuses it until it is told to trust it.',
    fix: 'For anything that others use, get a certificate from a certificate authority.',
  }),
  'private-authority': (facts) => ({
    what: `The root, ${fact(facts, 'name', 'at the end of the chain')}, is a company’s own.`,
    why: 'Only computers that were given this root connect; all others refuse.',
    fix: 'For users outside the company, get a certificate from a public certificate authority.',
  }),
  'wrong-purpose': (facts) => ({
    what: `${fact(facts, 'name', 'This certificate')} is not for servers.`,
    why: purposes(facts),
    fix:
      facts['role'] === 'root'
        ? 'Ask who runs the authority for a certificate below a root that is for servers.'
        : 'Ask the certificate authority for a server (TLS) certificate.',
  }),
  'wrong-key-usage': (facts) => ({
    what: 'The key of this certificate may not be used to sign.',
    why: `TLS needs that. What it may be used for: ${fact(facts, 'usages', 'nothing that is named')}.`,
    fix: 'Ask for the certificate to be issued again with the key usage “digital signature”.',
  }),
  'authority-as-leaf': () => ({
    what: 'This is an authority’s certificate, not a server’s.',
    why: 'Its key can issue certificates: whoever gets into the server could issue them for any name.',
    fix: 'Use a certificate that was issued for the server.',
  }),
  'several-leaves': (facts) => ({
    what: `The file holds ${factAsNumber(facts, 'count') ?? 'several'} certificates for servers: ${fact(facts, 'names', '')}.`,
    why: 'Each is checked and saved on its own.',
  }),
  'must-staple': () => ({
    what: 'This certificate asks for OCSP stapling (must-staple).',
    why: 'Some browsers refuse it where the server does not attach an OCSP answer, and the gateway does not.',
    fix: 'Ask for the certificate to be issued again without must-staple.',
  }),
  'development-only': () => ({
    what: 'Latchkey made this certificate for development only.',
    why: 'Nobody else trusts it, and it ends soon.',
    fix: 'For anything that others use, get a certificate from a certificate authority.',
  }),
} satisfies Record<Finding['code'], Words>;

/** What the three levels are called beside their icons. */
export const levelWords = { blocks: 'Blocks', warns: 'Warning', notes: 'Note' } as const satisfies Record<
  Finding['level'],
  string
>;

/** The certificate whose date it is; one that the user did not ask for is introduced. */
function dated(facts: Facts): string {
  const name = fact(facts, 'name', 'This certificate');
  return isAbove(facts) ? `${name}, which stands above your certificate,` : name;
}

function isAbove(facts: Facts): boolean {
  return facts['role'] === 'intermediate' || isRoot(facts);
}

function isRoot(facts: Facts): boolean {
  return facts['role'] === 'root';
}

/** Clients have their copies of a root from whoever runs it. */
function newerRoot(facts: Facts): string {
  return `Ask whoever runs ${fact(facts, 'name', 'this authority')} for its newer root, and add that in place of this one.`;
}

function renewal(facts: Facts): string {
  if (facts['role'] === 'development') return 'Make a new one.';
  if (isRoot(facts)) return newerRoot(facts);
  return isAbove(facts)
    ? `Look for a newer certificate of ${fact(facts, 'name', 'this authority')} at the certificate authority and add it.`
    : 'Ask for its renewal now, so that the new one is there in time.';
}

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

const onAzure = {
  name: 'Azure',
  accepts:
    'Services on Azure answer with RSA keys, or with EC keys on P-256, P-384 or P-521, and many clients know no others.',
} as const;

const serversOf: Readonly<Record<Target, { readonly name: string; readonly accepts: string }>> = {
  'this-computer': {
    name: 'The gateway on this computer',
    accepts: 'It answers with RSA keys, or with EC keys on P-256, P-384 or P-521, and many clients know no others.',
  },
  'container-instances': onAzure,
  kubernetes: onAzure,
  fpga: {
    name: 'Azure FPGA',
    accepts: 'Azure Machine Learning answers for those services, and is known to take RSA keys only.',
  },
};

/** Whose servers would not take a key, and which keys they take; Azure's in general where no target is chosen. */
function servers(facts: Facts): (typeof serversOf)[Target] {
  const target = targets.find((name) => name === facts['target']);
  return target === undefined ? onAzure : serversOf[target];
}

function withArticle(algorithm: string): string {
  return /^(?:[AEIOU]|RSA|ML|X)/u.test(algorithm) ? `an ${algorithm}` : `a ${algorithm}`;
}

const becauseWords: Readonly<Record<string, string>> = {
  'wildcard-one-label': 'A wildcard stands for one part of a name only, and this name has more parts in front.',
  'wildcard-not-itself': 'A wildcard stands for the names below it, and not for the name itself.',
  'wildcard-not-honoured':
    'It has a wildcard that clients do not honour: one stands for a whole label, below a domain of its own.',
  'ip-as-name': 'The address stands among the names, and clients look for it among the IP addresses.',
  'dot-at-end': 'Its name ends with a dot, and clients do not take it for this one.',
  'common-name-only': 'Its common name fits, but clients ignore the common name.',
};

function notCovered(facts: Facts): string {
  const names = fact(facts, 'names', '');
  const because = becauseWords[fact(facts, 'because', '')] ?? 'Clients refuse a certificate for other names.';
  return names === '' ? because : `${because} The nearest names it is for: ${names}.`;
}

function purposes(facts: Facts): string {
  const all = fact(facts, 'purposes', '');
  if (all.split(', ').includes('any purpose')) {
    return 'It is for any purpose, and does not name servers. Clients such as curl and Python refuse a server that shows it.';
  }
  const only = all === '' ? 'Its extended key usage leaves servers out.' : `It is for ${all} only.`;
  return `${only} Clients refuse ${facts['role'] === 'root' ? 'what is signed below it' : 'a server that shows it'}.`;
}
