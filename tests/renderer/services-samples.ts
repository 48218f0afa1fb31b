import type { Service, Services } from '../../shared/services/contract';
import { certificate } from './samples';

/** A service that runs on this computer, changed where a test needs it. */
export function service(change: Partial<Service> = {}): Service {
  return {
    id: '11111111-1111-4111-8111-111111111111',
    target: 'this-computer',
    hostName: 'score.contoso.com',
    certificate: {
      libraryId: '22222222-2222-4222-8222-222222222222',
      leaf: certificate('score.contoso.com', { hostNames: ['score.contoso.com'] }),
    },
    model: { kind: 'sample' },
    example: '{}',
    port: 8443,
    tls: true,
    keyAuthentication: true,
    allowedOrigins: [],
    keeping: 'keyring',
    hasApiKeys: true,
    complete: ['domain', 'certificate', 'deploy', 'dns'],
    deployed: '2026-11-20T09:00:00Z',
    running: { state: 'running' },
    startsWithLatchkey: false,
    url: 'https://score.contoso.com:8443/score',
    ...change,
  };
}

/** One that was begun, with these steps done. */
export function draft(change: Partial<Service> = {}): Service {
  const { hostName: _name, certificate: _certificate, deployed: _deployed, url: _url, ...rest } = service();
  return { ...rest, complete: [], hasApiKeys: false, running: { state: 'stopped' }, ...change };
}

/** All services, under a keyring. */
export function services(...all: readonly Service[]): Services {
  return { keeping: 'keyring', services: [...all] };
}
