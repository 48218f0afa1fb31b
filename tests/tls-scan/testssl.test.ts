import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Gateway } from '../../src-main/gateway/gateway';
import type { CertificateFactory } from '../support/openssl';
import type { Kind } from '../support/gateway/running';
import { useGateway } from '../support/gateway/use-gateway';
import { P256, RSA2048 } from '../support/gateway/usual-gateway';

/** A line of testssl.sh's report. */
interface Finding {
  readonly id: string;
  readonly severity: string;
  readonly finding: string;
}

/**
 * Protocols, categories of suites, forward secrecy, the server's preference and defaults, its header, and every vulnerability
 * that it knows. Left out, for a minute's sake: each of 370 suites by itself (the categories have them all), and which old
 * browsers could connect, which it only tells and does not judge.
 */
const CHECKS = ['-p', '-s', '-f', '-P', '-S', '-h', '-U'];

/** Ours to answer for is the gateway, so its certificate is one of a trusted authority that says where it revokes. */
function certified(gateway: Gateway, factory: CertificateFactory, algorithm: readonly string[]): Gateway {
  const root = factory.make('root', { subject: '/CN=Contoso Root', extensions: ['basicConstraints=critical,CA:TRUE'] });
  const leaf = factory.make('certified', {
    subject: '/CN=score.contoso.test',
    issuer: root,
    algorithm,
    extensions: ['subjectAltName=DNS:score.contoso.test', 'crlDistributionPoints=URI:http://ca.contoso.test/ca.crl'],
  });
  const [certificateChain, privateKey] = [leaf.certificate, leaf.key].map((path) => readFileSync(path, 'utf8'));
  return { ...gateway, tls: { certificateChain: certificateChain ?? '', privateKey: privateKey ?? '' } };
}

const scans: readonly (readonly [Kind, string, readonly string[]])[] = [
  ['nginx', 'RSA 2048', RSA2048],
  ['in-process', 'P-256', P256],
];

describe.each(scans)('testssl.sh at the gateway: %s with %s', (kind, _, algorithm) => {
  const scene = useGateway(kind, (gateway, factory) => certified(gateway, factory, algorithm));

  it('finds nothing that is worse than low', async () => {
    const report = scene.factory.path('testssl.json');
    const quietly = ['--quiet', '--warnings', 'batch', '--color', '0', '--nodns', 'none', '--ip', '127.0.0.1'];
    const target = ['--add-ca', scene.factory.path('root.crt'), '--jsonfile', report];
    await new Promise((resolve) => {
      const args = [...quietly, ...target, ...CHECKS, `score.contoso.test:${scene.running.port}`];
      execFile('testssl', args, { cwd: scene.factory.folder, maxBuffer: 16 * 1024 * 1024 }, resolve);
    });
    const findings = JSON.parse(readFileSync(report, 'utf8')) as Finding[];
    const said = (id: string) => findings.find((each) => each.id === id);
    // It looked: these are what it says of a server that it could speak to.
    expect(said('TLS1_2')).toMatchObject({ severity: 'OK' });
    expect(said('TLS1_3')).toMatchObject({ severity: 'OK' });
    expect(said('cert_chain_of_trust')).toMatchObject({ severity: 'OK' });
    expect(said('HSTS_time')).toMatchObject({ severity: 'OK' });
    expect(said('ROBOT')).toBeDefined();
    expect(findings.filter(({ severity }) => ['MEDIUM', 'HIGH', 'CRITICAL'].includes(severity))).toEqual([]);
  });
});
