import { createHash } from 'node:crypto';
import type {
  Bundle,
  CertificateDetails,
  CertificateSummary,
  Workshop,
  WorkshopFile,
} from '../../shared/certificates/contract';

/** A stand-in for a fingerprint that is the same for the same words. */
export function fingerprint(words: string): string {
  return createHash('sha256').update(words).digest('hex');
}

/** A certificate's summary, changed where a test needs it. */
export function certificate(name: string, change: Partial<CertificateSummary> = {}): CertificateSummary {
  return {
    id: fingerprint(name),
    name,
    issuerName: 'Contoso Issuing CA 3',
    hostNames: [],
    notBefore: '2026-03-14T09:26:53Z',
    notAfter: '2099-03-14T09:26:53Z',
    publicKey: { algorithm: 'RSA', bits: 2048, spkiSha256: fingerprint(`key of ${name}`) },
    isCertificateAuthority: false,
    selfSigned: false,
    developmentOnly: false,
    ...change,
  };
}

/** A bundle that is ready: leaf, intermediate, root, key. */
export function bundle(change: Partial<Bundle> = {}): Bundle {
  const leaf = certificate('www.contoso.com', { hostNames: ['www.contoso.com', 'contoso.com'] });
  const authority = { isCertificateAuthority: true, issuerName: 'Contoso Root' };
  return {
    id: leaf.id,
    leaf,
    chain: [
      { certificate: leaf, role: 'leaf', source: 'file', from: 'server.pfx' },
      {
        certificate: certificate('Contoso Issuing CA 3', authority),
        role: 'intermediate',
        source: 'file',
        from: 'server.pfx',
      },
      {
        certificate: certificate('Contoso Root', { ...authority, selfSigned: true }),
        role: 'root',
        source: 'file',
        from: 'server.pfx',
      },
    ],
    chainComplete: true,
    privateKey: { source: 'file', name: 'server.pfx' },
    findings: [{ code: 'root-left-out', level: 'notes', facts: { name: 'Contoso Root' } }],
    ready: true,
    suggestedName: 'www.contoso.com',
    hasRoot: true,
    ...change,
  };
}

/** The same, without its key and its chain. */
export function blockedBundle(): Bundle {
  const { privateKey: _, ...rest } = bundle();
  return {
    ...rest,
    chain: rest.chain.slice(0, 1),
    chainComplete: false,
    missingIssuer: 'Contoso Issuing CA 3',
    hasRoot: false,
    ready: false,
    findings: [
      { code: 'key-missing', level: 'blocks', facts: {} },
      { code: 'chain-incomplete', level: 'blocks', facts: { missing: 'Contoso Issuing CA 3' } },
    ],
  };
}

/** A file on the bench. */
export function file(name: string, change: Partial<WorkshopFile> = {}): WorkshopFile {
  return { id: `id of ${name}`, name, status: 'read', certificates: 0, privateKeys: 0, requests: 0, ...change };
}

/** A bench with nothing on it but what is given. */
export function workshop(parts: Partial<Workshop> = {}): Workshop {
  return { files: [], bundles: [], otherCertificates: [], otherKeys: [], requests: [], ...parts };
}

/** The details of a certificate. */
export function details(id: string, change: Partial<CertificateDetails> = {}): CertificateDetails {
  return {
    id,
    subject: 'CN=www.contoso.com,O=Contoso',
    issuer: 'CN=Contoso Issuing CA 3',
    serialNumber: '0a3f5b',
    version: 3,
    notBefore: '2026-03-14T09:26:53Z',
    notAfter: '2099-03-14T09:26:53Z',
    signatureAlgorithm: 'SHA-256 with RSA',
    publicKey: { algorithm: 'RSA', bits: 2048, spkiSha256: fingerprint('key') },
    sha256: id,
    sha1: id.slice(0, 40),
    extensions: [{ oid: '2.5.29.15', name: 'Key usage', critical: true, value: 'Digital signature' }],
    fileNames: ['server.pfx'],
    ...change,
  };
}
