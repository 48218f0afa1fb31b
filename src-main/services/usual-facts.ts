import { sampleExample, samplePath } from '../../shared/services/sample';
import type { ServiceFacts } from './service-facts';

const usual = {
  example: sampleExample,
  tls: true,
  keyAuthentication: true,
  allowedOrigins: [],
  hasApiKeys: false,
  held: [],
  isOn: false,
} satisfies Partial<ServiceFacts>;

/** What a service on this computer is before anything was chosen. */
export function usualHere(port: number): ServiceFacts {
  const target = 'this-computer';
  return { ...usual, name: target, target, model: { kind: 'sample' }, port, startsWithLatchkey: true };
}

/**
 * What a service on Azure Container Instances is before anything was chosen: port and path are those that most servers of models
 * have; which image it is, nobody knows.
 */
export const usualOnAzure: ServiceFacts = {
  ...usual,
  name: 'container-instances',
  target: 'container-instances',
  model: { kind: 'container', image: '', port: 5001, path: samplePath },
  port: 443,
  // It runs on without Latchkey.
  startsWithLatchkey: false,
};
