import type { Bundle, CertificateSummary, Workshop } from '../../shared/certificates/contract';
import type { ArrangedFile, Bench, KeptChain, KnownCertificate } from './arranged-file';
import { type Chain, type ChainBuilder, createChainBuilder } from './chain/build-chain';
import { checkCertificate } from './checks/check';
import type { Given, KeyState } from './checks/checked';
import { developmentFileName, isDevelopmentOnly } from './development/development-only';
import { safeFileName } from './file-name';
import { displayHostName } from './host-names/host-name';
import { createKeyFinder, type KeyFinder } from './key-finder';
import type { Certificate, CertificateRequest } from './model';
import { commonName, displayName } from './x509/names';
import { issuerAddressOf } from './x509/usage';

/** What several files hold together: the workshop without the list of files. */
export type Arrangement = Omit<Workshop, 'files'>;

/** What every bundle is made with. */
interface Context {
  readonly bench: Bench;
  readonly chains: ChainBuilder;
  readonly keys: KeyFinder;
  readonly leaves: readonly Certificate[];
  readonly fileOf: ReadonlyMap<string, string>;
  readonly givenWith: ReadonlyMap<string, Given>;
  readonly known: ReadonlyMap<string, KnownCertificate>;
  readonly now: Date;
}

/**
 * Understands files together: which certificate is whose, where its private key is, which chain leads from it to its root,
 * and what the checks say. The order of the files doesn't matter but for the order of the answer.
 */
export function arrange(bench: Bench, now: Date): Arrangement {
  const { files } = bench;
  const certificates = unique(files.flatMap((file) => file.certificates));
  const known = new Map(bench.known.map((entry) => [entry.certificate.sha256, entry] as const).toReversed());
  const given = new Set(certificates.map(({ sha256 }) => sha256));
  const others = [...known.values()].map((entry) => entry.certificate).filter(({ sha256 }) => !given.has(sha256));
  const chains = createChainBuilder(certificates, now, others);
  const keys = createKeyFinder(bench, certificates);
  const leaves = leavesOf(certificates, keys, chains);
  const fileOf = new Map(
    files.flatMap(({ name, certificates: held }) => held.map(({ sha256 }) => [sha256, name] as const)).toReversed(),
  );
  const givenWith = givenTogether(files, leaves);
  const context: Context = { bench, chains, keys, leaves, fileOf, givenWith, known, now };
  const bundles = leaves.map((leaf) => bundleOf(leaf, context));
  const used = new Set(bundles.flatMap((bundle) => bundle.chain.map(({ certificate }) => certificate.id)));
  return {
    bundles,
    otherCertificates: certificates
      .filter(({ sha256 }) => !used.has(sha256))
      .map((certificate) => ({
        ...summaryOf(certificate, chains),
        fileName: fileOf.get(certificate.sha256) ?? '',
      })),
    otherKeys: keys.others(),
    requests: files.flatMap((file) => file.requests.map((request) => requestOf(request, file.name, keys))),
  };
}

/** A short description of a certificate, as the page shows it. */
export function summaryOf(certificate: Certificate, chains: Pick<ChainBuilder, 'isSelfSigned'>): CertificateSummary {
  const { subject, issuer, dnsNames, ipAddresses, sha256 } = certificate;
  return {
    id: sha256,
    name: commonName(subject) ?? dnsNames[0] ?? displayName(subject),
    issuerName: displayName(issuer),
    hostNames: [...dnsNames.map((name) => displayHostName(name)), ...ipAddresses],
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    publicKey: certificate.publicKey,
    isCertificateAuthority: certificate.isCertificateAuthority,
    selfSigned: chains.isSelfSigned(certificate),
    developmentOnly: isDevelopmentOnly(certificate),
  };
}

/** A leaf is a certificate that isn't an authority's, or one whose private key is here and that vouches for no other leaf. */
function leavesOf(certificates: readonly Certificate[], keys: KeyFinder, chains: ChainBuilder): readonly Certificate[] {
  const plain = certificates.filter((certificate) => !certificate.isCertificateAuthority);
  const withKey = certificates.filter((certificate) => certificate.isCertificateAuthority && keys.exists(certificate));
  if (withKey.length === 0) return plain;
  const vouching = new Set(
    [...plain, ...withKey].flatMap((leaf) => [...chains.build(leaf).related].filter((other) => other !== leaf)),
  );
  return [...plain, ...withKey.filter((certificate) => !vouching.has(certificate))];
}

