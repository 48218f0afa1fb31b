import type { PublicKey } from '../../../shared/certificates/contract';
import type { Finding } from '../../../shared/certificates/finding';
import { displayName } from '../x509/names';
import { isKeyWeak } from '../x509/key-strength';
import { isSignatureWeak } from '../x509/weak-signature';
import type { Checked, CheckOptions } from './checked';
import { judged, sent } from './judged';
import { isServed } from './targets';

/** What is against the private key and the strength of keys and signatures. */
export function checkKeys(checked: Checked, options: CheckOptions): readonly Finding[] {
  return [...keyIsHere(checked), ...keyType(checked, options), ...weakKeys(checked, options), ...signatures(checked)];
}

/** A key's kind and size, such as `RSA 2048` or `EC P-256`. */
export function keyName({ algorithm, bits, curve }: PublicKey): string {
  return [algorithm, curve ?? bits].filter((part) => part !== undefined).join(' ');
}

function keyIsHere({ key, leaf }: Checked): readonly Finding[] {
  const blocks = (code: Finding['code'], facts: Finding['facts']): readonly Finding[] => [
    { code, level: 'blocks', facts },
  ];
  switch (key.state) {
    case 'here':
      return [];
    case 'missing':
      return blocks('key-missing', {});
    case 'not-opened':
      return blocks('key-not-opened', { name: key.name });
    case 'not-of-request':
      return blocks('key-not-of-request', { name: key.name });
    case 'encrypted':
      return blocks('key-encrypted', { fileName: key.fileName });
    case 'other-format':
      return blocks('key-other-format', { fileName: key.fileName, kind: key.kind });
    case 'other':
      return blocks('key-does-not-match', {
        fileName: key.fileName,
        key: keyName(key.publicKey),
        expected: keyName(leaf.publicKey),
      });
  }
}

function keyType({ leaf }: Checked, { target }: CheckOptions): readonly Finding[] {
  const { algorithm: kind, curve = '' } = leaf.publicKey;
  const algorithm = [kind, curve].filter(Boolean).join(' ');
  if (!isServed(leaf.publicKey, target)) {
    return [{ code: 'key-type-unsupported', level: 'blocks', facts: { algorithm, target: target ?? '' } }];
  }
  // BoringSSL offers no signature of this curve unless it is told to.
  return curve === 'P-521' ? [{ code: 'key-not-for-browsers', level: 'warns', facts: { algorithm } }] : [];
}

function weakKeys(checked: Checked, { target }: CheckOptions): readonly Finding[] {
  return judged(checked)
    .filter(isKeyWeak)
    .filter((certificate) => certificate !== checked.leaf || isServed(certificate.publicKey, target))
    .map(({ publicKey: { algorithm, curve, bits }, subject }) => ({
      code: 'key-too-weak',
      level: 'blocks',
      facts: {
        algorithm: curve ? `${algorithm} ${curve}` : algorithm,
        ...(bits && { bits }),
        name: displayName(subject),
      },
    }));
}

/** The same level refuses SHA-1 and MD5 in every certificate that a server sends, except where it is self-signed. */
function signatures(checked: Checked): readonly Finding[] {
  if (checked.leafIsSelfSigned) return [];
  const weak = sent(checked).find(isSignatureWeak);
  if (!weak) return [];
  const facts = { algorithm: weak.signatureAlgorithm, name: displayName(weak.subject) };
  return [{ code: 'signature-too-weak', level: 'blocks', facts }];
}
