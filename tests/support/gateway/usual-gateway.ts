import { readFileSync } from 'node:fs';
import { makeApiKey } from '../../../src-main/gateway/api-key';
import { type Gateway, gatewayDefaults } from '../../../src-main/gateway/gateway';
import type { CertificateFactory, MadeCertificate } from '../openssl';
import { freePort } from './ports';

/** Leaves TLS out of a description. */
export function withoutTls(gateway: Gateway): Gateway {
  const { tls: _tls, ...plain } = gateway;
  return plain;
}

/** A certificate for score.contoso.test by itself. */
export function makeTls(factory: CertificateFactory, name: string, algorithm: readonly string[] = P256) {
  const made = factory.make(name, {
    subject: '/CN=score.contoso.test',
    extensions: ['subjectAltName=DNS:score.contoso.test'],
    algorithm,
  });
  return asTls(made);
}

export const RSA2048 = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'];
export const P256 = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];

function asTls(made: MadeCertificate) {
  return { certificateChain: readFileSync(made.certificate, 'utf8'), privateKey: readFileSync(made.key, 'utf8') };
}

/** TLS for score.contoso.test, two API keys, a free port, and limits and timeouts that a test can wait for. */
export async function usualGateway(factory: CertificateFactory, modelPort: number): Promise<Gateway> {
  return {
    ...gatewayDefaults,
    hostNames: ['score.contoso.test'],
    tls: makeTls(factory, 'score'),
    apiKeys: { primary: makeApiKey(), secondary: makeApiKey() },
    model: { port: modelPort },
    port: await freePort(),
    limits: { ...gatewayDefaults.limits, bodyBytes: 1024 * 1024 },
    timeouts: { header: 1, body: 1, send: 1, keepAlive: 5, connect: 1, answer: 1 },
  };
}
