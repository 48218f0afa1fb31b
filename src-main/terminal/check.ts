import type { Bundle } from '../../shared/certificates/contract';
import type { Problem } from '../../shared/problem';
import { AppError } from '../app-error';
import { arrange } from '../certificates/arrange';
import { benchOf, withoutSecrets } from '../certificates/arranged-file';
import { gatherFiles } from '../certificates/gather-files';
import type { CheckCall } from './arguments';
import { findingSentence } from './finding-sentences';
import { type ReadFile, readCliFile, readPasswordFile } from './read-files';
import { problemSentence } from './sentences';
import type { Terminal } from './terminal';

/** Reads all files together and says what stands between each server certificate and a working server. Exit code 0 when nothing blocks. */
export async function runCheck(call: CheckCall, terminal: Terminal): Promise<number> {
  const password = call.passwordFile === undefined ? undefined : await readPasswordFile(call.passwordFile);
  const files: ReadFile[] = [];
  for (const { path } of await gatherFiles(call.files)) files.push(await readCliFile({ path, password }, terminal));
  const bundles = bundlesOf(files, call);
  const problems = files.flatMap(({ problem }) => problem ?? []);
  if (bundles.length === 0 && problems.length === 0) {
    problems.push(new AppError('certificate.none-to-convert').toProblem());
  }
  if (call.json) terminal.write(`${JSON.stringify(jsonReport(bundles, problems))}\n`);
  else {
    for (const bundle of bundles) terminal.write(`${bundleLines(bundle).join('\n')}\n`);
    for (const problem of problems) terminal.complain(`${problemSentence(problem)}\n`);
  }
  return problems.length > 0 || bundles.some(({ ready }) => !ready) ? 1 : 0;
}

function bundlesOf(files: readonly ReadFile[], { hostName, target }: CheckCall): readonly Bundle[] {
  const bench = benchOf(files.map((file) => withoutSecrets(file.path, file)));
  const leaves = bench.files.flatMap(({ certificates }) => certificates.map(({ sha256 }) => sha256));
  const hostNames = new Map(hostName === undefined ? [] : leaves.map((id) => [id, hostName] as const));
  return arrange({ ...bench, hostNames, ...(target !== undefined && { target }) }, new Date()).bundles;
}

function bundleLines({ leaf, chain, findings, ready }: Bundle): readonly string[] {
  const names = chain.map(({ certificate }) => certificate.name).join(' < ');
  return [
    `${leaf.hostNames.join(', ') || leaf.name}: ${ready ? 'ready' : 'not ready'}`,
    `  chain   ${names}`,
    ...findings.map((finding) => `  ${finding.level.padEnd(7)} ${findingSentence(finding)} (${finding.code})`),
  ];
}

function jsonReport(bundles: readonly Bundle[], problems: readonly Problem[]) {
  return {
    certificates: bundles.map(({ leaf, chain, findings, ready }) => ({
      name: leaf.name,
      sha256: leaf.id,
      hostNames: leaf.hostNames,
      chain: chain.map(({ certificate }) => certificate.name),
      findings: findings.map((finding) => ({ ...finding, sentence: findingSentence(finding) })),
      ready,
    })),
    problems,
  };
}
