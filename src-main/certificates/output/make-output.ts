import type { OutputFormat } from '../../../shared/certificates/contract';
import { AppError } from '../../app-error';
import { developmentFileName, isDevelopmentOnly } from '../development/development-only';
import type { Certificate, PrivateKey } from '../model';
import { certificatesToPem, toPem } from '../pem';
import { displayName } from '../x509/names';
import type { OutputFile } from './output-file';

/** What is written. SECURITY: may hold a secret. */
export interface OutputCredentials {
  /** Leaf first, then each certificate's issuer; a root only where one was asked for. */
  readonly chain: readonly Certificate[];
  readonly privateKey: PrivateKey | undefined;
}

/** The forms without the private key. */
export const WITHOUT_KEY: ReadonlySet<OutputFormat> = new Set(['der', 'p7b']);

/** How it is written. */
export interface OutputOptions {
  /** What the files are called, without endings. */
  readonly name: string;
  readonly format: OutputFormat;
  /** For the formats that encrypt. */
  readonly password?: string;
}

type Make = (given: Given) => Promise<readonly OutputFile[]> | readonly OutputFile[];

interface Given {
  readonly name: string;
  readonly leaf: Certificate;
  readonly chain: readonly Certificate[];
  /** @throws {AppError} `output.key-missing` */
  readonly key: () => PrivateKey;
  /** @throws {AppError} `output.password-missing` */
  readonly password: () => string;
}

const FORMATS: Readonly<Record<OutputFormat, Make>> = {
  'pem-pair': ({ name, chain, key }) => [
    privateFile(`${name}.key.pem`, 'private-key', toPem('PRIVATE KEY', key().pkcs8)),
    certificateFile(name, chain),
  ],
  'pem-combined': ({ name, chain, key }) => [
    {
      ...privateFile(`${name}.pem`, 'combined', toPem('PRIVATE KEY', key().pkcs8) + certificatesToPem(chain)),
      certificates: chain.length,
    },
  ],
  pfx: (given) => pfx(given, 'modern'),
  'pfx-legacy': (given) => pfx(given, 'legacy'),
  'pem-encrypted-key': async ({ name, chain, key, password }) => {
    const { encryptPkcs8 } = await import('../private-key/encrypt-pkcs8');
    const encrypted = toPem('ENCRYPTED PRIVATE KEY', await encryptPkcs8(key().pkcs8, password()));
    return [privateFile(`${name}.encrypted-key.pem`, 'encrypted-private-key', encrypted), certificateFile(name, chain)];
  },
  der: ({ name, leaf }) => [{ name: `${name}.cer`, kind: 'der', certificates: 1, bytes: leaf.der, mode: 0o644 }],
  p7b: async ({ name, chain }) => {
    const { writePkcs7 } = await import('../write-pkcs7');
    const bytes = writePkcs7(chain.map(({ der }) => der));
    return [{ name: `${name}.p7b`, kind: 'p7b', certificates: chain.length, bytes, mode: 0o644 }];
  },
};

/**
 * Makes the bytes of the files that a format consists of, those with a private key first. Certificates and keys are never
 * re-encoded: a fingerprint stays what it was. Files of a development certificate say so in their names.
 * @throws {AppError} `output.key-missing`, `output.password-missing`
 */
export async function makeOutput(
  { chain, privateKey }: OutputCredentials,
  { name, format, password }: OutputOptions,
): Promise<readonly OutputFile[]> {
  const leaf = chain[0];
  if (!leaf) throw new AppError('certificate.gone');
  return FORMATS[format]({
    name: isDevelopmentOnly(leaf) ? developmentFileName(name) : name,
    leaf,
    chain,
    key: () => {
      if (!privateKey) throw new AppError('output.key-missing', { name, format });
      return privateKey;
    },
    password: () => {
      if (!password) throw new AppError('output.password-missing');
      return password;
    },
  });
}

async function pfx(
  { name, leaf, chain, key, password }: Given,
  strength: 'modern' | 'legacy',
): Promise<readonly OutputFile[]> {
  const { pkcs8 } = key();
  const { writePkcs12 } = await import('../pkcs12/write-pkcs12');
  const content = {
    certificates: chain.map(({ der }) => der),
    pkcs8,
    friendlyName: leaf.dnsNames[0] ?? displayName(leaf.subject),
  };
  const bytes = await writePkcs12(content, password(), strength);
  return [{ name: `${name}.pfx`, kind: 'pfx', certificates: chain.length, bytes, mode: 0o600 }];
}

/** The certificate and its chain as NAME.cert.pem. */
export function certificateFile(name: string, chain: readonly Certificate[]): OutputFile {
  const bytes = Buffer.from(certificatesToPem(chain));
  return { name: `${name}.cert.pem`, kind: 'certificate', certificates: chain.length, bytes, mode: 0o644 };
}

function privateFile(name: string, kind: OutputFile['kind'], text: string): OutputFile {
  return { name, kind, certificates: 0, bytes: Buffer.from(text), mode: 0o600 };
}
