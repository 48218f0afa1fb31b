import { z } from 'zod';
import { problemSchema } from '../problem';
import { findingSchema } from './finding';

/** Lower-case hexadecimal SHA-256, 64 characters. */
const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/u);
/** ISO 8601 in UTC, to the second: `2027-03-14T09:26:53Z`. */
const instantSchema = z.string().regex(/^-?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u);

/** What the bytes of a file turned out to be: the content decides, never the extension. */
export const fileFormats = [
  'pem',
  'base64',
  'der-certificate',
  'der-private-key',
  'der-encrypted-private-key',
  'der-request',
  'der-public-key',
  'pkcs7',
  'pkcs12',
  'crl',
  'empty',
  'unknown',
  // Not ours, but recognised, so that the user can be told what it is.
  'java-keystore',
  'jceks-keystore',
  'bouncy-castle-keystore',
  'openssh-private-key',
  'openssh-public-key',
  'putty-key',
  'windows-pvk',
  'pgp',
  'json-web-key',
  'html',
  'zip',
  'gzip',
  'pdf',
  'image',
  'xml',
] as const;
export const fileFormatSchema = z.enum(fileFormats);
export type FileFormat = z.infer<typeof fileFormatSchema>;

export const publicKeySchema = z.strictObject({
  /** `RSA`, `EC`, `RSA-PSS`, `DSA`, `Ed25519`, `Ed448`, `X25519`, `X448`, `ML-DSA-65` …, else the dotted object identifier. */
  algorithm: z.string(),
  bits: z.number().int().optional(),
  /** `P-256`, `P-384`, `P-521`, `secp256k1`, `brainpoolP256r1` …, `explicit`, else the dotted object identifier. */
  curve: z.string().optional(),
  spkiSha256: sha256Schema,
});
export type PublicKey = z.infer<typeof publicKeySchema>;

export const certificateSummarySchema = z.strictObject({
  /** SHA-256 of the certificate's DER: the same certificate in two files is one certificate. */
  id: sha256Schema,
  /** What a person would call it: common name, else first host name, else organisation. */
  name: z.string(),
  issuerName: z.string(),
  /** DNS names, then IP addresses, of the subject alternative name; empty if there are none. */
  hostNames: z.array(z.string()),
  notBefore: instantSchema,
  notAfter: instantSchema,
  publicKey: publicKeySchema,
  isCertificateAuthority: z.boolean(),
  selfSigned: z.boolean(),
  /** Made by Latchkey, or below its development authority: shown with a badge wherever it appears. */
  developmentOnly: z.boolean(),
});
export type CertificateSummary = z.infer<typeof certificateSummarySchema>;

export const namedCertificateSchema = certificateSummarySchema
  .pick({ name: true, notAfter: true, developmentOnly: true })
  .extend({ sha256: sha256Schema });
/** A certificate as it is named where it is put to work: known also where the certificate itself is not at hand. */
export type NamedCertificate = z.infer<typeof namedCertificateSchema>;

/** Everything a certificate says, for the page one click further. All of it is public. */
export const certificateDetailsSchema = z.strictObject({
  id: sha256Schema,
  /** RFC 4514 strings. */
  subject: z.string(),
  issuer: z.string(),
  /** Lower-case hexadecimal, without leading zeros beyond the byte. */
  serialNumber: z.string(),
  version: z.number().int(),
  notBefore: instantSchema,
  notAfter: instantSchema,
  signatureAlgorithm: z.string(),
  publicKey: publicKeySchema,
  sha256: sha256Schema,
  sha1: z.string().regex(/^[0-9a-f]{40}$/u),
  extensions: z.array(z.strictObject({ oid: z.string(), name: z.string(), critical: z.boolean(), value: z.string() })),
  fileNames: z.array(z.string()),
});
export type CertificateDetails = z.infer<typeof certificateDetailsSchema>;

export const workshopFileSchema = z.strictObject({
  id: z.string(),
  /** Base name, as the user sees it; `pasted text` for the clipboard. */
  name: z.string(),
  /** `needs-password` also after a wrong one: then `problem` says so. */
  status: z.enum(['reading', 'needs-password', 'read', 'problem']),
  format: fileFormatSchema.optional(),
  certificates: z.number().int(),
  privateKeys: z.number().int(),
  requests: z.number().int(),
  problem: problemSchema.optional(),
});
/** One file the user gave, and what became of it. */
export type WorkshopFile = z.infer<typeof workshopFileSchema>;