function bundleOf(leaf: Certificate, context: Context): Bundle {
  const { bench, chains, keys, leaves, now } = context;
  const chain = chains.build(leaf);
  const last = chain.certificates.at(-1) ?? leaf;
  const hasRoot = chain.certificates.length > 1 && chains.isRoot(last);
  const found = keys.find(leaf);
  const key: KeyState = found ? { state: 'here' } : keys.whyNot(leaf, leaves);
  const hostName = bench.hostNames.get(leaf.sha256);
  const fileOf = (certificate: Certificate): string => context.fileOf.get(certificate.sha256) ?? '';
  const given = context.givenWith.get(leaf.sha256) ?? { fileName: '', certificates: [], leaves: [] };
  const leafIsSelfSigned = chains.isSelfSigned(leaf);
  const findings = checkCertificate(
    { leaf, chain, leafIsSelfSigned, hasRoot, key, given, leaves, fileOf },
    { now, ...(hostName !== undefined && { hostName }), ...(bench.target && { target: bench.target }) },
  );
  const kept = bench.library.get(leaf.sha256);
  return {
    id: leaf.sha256,
    leaf: summaryOf(leaf, chains),
    chain: chain.certificates.map((certificate, index) => ({
      certificate: summaryOf(certificate, chains),
      role: index === 0 ? 'leaf' : hasRoot && certificate === last ? 'root' : 'intermediate',
      ...sourceOf(certificate, context),
    })),
    ...missingOrKnown(chain, last),
    chainComplete: chain.complete,
    ...(found && { privateKey: found }),
    ...(hostName !== undefined && { hostName }),
    findings: [...findings],
    ready: findings.every(({ level }) => level !== 'blocks'),
    suggestedName: suggestedName(leaf),
    ...(kept && { inLibrary: isAllKept(kept, chain, key) ? 'whole' : 'in part' }),
    hasRoot,
  };
}

/** Nothing is here that the library lacks. */
function isAllKept(kept: KeptChain, { certificates }: Chain, key: KeyState): boolean {
  const inLibrary = new Set(kept.chain.map(({ sha256 }) => sha256));
  return (kept.hasKey || key.state !== 'here') && certificates.every(({ sha256 }) => inLibrary.has(sha256));
}

function sourceOf(
  { sha256 }: Certificate,
  { fileOf, known }: Context,
): Pick<Bundle['chain'][number], 'source' | 'from'> {
  const fileName = fileOf.get(sha256);
  if (fileName !== undefined) return { source: 'file', from: fileName };
  const { source, from } = known.get(sha256) ?? { source: 'remembered', from: '' };
  return { source, from };
}

/** What each certificate was given with, by the first file that holds it; once for all, since one file may hold thousands. */
function givenTogether(files: readonly ArrangedFile[], leaves: readonly Certificate[]): ReadonlyMap<string, Given> {
  const isLeaf = new Set(leaves.map(({ sha256 }) => sha256));
  const entries = files.flatMap((file) => {
    const certificates = unique(file.certificates);
    const among = certificates.filter(({ sha256 }) => isLeaf.has(sha256));
    const given: Given = { fileName: file.name, certificates, leaves: among };
    return certificates.map(({ sha256 }) => [sha256, given] as const);
  });
  return new Map(entries.toReversed());
}

function missingOrKnown(
  { complete, knownRoot }: Chain,
  last: Certificate,
): Pick<Bundle, 'missingIssuer' | 'missingIssuerAddress' | 'knownRoot'> {
  if (knownRoot) return { knownRoot: displayName(knownRoot.subject) };
  if (complete) return {};
  const address = issuerAddressOf(last);
  return { missingIssuer: displayName(last.issuer), ...(address !== undefined && { missingIssuerAddress: address }) };
}

function suggestedName(leaf: Certificate): string {
  const name = safeFileName(leaf.dnsNames[0] ?? leaf.ipAddresses[0] ?? commonName(leaf.subject) ?? '');
  return isDevelopmentOnly(leaf) ? developmentFileName(name) : name;
}

function requestOf(request: CertificateRequest, fileName: string, keys: KeyFinder): Workshop['requests'][number] {
  const key = keys.find(request);
  return {
    name: displayName(request.subject) || (request.dnsNames[0] ?? ''),
    hostNames: request.dnsNames.map((name) => displayHostName(name)),
    publicKey: request.publicKey,
    fileName,
    ...(key?.source === 'file' && { privateKeyFileName: key.name }),
  };
}

function unique(certificates: readonly Certificate[]): readonly Certificate[] {
  return [...new Map(certificates.map((certificate) => [certificate.sha256, certificate])).values()];
}
