import type { PublicKey } from '../../../shared/certificates/contract';
import { readElement } from '../asn1/ber';
import { describePublicKey } from '../x509/public-key';
import { readPrivateKeyInfo } from './private-key-info';
import { publicKeyOf } from './public-half';

/**
 * Describes the public half of an unencrypted PKCS#8 key without asking the runtime to load it,
 * because BoringSSL loads neither RSA-PSS nor secp256k1, brainpool, Ed448 or post-quantum keys.
 * @throws {Asn1Error} where it is malformed. @throws {AppError} `certificate.unsupported-key` for an algorithm not known here.
 */
export async function describePrivateKey(pkcs8: Uint8Array): Promise<PublicKey> {
  const spki = await publicKeyOf(readPrivateKeyInfo(pkcs8));
  return describePublicKey(readElement(spki));
}
