import { createHash } from 'node:crypto';
import { TAG, readElement } from '../asn1/ber';
import {
  DER_TRUE,
  der,
  derContext,
  derImplicit,
  derOctetString,
  derOid,
  derSequence,
  derSmall,
} from '../asn1/der-writer';
import { bitStringOf, sequenceOf } from '../asn1/values';
import type { HostName } from '../host-names/host-name';
import { ipAddressOctets } from '../host-names/ip-address';

/** Encodes the Extensions sequence of ones that are encoded already. */
export function writeExtensions(...extensions: readonly Uint8Array[]): Buffer {
  return derSequence(...extensions);
}

/** RFC 5280 section 4.2.1.6. */
export function subjectAlternativeName(names: readonly HostName[]): Buffer {
  const encoded = names.map(({ kind, ascii }) =>
    kind === 'ip' ? derImplicit(7, ipAddressOctets(ascii)) : derImplicit(2, Buffer.from(ascii, 'latin1')),
  );
  return extension('2.5.29.17', false, derSequence(...encoded));
}

/** RFC 5280 section 4.2.1.9: an authority that signs leaves and no other authority, or no authority. */
export function basicConstraints(isAuthority: boolean): Buffer {
  return extension('2.5.29.19', true, isAuthority ? derSequence(DER_TRUE, derSmall(0)) : derSequence());
}

/** The bits of key usage (RFC 5280 section 4.2.1.3). */
export const KEY_USAGE = { digitalSignature: 0, keyEncipherment: 2, keyCertSign: 5, crlSign: 6 } as const;

/** Encodes key usage, trailing zero bits left out as DER wants it. */
export function keyUsage(...bits: readonly number[]): Buffer {
  const octet = bits.reduce((sum, bit) => sum | (0x80 >> bit), 0);
  const unused = 7 - Math.max(...bits);
  return extension('2.5.29.15', true, der(TAG.BIT_STRING, Buffer.of(unused, octet)));
}

/** Extended key usage: server authentication (RFC 5280 section 4.2.1.12). */
export function serverAuthentication(): Buffer {
  return extension('2.5.29.37', false, derSequence(derOid('1.3.6.1.5.5.7.3.1')));
}

/** RFC 5280 section 4.2.1.2, method 1. */
export function subjectKeyIdentifier(spki: Uint8Array): Buffer {
  return extension('2.5.29.14', false, derOctetString(keyIdentifier(spki)));
}

/** RFC 5280 section 4.2.1.1, by the issuer's key. */
export function authorityKeyIdentifier(issuerSpki: Uint8Array): Buffer {
  return extension('2.5.29.35', false, derSequence(derImplicit(0, keyIdentifier(issuerSpki))));
}

/** The `[3] EXPLICIT` in which a certificate carries its extensions. */
export function explicitExtensions(extensions: Uint8Array): Buffer {
  return derContext(3, extensions);
}

function extension(oid: string, critical: boolean, value: Uint8Array): Buffer {
  return derSequence(derOid(oid), ...(critical ? [DER_TRUE] : []), derOctetString(value));
}

function keyIdentifier(spki: Uint8Array): Buffer {
  const [, key] = sequenceOf(readElement(spki));
  return createHash('sha1').update(bitStringOf(key)).digest();
}
