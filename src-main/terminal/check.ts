import type { Bundle } from '../../shared/certificates/contract';
import type { Problem } from '../../shared/problem';
import { arrange } from '../certificates/arrange';
import { type Bench, benchOf, withoutSecrets } from '../certificates/arranged-file';
import type { CheckCall } from './arguments';
import { findingSentence, findingSentences } from './finding-sentences';
import { type ReadFile, readCliFiles } from './read-files';
import { problemSentence } from './sentences';
import type { Terminal } from './terminal';

/**
 * Checks every server certificate in the files. Exit code 0 when nothing blocks, 1 when something does, when a file has a
 * problem or when there is no server certificate.
 */
export async function runCheck(call: CheckCall, terminal: Terminal): Promise<number> {
  const files = await readCliFiles(call, terminal);
  const { bundles } = arrange(benchFor(call, files), new Date());
  const problems: readonly Problem[] = files.flatMap(({ problem }) => problem ?? []);
  const none: readonly Problem[] =
    bundles.length + problems.length === 0 ? [{ code: 'certificate.none-to-convert', facts: {} }] : [];
  say(bundles, [...problems, ...none], call.json, terminal);
  return bundles.length > 0 && problems.length === 0 && bundles.every(({ ready }) => ready) ? 0 : 1;
}

/** The host name is asked of every server certificate in the files. */
function benchFor({ hostName, target }: CheckCall, files: readonly ReadFile[]): Bench {
  const asked = hostName === undefined ? [] : files.flatMap(({ certificates }) => certificates);
  return {
    ...benchOf(files.map((file) => withoutSecrets(file.path, file))),
    hostNames: new Map(asked.map(({ sha256 }) => [sha256, hostName ?? ''])),
    ...(target && { target }),
  };
}

function say(bundles: readonly Bundle[], problems: readonly Problem[], json: boolean, terminal: Terminal): void {
  if (json) {
    const certificates = bundles.map((bundle) => jsonBundle(bundle));
    terminal.write(`${JSON.stringify({ certificates, problems })}\n`);
    return;
  }
  for (const bundle of bundles) terminal.write(`${bundleText(bundle)}\n`);
  for (const problem of problems) terminal.complain(`${problemSentence(problem)}\n`);
}

function jsonBundle({ leaf, chain, findings, ready }: Bundle) {
  return {
    name: leaf.name,
    sha256: leaf.id,
    hostNames: leaf.hostNames,
    chain: chain.map(({ certificate }) => certificate.name),
    findings: findings.map((finding) => ({ ...finding, ...findingSentences(finding) })),
    ready,
  };
}

function bundleText({ leaf, chain, findings, ready }: Bundle): string {
  return [
    `${leaf.name}: ${ready ? 'nothing stands against it' : 'it can not be used as it is'}`,
    `  names   ${leaf.hostNames.join(', ') || 'none'}`,
    `  chain   ${chain.map(({ certificate }) => certificate.name).join(' < ')}`,
    ...findings.map((finding) => `  ${finding.level.padEnd(6)}  ${findingSentence(finding)} (${finding.code})`),
  ].join('\n');
}
