import type { Bundle, CertificateSummary, Workshop } from '../../shared/certificates/contract';
import type { ArrangedFile } from './arranged-file';
import { type Chain, type ChainBuilder, createChainBuilder } from './chain/build-chain';
import { checkForAzure } from './check';
import type { Certificate, CertificateRequest } from './model';
import { commonName, displayName } from './x509/names';

/** What several files hold together: the workshop without the list of files. */
export type Arrangement = Omit<Workshop, 'files'>;

/**
 * Understands files together: which certificate is whose, where its private key is, which chain leads from it to its root,
 * and what the checks say. The order of the files doesn't matter but for the order of the answer.
 */
export function arrange(files: readonly ArrangedFile[], now: Date): Arrangement {
  const certificates = unique(files.flatMap((file) => file.certificates));
  const keyFiles = new Map(
    files.flatMap(({ name, publicKeys }) => publicKeys.map((key) => [key.spkiSha256, name] as const)).toReversed(),
  );
  const chains = createChainBuilder(certificates, now);
  const leaves = leavesOf(certificates, keyFiles);
  const bundles = leaves.map((leaf) => bundleOf(leaf, chains, keyFiles, now));
  const used = new Set(bundles.flatMap((bundle) => bundle.chain.map(({ certificate }) => certificate.id)));
  const certificateKeys = new Set(certificates.map(({ publicKey }) => publicKey.spkiSha256));
  return {
    bundles,
    otherCertificates: certificates
      .filter(({ sha256 }) => !used.has(sha256))
      .map((certificate) => ({
        ...summaryOf(certificate, chains),
        fileName:
          files.find((file) => file.certificates.some(({ sha256 }) => sha256 === certificate.sha256))?.name ?? '',
      })),
    otherKeys: otherKeysOf(files, certificateKeys),
    requests: files.flatMap((file) => file.requests.map((request) => requestOf(request, file.name, keyFiles))),
  };
}

/** A short description of a certificate, as the page shows it. */
export function summaryOf(certificate: Certificate, chains: ChainBuilder): CertificateSummary {
  const { subject, issuer, dnsNames, ipAddresses, sha256 } = certificate;
  return {
    id: sha256,
    name: commonName(subject) ?? dnsNames[0] ?? displayName(subject),
    issuerName: displayName(issuer),
    hostNames: [...dnsNames, ...ipAddresses],
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    publicKey: certificate.publicKey,
    isCertificateAuthority: certificate.isCertificateAuthority,
    selfSigned: chains.isSelfSigned(certificate),
  };
}

/** A leaf is a certificate that isn't an authority's, or one whose private key is here and that vouches for no other leaf. */
function leavesOf(certificates: readonly Certificate[], keyFiles: ReadonlyMap<string, string>): readonly Certificate[] {
  const plain = certificates.filter((certificate) => !certificate.isCertificateAuthority);
  if (plain.some(({ publicKey }) => keyFiles.has(publicKey.spkiSha256))) return plain;
  const authoritiesWithKey = certificates.filter(
    ({ isCertificateAuthority, publicKey }) => isCertificateAuthority && keyFiles.has(publicKey.spkiSha256),
  );
  return [...plain, ...authoritiesWithKey];
}

function bundleOf(leaf: Certificate, chains: ChainBuilder, keyFiles: ReadonlyMap<string, string>, now: Date): Bundle {
  const chain = chains.build(leaf);
  const last = chain.certificates.at(-1) ?? leaf;
  const hasRoot = chain.certificates.length > 1 && chains.isSelfSigned(last);
  const keyFile = keyFiles.get(leaf.publicKey.spkiSha256);
  const leafIsSelfSigned = chains.isSelfSigned(leaf);
  const findings = checkForAzure({ leaf, chain, hasRoot, leafIsSelfSigned, hasPrivateKey: keyFile !== undefined }, now);
  return {
    id: leaf.sha256,
    leaf: summaryOf(leaf, chains),
    chain: chain.certificates.map((certificate, index) => ({
      certificate: summaryOf(certificate, chains),
      role: index === 0 ? 'leaf' : hasRoot && certificate === last ? 'root' : 'intermediate',
    })),
    ...missingOrKnown(chain, last),
    chainComplete: chain.complete,
    ...(keyFile !== undefined && { privateKey: { fileName: keyFile } }),
    findings: [...findings],
    ready: findings.every(({ level }) => level !== 'blocks'),
    suggestedName: suggestedName(leaf),
    hasRoot,
  };
}

function missingOrKnown(
  { complete, knownRoot }: Chain,
  last: Certificate,
): Pick<Bundle, 'missingIssuer' | 'knownRoot'> {
  if (knownRoot) return { knownRoot: displayName(knownRoot.subject) };
  return complete ? {} : { missingIssuer: displayName(last.issuer) };
}

function suggestedName({ dnsNames, subject }: Certificate): string {
  const name = dnsNames[0] ?? commonName(subject) ?? '';
  const safe = name
    .replace(/^\*\./u, 'wildcard.')
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replaceAll(/^[.-]+|[.-]+$/gu, '');
  return safe.slice(0, 100) || 'certificate';
}

function requestOf(
  request: CertificateRequest,
  fileName: string,
  keyFiles: ReadonlyMap<string, string>,
): Workshop['requests'][number] {
  const privateKeyFileName = keyFiles.get(request.publicKey.spkiSha256);
  return {
    name: displayName(request.subject) || (request.dnsNames[0] ?? ''),
    hostNames: [...request.dnsNames],
    publicKey: request.publicKey,
    fileName,
    ...(privateKeyFileName !== undefined && { privateKeyFileName }),
  };
}

function otherKeysOf(files: readonly ArrangedFile[], certificateKeys: ReadonlySet<string>): Workshop['otherKeys'] {
  const keys = files.flatMap(({ name, publicKeys }) => publicKeys.map((publicKey) => ({ publicKey, fileName: name })));
  const first = new Map(keys.toReversed().map((key) => [key.publicKey.spkiSha256, key]));
  return [...first.values()].filter(({ publicKey }) => !certificateKeys.has(publicKey.spkiSha256)).toReversed();
}

function unique(certificates: readonly Certificate[]): readonly Certificate[] {
  return [...new Map(certificates.map((certificate) => [certificate.sha256, certificate])).values()];
}
