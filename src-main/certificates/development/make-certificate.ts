import { randomBytes } from 'node:crypto';
import { developmentUnit } from '../../../shared/development/contract';
import { derContext, derSequence, derSmall, derTime, derUnsigned } from '../asn1/der-writer';
import type { HostName } from '../host-names/host-name';
import type { Certificate, PrivateKey } from '../model';
import { readCertificate } from '../x509/certificate';
import {
  authorityKeyIdentifier,
  basicConstraints,
  explicitExtensions,
  KEY_USAGE,
  keyUsage,
  serverAuthentication,
  subjectAlternativeName,
  subjectKeyIdentifier,
  writeExtensions,
} from '../x509/write-extensions';
import { writeName } from '../x509/write-name';
import { spkiOf, writeSigned } from '../x509/write-signed';

const DAY = 86_400_000;
/** Clocks differ: a certificate that begins this very second is not valid yet on the next computer. */
const HEAD_START = 5 * 60_000;
const AUTHORITY_DAYS = 825;
const MOST_OF_A_COMMON_NAME = 64;

/** Who signs: the development authority, with its certificate and key. */
export interface Signer {
  readonly certificate: Certificate;
  readonly privateKey: PrivateKey;
}

/** Makes a certificate that says in its subject that it is for development only; it signs itself where no signer is given. */
export function makeDevelopmentCertificate(
  key: PrivateKey,
  options: { hostNames: readonly HostName[]; days: number; now: Date; signer?: Signer },
): Certificate {
  const { hostNames, days, now, signer } = options;
  const commonName = hostNames.find(({ ascii }) => ascii.length <= MOST_OF_A_COMMON_NAME)?.ascii;
  const subject = writeName({ department: developmentUnit, commonName });
  const encipherment = key.publicKey.algorithm === 'RSA' ? [KEY_USAGE.keyEncipherment] : [];
  // BoringSSL takes no certificate for self-signed that limits its key to other uses than signing certificates, and says
  // that its issuer is missing, even where it is trusted itself. To sign is not for a leaf to say.
  const usages = signer ? [keyUsage(KEY_USAGE.digitalSignature, ...encipherment)] : [];
  return write(key, {
    subject,
    days,
    now,
    signer,
    extensions: [basicConstraints(false), ...usages, serverAuthentication(), subjectAlternativeName(hostNames)],
  });
}

/** Makes the root of the development authority: it signs leaves and no other authority. */
export function makeDevelopmentAuthority(key: PrivateKey, options: { now: Date; computer: string }): Certificate {
  const name = `Latchkey development authority of ${options.computer}`;
  // By characters: half of a surrogate pair is no text.
  const commonName = Array.from(name).slice(0, MOST_OF_A_COMMON_NAME).join('');
  return write(key, {
    subject: writeName({ department: developmentUnit, commonName }),
    days: AUTHORITY_DAYS,
    now: options.now,
    signer: undefined,
    extensions: [basicConstraints(true), keyUsage(KEY_USAGE.keyCertSign, KEY_USAGE.crlSign)],
  });
}

interface Content {
  readonly subject: Uint8Array;
  readonly days: number;
  readonly now: Date;
  readonly signer: Signer | undefined;
  readonly extensions: readonly Uint8Array[];
}

/** A version 3 certificate (RFC 5280 section 4.1). */
function write(key: PrivateKey, { subject, days, now, signer, extensions }: Content): Certificate {
  const spki = spkiOf(key);
  const notBefore = new Date(now.getTime() - HEAD_START);
  // Nothing that it signed is valid for longer than the signer.
  const end = Math.min(now.getTime() + days * DAY, signer ? Date.parse(signer.certificate.notAfter) : Infinity);
  const validity = derSequence(derTime(notBefore), derTime(new Date(end)));
  const all = writeExtensions(
    ...extensions,
    subjectKeyIdentifier(spki),
    authorityKeyIdentifier(signer?.certificate.spki ?? spki),
  );
  const der = writeSigned(signer?.privateKey ?? key, (algorithm) =>
    derSequence(
      derContext(0, derSmall(2)),
      derUnsigned(serialNumber()),
      algorithm,
      signer?.certificate.subject.der ?? subject,
      validity,
      subject,
      spki,
      explicitExtensions(all),
    ),
  );
  return readCertificate(new Uint8Array(der));
}

/** Positive, at most 20 octets, and not to be guessed (RFC 5280 section 4.1.2.2). */
function serialNumber(): Uint8Array {
  const octets = randomBytes(16);
  octets[0] = ((octets[0] ?? 0) & 0x7f) | 0x40;
  return octets;
}
