import type { Bundle } from '../../shared/certificates/contract';
import type { Finding } from '../../shared/certificates/finding';
import { findingInWords } from '../../shared/certificates/finding-words';
import type { Problem } from '../../shared/problem';
import { arrange } from '../certificates/arrange';
import { type Bench, benchOf, withoutSecrets } from '../certificates/arranged-file';
import type { CheckCall } from './arguments';
import { type ReadFile, readCliFiles } from './read-files';
import { problemSentence } from './sentences';
import type { Terminal } from './terminal';

/**
 * Checks every server certificate in the files. Exit code 0 when nothing blocks, 1 when something does, when a file has a
 * problem or when there is no server certificate.
 */
export async function runCheck(call: CheckCall, terminal: Terminal): Promise<number> {
  const files = await readCliFiles(call, terminal);
  const now = new Date();
  const { bundles } = arrange(benchFor(call, files), now);
  const problems: readonly Problem[] = files.flatMap(({ problem }) => problem ?? []);
  const none: readonly Problem[] =
    bundles.length + problems.length === 0 ? [{ code: 'certificate.none-to-convert', facts: {} }] : [];
  const said = [...problems, ...none];
  if (call.json) terminal.write(jsonReport(bundles, said, now));
  else say(bundles, said, now, terminal);
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

function jsonReport(bundles: readonly Bundle[], problems: readonly Problem[], now: Date): string {
  return JSON.stringify({ certificates: bundles.map((bundle) => jsonBundle(bundle, now)), problems });
}

function jsonBundle({ leaf, chain, findings, ready }: Bundle, now: Date) {
  return {
    name: leaf.name,
    sha256: leaf.id,
    hostNames: leaf.hostNames,
    chain: chain.map(({ certificate }) => certificate.name),
    findings: findings.map((finding) => ({ ...finding, ...findingInWords(finding, now) })),
    ready,
  };
}

function say(bundles: readonly Bundle[], problems: readonly Problem[], now: Date, terminal: Terminal): void {
  for (const bundle of bundles) terminal.write(...bundleLines(bundle, now));
  for (const problem of problems) terminal.complain(problemSentence(problem));
}

function bundleLines({ leaf, chain, findings, ready }: Bundle, now: Date): readonly string[] {
  return [
    `${leaf.name}: ${ready ? 'nothing stands against it' : 'it can not be used as it is'}`,
    `  names   ${leaf.hostNames.join(', ') || 'none'}`,
    `  chain   ${chain.map(({ certificate }) => certificate.name).join(' < ')}`,
    ...findings.flatMap((finding) => findingLines(finding, now)),
  ];
}

/** What is with its code, why it matters and the fix: a line each. */
function findingLines(finding: Finding, now: Date): readonly string[] {
  const { what, why, fix } = findingInWords(finding, now);
  const lines = [`${what} (${finding.code})`, why, ...(fix === undefined ? [] : [fix])];
  return lines.map((line, index) => `  ${(index === 0 ? finding.level : '').padEnd(6)}  ${line}`);
}
