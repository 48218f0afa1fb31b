import { createHash, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { Certificate, Request as VerifyRequest, Session } from 'electron';
import { throughNetworkChanges } from './network-changes';
import { stayOffline } from './offline';

/** A custom cloud's own authority, and the servers that it may vouch for. */
export interface OwnTrust {
  /** PEM. */
  readonly ca: string;
  /** Host names or addresses; a name stands for what is below it too. */
  readonly hosts: readonly string[];
}

type SessionFetch = (address: string, options: RequestInit) => Promise<Response>;

type AzureSession = Pick<
  Session,
  'fetch' | 'setCertificateVerifyProc' | 'setSpellCheckerEnabled' | 'setSpellCheckerLanguages'
>;

/**
 * Makes `fetch` for Azure: by the system's proxy settings, with the authorities that the system trusts and, for a custom cloud, its
 * own. Each trust has a session of its own in memory (Chromium remembers what was decided of a certificate as long as a session
 * lives), and none is the page's.
 */
export function createAzureNetwork(
  openSession: (partition: string) => AzureSession,
): (trust?: OwnTrust) => SessionFetch {
  const known = new Map<string, SessionFetch>();
  return (trust) => {
    const partition = partitionOf(trust);
    const fetch = known.get(partition) ?? openFetch(openSession(partition), trust);
    known.set(partition, fetch);
    return fetch;
  };
}

function openFetch(session: AzureSession, trust: OwnTrust | undefined): SessionFetch {
  stayOffline(session);
  const fetch = throughNetworkChanges((address, options) => session.fetch(address, options));
  if (!trust) return fetch;
  trustOwnAuthority(session, trust);
  return firstAlone(fetch);
}

/**
 * Lets the first request to a server go alone. Of several connections that are opened at once Chromium asks about the certificate
 * of some and refuses the rest; what it was told once it remembers for the session.
 */
function firstAlone(fetch: SessionFetch): SessionFetch {
  const met = new Set<string>();
  const first = new Map<string, Promise<void>>();
  return async (address, options) => {
    const { origin } = new URL(address);
    while (!met.has(origin) && first.has(origin)) await first.get(origin);
    options.signal?.throwIfAborted();
    if (met.has(origin)) return fetch(address, options);
    const answer = fetch(address, options);
    const meeting = answer.then(
      () => void met.add(origin),
      () => undefined,
    );
    first.set(
      origin,
      meeting.finally(() => first.delete(origin)),
    );
    return answer;
  };
}

function partitionOf(trust: OwnTrust | undefined): string {
  if (!trust) return 'azure';
  return `azure-${createHash('sha256')
    .update(JSON.stringify([trust.ca, trust.hosts]))
    .digest('hex')
    .slice(0, 16)}`;
}

/** `setCertificateVerifyProc`: as Chromium has decided, or trusted. */
const AS_DECIDED = -3;
const TRUSTED = 0;
const LONGEST_CHAIN = 8;

/**
 * Has a session, which is for Azure alone, believe a custom cloud's authority for that cloud's servers. Everything else stays as
 * Chromium decides it: the system's authorities, for every host.
 */
function trustOwnAuthority(session: Pick<Session, 'setCertificateVerifyProc'>, trust: OwnTrust): void {
  session.setCertificateVerifyProc((request, answer) => {
    answer(isVouchedFor(request, trust, new Date()) ? TRUSTED : AS_DECIDED);
  });
}

/**
 * Whether the authority vouches for this server, as RFC 5280 section 6 and RFC 6125 have it, as far as one authority without
 * constraints needs: the name, every signature, every date, and that issuers may issue.
 * SECURITY: this overrules Chromium, and only where all that Chromium misses is an authority that it knows.
 */
export function isVouchedFor(
  { hostname, verificationResult, certificate }: Pick<VerifyRequest, 'hostname' | 'verificationResult' | 'certificate'>,
  { ca, hosts }: OwnTrust,
  now: Date,
): boolean {
  if (verificationResult !== 'net::ERR_CERT_AUTHORITY_INVALID' || !hosts.some((host) => isWithin(hostname, host)))
    return false;
  try {
    const authority = new X509Certificate(ca);
    const [leaf, ...issuers] = chainOf(certificate);
    return (
      leaf !== undefined && isFor(leaf, hostname) && mayServe(leaf) && isIssuedBy([leaf, ...issuers], authority, now)
    );
  } catch {
    return false;
  }
}

function isWithin(hostname: string, host: string): boolean {
  return hostname === host || (isIP(host) === 0 && host !== '' && hostname.endsWith(`.${host}`));
}

/** As it was sent, leaf first; a root that points to itself ends it. */
function chainOf(certificate: Certificate): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  let next: Certificate | undefined = certificate;
  while (next && chain.length < LONGEST_CHAIN) {
    const read = new X509Certificate(next.data);
    if (chain.some(({ fingerprint256 }) => fingerprint256 === read.fingerprint256)) break;
    chain.push(read);
    next = next.issuerCert as Certificate | undefined;
  }
  return chain;
}

function isFor(leaf: X509Certificate, hostname: string): boolean {
  const name = hostname.replaceAll(/^\[|\]$/gu, '');
  return (isIP(name) > 0 ? leaf.checkIP(name) : leaf.checkHost(name, { subject: 'never' })) !== undefined;
}

/** `keyUsage` of Node.js is the extended one (RFC 5280 section 4.2.1.12): serverAuth, any, or not limited. */
function mayServe({ keyUsage }: X509Certificate): boolean {
  const usages = keyUsage as readonly string[] | undefined;
  return !usages || usages.includes('1.3.6.1.5.5.7.3.1') || usages.includes('2.5.29.37.0');
}

function isIssuedBy(chain: readonly X509Certificate[], authority: X509Certificate, now: Date): boolean {
  for (const [at, certificate] of chain.entries()) {
    if (!isCurrent(certificate, now)) return false;
    if (signed(authority, certificate)) return isCurrent(authority, now);
    const issuer = chain[at + 1];
    if (!issuer || !signed(issuer, certificate)) return false;
  }
  return false;
}

function signed(issuer: X509Certificate, certificate: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function isCurrent({ validFrom, validTo }: X509Certificate, now: Date): boolean {
  return Date.parse(validFrom) <= now.getTime() && now.getTime() <= Date.parse(validTo);
}
