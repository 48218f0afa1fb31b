import type { SavedFiles } from '../../../shared/certificates/contract';
import { safeFileName } from '../../certificates/file-name';
import { saveFiles } from '../../certificates/output/save-output';
import type { DeploymentPorts, JournalEntry } from '../ports';
import { htmlReport } from './html-report';
import { jsonReport } from './json-report';
import type { Report } from './report';

/** What a report is made with. */
export type ReportPorts = Pick<DeploymentPorts, 'write' | 'explain' | 'explainProof' | 'proof' | 'now'>;

/**
 * Writes `latchkey-report-HOST-YYYY-MM-DD.html` and `.json` (the day is that of UTC), and reads them back.
 * @throws {AppError} `file.exists` before anything is written, `file.not-written`, `file.written-differs`
 */
export async function saveReport(
  entry: JournalEntry,
  where: { readonly folder: string; readonly replace: boolean },
  ports: ReportPorts,
): Promise<SavedFiles> {
  const proof = ports.proof(entry.deployment.serviceId);
  const report: Report = { ...entry, made: ports.now().toISOString(), ...(proof && { proof }) };
  const name = `latchkey-report-${safeFileName(entry.deployment.hostName)}-${report.made.slice(0, 10)}`;
  const file = (ending: string, text: string) =>
    ({ name: name + ending, kind: 'report', certificates: 0, bytes: Buffer.from(text), mode: 0o644 }) as const;
  const files = [file('.html', htmlReport(report, ports)), file('.json', jsonReport(report))];
  return saveFiles(files, { folder: where.folder, replace: where.replace }, ports.write);
}
