import type { OutputCredentials } from '../certificates/output/make-output';
import { certificatesToPem, toPem } from '../certificates/pem';
import { AppError } from '../app-error';
import { displayHostName } from '../certificates/host-names/host-name';
import { type ApiKeys, type Gateway, gatewayDefaults, type ModelHost } from '../gateway/gateway';
import type { Choices } from './service-facts';
import { servedChain } from './trust';

/** What a service's gateway is made of. SECURITY: secrets, but for the choices. */
export interface GatewayParts {
  readonly choices: Choices;
  /** Left out where TLS is off. */
  readonly credentials: OutputCredentials | undefined;
  readonly apiKeys: ApiKeys;
}

/**
 * The gateway of a service. Where the sample model listens is known when it runs: its port is 0 here, and the target puts it in.
 * SECURITY: holds the private key and the API keys. @throws {AppError} `service.not-complete`, `output.key-missing`
 */
export function describeGateway({ choices, credentials, apiKeys }: GatewayParts, now: Date): Gateway {
  const { hostName, model, tls, keyAuthentication, port, allowedOrigins } = choices;
  if (hostName === undefined) throw new AppError('service.not-complete', { missing: 'domain' });
  return {
    ...gatewayDefaults,
    // Only this computer reaches it, under a name that may be somebody's real one, or that of its other programs.
    ...(model.kind !== 'container' && { hstsMaxAge: 0 }),
    hostNames: [hostName],
    ...(tls && { tls: tlsOf(hostName, credentials, now) }),
    apiKeys,
    keyAuthentication,
    model: modelPlace(choices),
    port,
    allowedOrigins,
  };
}

function tlsOf(hostName: string, credentials: OutputCredentials | undefined, now: Date): NonNullable<Gateway['tls']> {
  if (!credentials) throw new AppError('service.not-complete', { missing: 'certificate' });
  const { chain, privateKey } = credentials;
  if (!privateKey) throw new AppError('output.key-missing', { name: displayHostName(hostName), format: 'pem-pair' });
  return {
    certificateChain: certificatesToPem(servedChain(chain, now).sent),
    privateKey: toPem('PRIVATE KEY', privateKey.pkcs8),
  };
}

function modelPlace({ model }: Choices): Gateway['model'] {
  if (model.kind === 'sample') return { host: '127.0.0.1', port: 0 };
  // In its group as in its pod, a container reaches the others by loopback.
  if (model.kind === 'container') return { host: '127.0.0.1', port: model.port };
  const { hostname, port } = new URL(model.address);
  const host: ModelHost = hostname === 'localhost' ? 'localhost' : '127.0.0.1';
  return { host, port: port === '' ? 80 : Number(port) };
}
