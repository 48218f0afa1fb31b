import type { OutputCredentials } from '../certificates/output/make-output';
import { certificatesToPem, toPem } from '../certificates/pem';
import { AppError } from '../app-error';
import { type ApiKeys, type Gateway, gatewayDefaults, type ModelHost } from '../gateway/gateway';
import type { ServiceFacts } from './service-facts';
import { servedChain } from './trust';

/** What a service's gateway is made of. SECURITY: secrets, but for the facts. */
export interface GatewayParts {
  readonly facts: ServiceFacts;
  /** Left out where TLS is off. */
  readonly credentials: OutputCredentials | undefined;
  readonly apiKeys: ApiKeys;
}

/**
 * The gateway of a service. Where the sample model listens is known when it runs: its port is 0 here, and the target puts it in.
 * SECURITY: holds the private key and the API keys. @throws {AppError} `service.not-complete`, `output.key-missing`
 */
export function describeGateway({ facts, credentials, apiKeys }: GatewayParts, now: Date): Gateway {
  if (facts.hostName === undefined) throw new AppError('service.not-complete', { missing: 'domain' });
  return {
    ...gatewayDefaults,
    hostNames: [facts.hostName],
    ...(facts.tls && { tls: tlsOf(facts, credentials, now) }),
    ...(facts.keyAuthentication && { apiKeys }),
    model: modelPlace(facts),
    port: facts.port,
    allowedOrigins: facts.allowedOrigins,
  };
}

function tlsOf(
  { name }: ServiceFacts,
  credentials: OutputCredentials | undefined,
  now: Date,
): NonNullable<Gateway['tls']> {
  if (!credentials) throw new AppError('service.not-complete', { missing: 'certificate' });
  const { chain, privateKey } = credentials;
  if (!privateKey) throw new AppError('output.key-missing', { name, format: 'pem-pair' });
  return {
    certificateChain: certificatesToPem(servedChain(chain, now).sent),
    privateKey: toPem('PRIVATE KEY', privateKey.pkcs8),
  };
}

function modelPlace({ model }: ServiceFacts): Gateway['model'] {
  if (model.kind === 'sample') return { host: '127.0.0.1', port: 0 };
  // In its group as in its pod, a container reaches the others by loopback.
  if (model.kind === 'container') return { host: '127.0.0.1', port: model.port };
  const { hostname, port } = new URL(model.address);
  const host: ModelHost = hostname === 'localhost' ? 'localhost' : '127.0.0.1';
  return { host, port: port === '' ? 80 : Number(port) };
}
