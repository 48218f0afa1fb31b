import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Bundle, OutputFormat, SavedFiles } from '../../shared/certificates/contract';
import type { Problem } from '../../shared/problem';
import { AppError } from '../app-error';
import { arrange } from '../certificates/arrange';
import { benchOf, withoutSecrets } from '../certificates/arranged-file';
import { compareOutput } from '../certificates/output/compare-output';
import { makeOutput } from '../certificates/output/make-output';
import { saveOutput } from '../certificates/output/save-output';
import { chainOf, privateKeyIn, refuseIfBlocked } from '../certificates/server-credentials';
import { writeFileAtomically } from '../storage/private-file';
import type { ConvertCall } from './arguments';
import { type ReadFile, readCliFiles, readPasswordFile } from './read-files';
import { findingSentence, problemSentence } from './sentences';
import type { Terminal } from './terminal';

/** Reads all files, understands them together and writes each server certificate found in the form asked for. Exit code 0 or 1. */
export async function runConvert(call: ConvertCall, terminal: Terminal): Promise<number> {
  const report = { written: [] as SavedFiles[], problems: [] as Problem[] };
  try {
    await convert(call, terminal, report);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    report.problems.push(error.toProblem());
  }
  if (call.json) terminal.write(JSON.stringify(jsonReport(report)));
  else {
    for (const { folder, files } of report.written) {
      for (const { name, kind } of files) terminal.write(`${resolve(folder, name)}: ${PURPOSES[kind]}`);
    }
    for (const problem of report.problems) terminal.complain(problemSentence(problem));
  }
  return report.problems.length > 0 ? 1 : 0;
}

const PURPOSES = {
  certificate: 'the certificate with its chain; not secret',
  'private-key': 'the private key, not encrypted; keep it like a password',
  'encrypted-private-key': 'the private key, encrypted with the new password',
  combined: 'private key, certificate and chain in one; keep it like a password',
  pfx: 'certificate, chain and private key, encrypted with the new password',
  p7b: 'the certificate with its chain; not secret',
  der: 'the certificate alone; not secret',
  request: 'the certificate request; not secret',
  report: 'the report of a deployment; not secret',
} as const;

interface Report {
  readonly written: SavedFiles[];
  readonly problems: Problem[];
}

async function convert(call: ConvertCall, terminal: Terminal, { written, problems }: Report): Promise<void> {
  const files = await readCliFiles(call, terminal);
  problems.push(...files.flatMap(({ problem }) => problem ?? []));
  const { bundles } = arrange(benchOf(files.map((file) => withoutSecrets(file.path, file))), new Date());
  const newPassword = call.newPasswordFile === undefined ? undefined : await readPasswordFile(call.newPasswordFile);
  if (bundles.length === 0 && problems.length === 0) throw new AppError('certificate.none-to-convert');
  if (bundles.length > 1 && call.name !== undefined) {
    throw new AppError('certificate.several-to-convert', { names: bundles.map(({ leaf }) => leaf.name).join(', ') });
  }
  // Writing says what is wrong where the folder can't be made.
  await mkdir(call.out, { recursive: true }).catch(() => undefined);
  for (const bundle of bundles) {
    try {
      written.push(await convertOne(bundle, files, { ...call, newPassword }));
      warnOf(bundle, call.format, terminal);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      problems.push(error.toProblem());
    }
  }
}

/** The form for Azure is refused where a finding blocks; the others are conversions. */
async function convertOne(
  bundle: Bundle,
  files: readonly ReadFile[],
  call: ConvertCall & { readonly newPassword: string | undefined },
): Promise<SavedFiles> {
  const { format, out, force, newPassword } = call;
  if (format === 'pem-pair') refuseIfBlocked(bundle);
  const certificates = files.flatMap((file) => file.certificates);
  const chain = chainOf(bundle, certificates, call.includeRoot);
  const privateKey = privateKeyIn(files, bundle.leaf.publicKey.spkiSha256);
  const name = call.name ?? bundle.suggestedName;
  const options = { format, folder: out, name, replace: force, ...(newPassword && { password: newPassword }) };
  return saveOutput({ chain, privateKey }, options, { write: writeFileAtomically, makeOutput, compareOutput });
}

/** What stands against a certificate that was converted all the same; a form without a key says nothing about keys. */
function warnOf({ leaf, findings }: Bundle, format: OutputFormat, terminal: Terminal): void {
  if (format === 'der' || format === 'p7b') return;
  for (const finding of findings) {
    if (finding.level === 'blocks') terminal.complain(`${leaf.name}: ${findingSentence(finding)}`);
  }
}

function jsonReport({ written, problems }: Report) {
  return {
    written: written.flatMap(({ folder, files }) =>
      files.map(({ name, kind }) => ({ path: resolve(folder, name), kind })),
    ),
    problems,
  };
}