export const bundleSchema = z.strictObject({
  /** The leaf's SHA-256. */
  id: sha256Schema,
  leaf: certificateSummarySchema,
  /** Leaf first, towards the root; contains what was found. */
  chain: z.array(
    z.strictObject({
      certificate: certificateSummarySchema,
      role: z.enum(['leaf', 'intermediate', 'root']),
      /** Where it came from: a file on the bench, the library, a file that was here before, or the issuer's address. */
      source: z.enum(['file', 'library', 'remembered', 'downloaded']),
      /** The file it is in, or the address it was downloaded from; empty for the others. */
      from: z.string(),
    }),
  ),
  /** Name of the issuer whose certificate is missing; absent when the chain reaches a self-signed certificate. */
  missingIssuer: z.string().optional(),
  /** Where the missing issuer says it can be downloaded (RFC 5280 section 4.2.2.1): http only, never asked unless the user says so. */
  missingIssuerAddress: z.string().optional(),
  /** Name of the public root, known to every client, that signed the last certificate; absent where the root is in the chain. */
  knownRoot: z.string().optional(),
  /** True when everything a server sends is there: no root needed where the last issuer is a known root. */
  chainComplete: z.boolean(),
  /** Where its private key is: in a file, or kept here since its request was made or since it was put into the library. */
  privateKey: z.strictObject({ source: z.enum(['file', 'request', 'library']), name: z.string() }).optional(),
  /** The host name that the user asked about, as typed; absent where none was. */
  hostName: z.string().optional(),
  findings: z.array(findingSchema),
  /** No finding blocks. */
  ready: z.boolean(),
  /** Proposed NAME of NAME.cert.pem and NAME.key.pem. */
  suggestedName: z.string(),
  /** Set where it is in the library: `in part` where its key or a certificate of its chain is here and not kept with it. */
  inLibrary: z.enum(['whole', 'in part']).optional(),
  /** True where a self-signed root above the leaf was found and could be included. */
  hasRoot: z.boolean(),
});
/** A certificate for a server, with all that was found for it: its key, its chain, what the checks say. */
export type Bundle = z.infer<typeof bundleSchema>;

export const workshopSchema = z.strictObject({
  files: z.array(workshopFileSchema),
  bundles: z.array(bundleSchema),
  /** Certificates that belong to no bundle's chain (an authority's certificate on its own). */
  otherCertificates: z.array(certificateSummarySchema.extend({ fileName: z.string() })),
  /** Private keys whose certificate is not here. */
  otherKeys: z.array(z.strictObject({ publicKey: publicKeySchema, fileName: z.string() })),
  requests: z.array(
    z.strictObject({
      name: z.string(),
      hostNames: z.array(z.string()),
      publicKey: publicKeySchema,
      fileName: z.string(),
      privateKeyFileName: z.string().optional(),
    }),
  ),
});
/** All that is on the workshop's bench. */
export type Workshop = z.infer<typeof workshopSchema>;

/** The forms a certificate can be saved in. */
export const outputFormats = [
  /** NAME.cert.pem (leaf and chain) and NAME.key.pem (PKCS#8, unencrypted): what Azure Container Instances and AKS want. */
  'pem-pair',
  /** NAME.pem: key, leaf and chain in one file, as Azure Key Vault imports it. Secret. */
  'pem-combined',
  /** NAME.pfx: AES-256 and SHA-256. Needs a password. */
  'pfx',
  /** NAME.pfx: triple DES and SHA-1, for Windows Server 2016 and older. Needs a password. */
  'pfx-legacy',
  /** NAME.cert.pem and NAME.encrypted-key.pem (PKCS#8 under AES-256). Needs a password. */
  'pem-encrypted-key',
  /** NAME.cer: the leaf alone, DER. */
  'der',
  /** NAME.p7b: leaf and chain, no key. */
  'p7b',
] as const;
export const outputFormatSchema = z.enum(outputFormats);
export type OutputFormat = z.infer<typeof outputFormatSchema>;

