import type { Finding } from '../../../shared/certificates/finding';
import type { Chain } from '../chain/build-chain';
import type { Certificate } from '../model';
import { EXTENSION } from '../x509/extensions';
import { comparableName, displayName } from '../x509/names';
import { issuerAddressOf, policiesOf } from '../x509/usage';
import { isSignatureKnown, verifySignature } from '../x509/verify-signature';
import type { Checked, CheckOptions } from './checked';

/** What is against the chain (RFC 5280 section 6), and what was put right in it. */
export function checkChain(checked: Checked, options: CheckOptions): readonly Finding[] {
  const { chain, leafIsSelfSigned } = checked;
  return [
    ...chain.violations.map(({ code, facts }) => ({ code, level: 'blocks', facts: { ...facts } }) as const),
    ...unknownSignature(checked),
    ...selfSignature(checked),
    ...unfinished(checked),
    ...(leafIsSelfSigned
      ? [{ code: 'self-signed', level: 'warns', facts: {} } as const]
      : [...incomplete(checked), ...privateAuthority(checked)]),
    ...unverified(checked),
    ...crossSigned(checked),
    ...asGiven(checked),
    ...rootLeftOut(checked, options),
  ];
}

/** Where nobody can verify the last signature that was found, it doesn't matter who is missing. */
function unknownSignature({ chain }: Checked): readonly Finding[] {
  const last = lastUnknown(chain);
  if (!last) return [];
  const facts = { name: displayName(last.subject), algorithm: last.signatureAlgorithm };
  return [{ code: 'signature-algorithm-unknown', level: 'blocks', facts }];
}

function lastUnknown({ complete, certificates }: Chain): Certificate | undefined {
  const last = certificates.at(-1);
  return complete || !last || isSignatureKnown(last) ? undefined : last;
}

/** A certificate that names itself as its issuer, and whose own key did not sign it, was changed after it was made. */
function selfSignature({ leaf, leafIsSelfSigned, chain }: Checked): readonly Finding[] {
  const ownName = leaf.selfIssued && !leafIsSelfSigned && !chain.complete && !lastUnknown(chain);
  if (!ownName || verifySignature(leaf, leaf) !== 'invalid') return [];
  return [
    {
      code: 'signature-invalid',
      level: 'blocks',
      facts: { name: displayName(leaf.subject), issuer: displayName(leaf.issuer) },
    },
  ];
}

/** Many authorities of one name, and many certificates that each of them may have signed: nobody is known to be missing. */
function unfinished({ chain }: Checked): readonly Finding[] {
  const last = chain.certificates.at(-1);
  if (!chain.unfinished || !last) return [];
  return [{ code: 'chain-search-stopped', level: 'blocks', facts: { issuer: displayName(last.issuer) } }];
}

function incomplete({ leaf, chain, fileOf }: Checked): readonly Finding[] {
  const last = chain.certificates.at(-1);
  if (chain.complete || chain.unfinished || !last || lastUnknown(chain) || (leaf.selfIssued && last === leaf))
    return [];
  const { changed, impostor, otherRoot } = chain;
  if (changed) {
    const facts = { name: displayName(last.subject), issuer: displayName(last.issuer) };
    return [{ code: 'signature-invalid', level: 'blocks', facts }];
  }
  const level = isFromPublicAuthority(leaf) ? 'blocks' : 'warns';
  if (otherRoot) {
    const facts = { name: displayName(otherRoot.subject), fileName: fileOf(otherRoot) };
    return [{ code: 'wrong-root', level, facts }];
  }
  if (impostor) {
    const facts = { name: displayName(impostor.subject), issuer: displayName(last.issuer), fileName: fileOf(impostor) };
    return [{ code: 'wrong-intermediate', level: 'blocks', facts }];
  }
  if (chain.certificates.slice(0, -1).some(({ subject }) => comparableName(subject) === comparableName(last.issuer))) {
    const facts = { name: displayName(last.subject), issuer: displayName(last.issuer) };
    return [{ code: 'chain-circular', level, facts }];
  }
  const facts = { missing: displayName(last.issuer), address: issuerAddressOf(last) ?? '' };
  return [{ code: 'chain-incomplete', level, facts }];
}

/** CA/Browser Forum policies: domain, organisation, individual and extended validation. */
const PUBLIC_POLICY = /^2\.23\.140\.1\.(?:1$|2\.)/u;

/** Only public authorities issue these: then an intermediate is missing for certain, and not just a company's own root. */
function isFromPublicAuthority(leaf: Certificate): boolean {
  return (
    leaf.extensions.some(({ oid }) => oid === EXTENSION.transparencyTimestamps) ||
    policiesOf(leaf).some((policy) => PUBLIC_POLICY.test(policy))
  );
}

function privateAuthority({ chain }: Checked): readonly Finding[] {
  const root = chain.certificates.at(-1);
  if (!chain.complete || chain.isPublic || !root) return [];
  return [{ code: 'private-authority', level: 'warns', facts: { name: displayName(root.subject) } }];
}

function unverified({ chain }: Checked): readonly Finding[] {
  const name = chain.unverified && displayName(chain.unverified.subject);
  return name === undefined ? [] : [{ code: 'chain-signature-unverified', level: 'warns', facts: { name } }];
}

function crossSigned({ chain }: Checked): readonly Finding[] {
  if (!chain.crossSigned) return [];
  const { subject, issuer } = chain.crossSigned;
  return [{ code: 'cross-signed', level: 'notes', facts: { name: displayName(subject), issuer: displayName(issuer) } }];
}

/** The file as it was given, against the chain as it will be sent. */
function asGiven({ leaf, given, chain, leaves }: Checked): readonly Finding[] {
  if (given.certificates.length < 2) return [];
  const isOtherLeaf = ({ sha256 }: Certificate): boolean =>
    sha256 !== leaf.sha256 && leaves.some((other) => other.sha256 === sha256);
  // A file of several leaves is no one chain's, and has no order.
  if (given.certificates.some((certificate) => isOtherLeaf(certificate))) return [];
  const positions = chain.certificates
    .map((certificate) => given.certificates.findIndex(({ sha256 }) => sha256 === certificate.sha256))
    .filter((position) => position !== -1);
  const isSorted = positions.every((position, index) => index === 0 || position > (positions[index - 1] ?? -1));
  const related = new Set([...chain.related].map(({ sha256 }) => sha256));
  const strangers = given.certificates.filter(({ sha256 }) => !related.has(sha256));
  const names = strangers.slice(0, 3).map(({ subject }) => displayName(subject));
  return [
    ...(isSorted ? [] : [{ code: 'chain-wrong-order', level: 'notes', facts: { fileName: given.fileName } } as const]),
    ...(strangers.length === 0
      ? []
      : [
          {
            code: 'chain-strangers',
            level: 'notes',
            facts: { names: names.join(', '), count: strangers.length },
          } as const,
        ]),
  ];
}

function rootLeftOut({ chain, hasRoot }: Checked, { target }: CheckOptions): readonly Finding[] {
  const root = hasRoot ? chain.certificates.at(-1) : undefined;
  if (!root) return [];
  return [
    { code: 'root-left-out', level: 'notes', facts: { name: displayName(root.subject), ...(target && { target }) } },
  ];
}
