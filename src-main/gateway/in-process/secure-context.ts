import { constants, createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { AppError } from '../../app-error';
import type { GatewayTls } from '../gateway';
import { ciphers, curves } from '../tls-profile';

/**
 * How the runtime's TLS serves this certificate, tried once.
 * @throws {AppError} `gateway.certificate-unusable`: the two don't belong together, or are of a kind that it doesn't load.
 */
export function secureContextOptions({ certificateChain, privateKey }: GatewayTls): SecureContextOptions {
  const options: SecureContextOptions = {
    cert: certificateChain,
    key: privateKey,
    minVersion: 'TLSv1.2',
    ciphers,
    ecdhCurve: curves,
    honorCipherOrder: true,
    // A ticket's key would have to change daily to keep what was said secret from whoever takes it later.
    secureOptions: constants.SSL_OP_NO_TICKET,
  };
  try {
    // Node takes an empty text for no certificate, and would find out at the first handshake.
    if (!new X509Certificate(certificateChain).checkPrivateKey(createPrivateKey(privateKey)))
      throw new Error('not its key');
    createSecureContext(options);
  } catch (cause) {
    throw new AppError('gateway.certificate-unusable', {}, { cause });
  }
  return options;
}
