import type { PublicKey } from '../../../shared/certificates/contract';
import type { Target } from '../../../shared/certificates/finding';

/**
 * What the TLS server of each target loads and its clients accept. The gateways are nginx with OpenSSL, which would serve
 * Ed25519 and RSA-PSS too, but no browser takes such a certificate; Azure Key Vault and Azure's front ends take neither.
 * This computer's gateway is the runtime's own server (BoringSSL): RSA and the three NIST curves.
 * FPGA services are fronted by Azure Machine Learning: its examples have RSA, and nothing says that it loads anything else.
 */
const SERVED: Readonly<Record<Target, ReadonlySet<string>>> = {
  'this-computer': new Set(['RSA', 'P-256', 'P-384', 'P-521']),
  'container-instances': new Set(['RSA', 'P-256', 'P-384', 'P-521']),
  kubernetes: new Set(['RSA', 'P-256', 'P-384', 'P-521']),
  fpga: new Set(['RSA']),
};

/** Used while no target is chosen: what the targets on Azure that most people use serve. */
const USUAL: Target = 'container-instances';

/** Whether a server of this target can be run with such a key. */
export function isServed({ algorithm, curve }: PublicKey, target: Target = USUAL): boolean {
  return SERVED[target].has(algorithm === 'EC' ? (curve ?? '') : algorithm);
}
