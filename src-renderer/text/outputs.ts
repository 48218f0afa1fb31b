import type { OutputFormat } from '../../shared/certificates/contract';
import { developmentFileMark } from '../../shared/development/contract';

/** A form that a certificate can be saved in. */
export interface OutputWords {
  readonly label: string;
  readonly explains: string;
  /** Endings of the files, and what each is. */
  readonly files: readonly (readonly [ending: string, explains: string])[];
  readonly needsKey: boolean;
  readonly needsPassword: boolean;
}

const certificate = ['.cert.pem', 'the certificate and its chain. Not secret.'] as const;

/** The forms, in the order in which they are offered. */
export const outputWords = {
  'pem-pair': {
    label: 'PEM, two files',
    explains: 'What Azure Container Instances and Kubernetes want.',
    files: [certificate, ['.key.pem', 'the private key, unencrypted. Keep it like a password.']],
    needsKey: true,
    needsPassword: false,
  },
  'pem-combined': {
    label: 'PEM, one file',
    explains: 'Key and certificates together, as Azure Key Vault imports them.',
    files: [['.pem', 'private key, certificate and chain. Keep it like a password.']],
    needsKey: true,
    needsPassword: false,
  },
  pfx: {
    label: 'PFX',
    explains: 'For Windows, App Service and Application Gateway. AES-256.',
    files: [['.pfx', 'private key, certificate and chain, encrypted.']],
    needsKey: true,
    needsPassword: true,
  },
  'pfx-legacy': {
    label: 'PFX for old Windows',
    explains: 'For Windows Server 2016 and older, which cannot open the other. Its encryption is weaker: triple DES.',
    files: [['.pfx', 'private key, certificate and chain, encrypted.']],
    needsKey: true,
    needsPassword: true,
  },
  'pem-encrypted-key': {
    label: 'PEM with an encrypted key',
    explains: 'For keeping or sending. The key opens with a password.',
    files: [certificate, ['.encrypted-key.pem', 'the private key, encrypted.']],
    needsKey: true,
    needsPassword: true,
  },
  der: {
    label: 'DER',
    explains: 'The certificate alone, without chain and key, as some devices want it.',
    files: [['.cer', 'the certificate. Not secret.']],
    needsKey: false,
    needsPassword: false,
  },
  p7b: {
    label: 'P7B',
    explains: 'The certificate and its chain, without the key, for Windows and Java.',
    files: [['.p7b', 'the certificate and its chain. Not secret.']],
    needsKey: false,
    needsPassword: false,
  },
} as const satisfies Record<OutputFormat, OutputWords>;

/** What main calls the files: those of a development certificate say so. */
export function fileBase(name: string, developmentOnly: boolean): string {
  return developmentOnly && !name.includes(developmentFileMark) ? `${name}.${developmentFileMark}` : name;
}
