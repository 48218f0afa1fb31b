import type { Report } from './report';

/**
 * The report for other programs, as JSON. SECURITY: each part is named here, so that nothing comes along unseen; the target's
 * own settings stay out, because only the target knows what is in them.
 */
export function jsonReport({ made, order, warnings, deployment, proof }: Report): string {
  const { tls, keyAuthentication, certificate } = order;
  const service = { hostName: order.hostName, tls, keyAuthentication, certificate };
  const report = { format: 'latchkey-report', version: 1, made, service, warnings, deployment, proof };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
