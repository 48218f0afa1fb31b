import type { Finding, FindingCode } from '../../shared/certificates/finding';

/** What a finding says and what to do, in one line for a terminal and for reports; the window says more. */
export function findingSentence({ code, facts }: Finding): string {
  return SENTENCES[code].replaceAll(/\{(\w+)\}/gu, (_, fact: string) => String(facts[fact] || '?'));
}

const SENTENCES: Readonly<Record<FindingCode, string>> = {
  'key-missing': 'The private key is not here. Add the file it is in.',
  'key-does-not-match':
    'The key in {fileName} ({key}) belongs to another certificate. Add the one made with the request.',
  'key-encrypted': '{fileName} waits for its password; the private key may be in it.',
  'key-other-format': 'The key in {fileName} is in a form that TLS servers do not read. Convert it to PEM.',
  'key-type-unsupported':
    'TLS servers on Azure do not serve {algorithm} keys. Have it issued for RSA 2048 or EC P-256.',
  'key-too-weak': 'The key of {name} is too short ({algorithm} {bits}). Have it issued for RSA 2048 or more.',
  'signature-too-weak': '{name} is signed with {algorithm}, which nobody trusts. Have it issued with SHA-256.',
  'host-name-not-covered': 'It is not for {hostName}; the nearest it is for: {names}. Have it issued for that name.',
  'no-host-names': 'It lists no host names. Have it issued with subject alternative names.',
  'common-name-ignored': 'Its common name, {commonName}, counts for nothing: only subject alternative names do.',
  expired: '{name} ended on {date}. Have it renewed.',
  'not-yet-valid': '{name} begins on {date}. Wait until then.',
  'ends-soon': '{name} ends on {date}. Have it renewed now.',
  'validity-too-long': 'It is valid for {days} days; browsers take {limit}. Have it issued for less.',
  'chain-incomplete': 'The certificate of {missing} is missing. Add it; it may be at {address}.',
  'chain-wrong-order': 'The certificates in {fileName} are in another order; they are put right.',
  'chain-strangers': 'Certificates in the same file that do not belong to it are left out: {names}.',
  'wrong-intermediate': '{name} has the name of the issuer, {issuer}, and did not sign it. Add the right one.',
  'cross-signed': 'Several chains are possible; the one through {name}, issued by {issuer}, was chosen.',
  'signature-invalid': 'The signature of {name} is not right: it was changed after it was made. Download it again.',
  'chain-signature-unverified': 'The signature of {name} could not be checked here.',
  'issuer-not-authority': '{name} may not sign certificates. Ask the authority for the right chain.',
  'path-too-long': 'There are more certificates below {name} than it allows. Ask the authority for the right chain.',
  'name-constraints': '{name} may not vouch for {hostName}. Ask for it from an authority that may.',
  'critical-extension-unknown':
    '{name} has a critical extension ({oid}) that clients do not know. Have it issued without.',
  'root-left-out': 'The root, {name}, is left out: clients have it.',
  'self-signed': 'It is self-signed: clients refuse it until they are told to trust it. For development only.',
  'private-authority': 'Its root, {name}, is not a public one: only devices that were given it connect.',
  'wrong-purpose': '{name} is not for TLS servers. Ask for a server certificate.',
  'wrong-key-usage': 'Its key may not sign ({usages}), which TLS needs. Have it issued with digital signature.',
  'authority-as-leaf': 'It is an authority\u2019s certificate. Use one that was issued for the server.',
  'several-leaves': 'There are {count} server certificates together: {names}. Each stands for itself.',
  'must-staple': 'Clients want a stapled OCSP answer with it (must-staple). Have it issued without.',
  'development-only': 'It was made by Latchkey for development only.',
};