export const savedFileSchema = z.strictObject({
  /** Base name, such as `www.contoso.com.cert.pem`. */
  name: z.string(),
  kind: z.enum([
    'certificate',
    'private-key',
    'encrypted-private-key',
    'combined',
    'pfx',
    'p7b',
    'der',
    'request',
    'report',
  ]),
  /** Certificates in it, 0 for a key file. */
  certificates: z.number().int(),
});
export const savedFilesSchema = z.strictObject({ folder: z.string(), files: z.array(savedFileSchema) });
/** What was written, after it was read back and compared. */
export type SavedFiles = z.infer<typeof savedFilesSchema>;

/** The password of something that is about to be encrypted: it goes to main and never comes back. */
export const newPasswordSchema = z.string().min(1).max(1024);

const nothing = z.strictObject({});

export const certificateCalls = {
  /** What is on the bench now. */
  'certificates.workshop': { request: nothing, response: workshopSchema },
  /** Adds files and folders by path. The preload turns dropped files into paths: their bytes never pass the page. */
  'certificates.add': { request: z.strictObject({ paths: z.array(z.string()).max(10_000) }), response: nothing },
  /** Opens the system's file picker and adds what is chosen (nothing when cancelled). */
  'certificates.choose-files': { request: nothing, response: nothing },
  /** Adds the clipboard's text, read in main: a pasted key never passes the page. */
  'certificates.paste': { request: nothing, response: nothing },
  'certificates.unlock': {
    request: z.strictObject({ fileId: z.string(), password: z.string().max(4096) }),
    response: nothing,
  },
  /** Stops the reading of a file; it stays in the list as not read. */
  'certificates.stop-reading': { request: z.strictObject({ fileId: z.string() }), response: nothing },
  'certificates.remove': { request: z.strictObject({ fileId: z.string() }), response: nothing },
  'certificates.clear': { request: nothing, response: nothing },
  'certificates.details': {
    request: z.strictObject({ certificateId: sha256Schema }),
    response: certificateDetailsSchema,
  },
  /**
   * Writes a bundle in one of the formats into a folder that `app.choose-folder` answered.
   * Problem `file.exists` (facts: `names`) when a file exists and `replace` is false; nothing is written then.
   */
  'certificates.save': {
    request: z.strictObject({
      bundleId: sha256Schema,
      folder: z.string(),
      name: z.string().min(1).max(200),
      format: outputFormatSchema,
      /** For the formats that encrypt. */
      password: newPasswordSchema.optional(),
      includeRoot: z.boolean(),
      replace: z.boolean(),
    }),
    response: savedFilesSchema,
  },
  /** Checks a bundle for the host name the service will have; an empty one ends that. @throws `host-name.invalid` */
  'certificates.check-host-name': {
    request: z.strictObject({ bundleId: sha256Schema, hostName: z.string().max(300) }),
    response: nothing,
  },
  /** Downloads the missing issuer from the address that the bundle shows, and no other. Answers the issuer's name. */
  'certificates.download-issuer': {
    request: z.strictObject({ bundleId: sha256Schema, address: z.string().max(2048) }),
    response: z.strictObject({ name: z.string() }),
  },
  /** Puts chain and key into the library; where it is kept already, what is here takes the place of what was kept, and a key that isn't here stays. */
  'certificates.keep': {
    request: z.strictObject({ bundleId: sha256Schema }),
    response: z.strictObject({ libraryId: z.string() }),
  },
  /** How many certificates of authorities are remembered to complete chains with. */
  'certificates.remembered': { request: nothing, response: z.strictObject({ count: z.number().int() }) },
  'certificates.forget-remembered': { request: nothing, response: nothing },
  /** Copies the chain (certificates only, PEM, leaf first, no root) to the clipboard. */
  'certificates.copy-chain': {
    request: z.strictObject({ bundleId: sha256Schema }),
    response: z.strictObject({ certificates: z.number().int() }),
  },
} as const;

export const certificateEvents = {
  /** Sent whenever the bench changes, with all of it. */
  'certificates.changed': workshopSchema,
} as const;
