import type { Workshop, WorkshopFile } from '../../../shared/certificates/contract';
import { en } from '../../text/en';

/** What a screen reader is told: `status` when it is convenient, `alert` at once. Empty where there is nothing to say. */
export interface Said {
  readonly status: string;
  readonly alert: string;
}

/** Nothing to say. */
export const silence: Said = { status: '', alert: '' };

/** Tells what became of the files; answers undefined as long as there is nothing new to say. */
export type Announcer = (before: Workshop, after: Workshop) => Said | undefined;

/** Gathers what happened while files are being read, and says it once: 500 files are one sentence, not 500. */
export function createAnnouncer(): Announcer {
  const untold = new Set<string>();
  return (before, after) => {
    const statusBefore = new Map(before.files.map((file) => [file.id, file.status]));
    for (const file of after.files) if (statusBefore.get(file.id) !== file.status) untold.add(file.id);
    if (untold.size === 0 || after.files.some((file) => file.status === 'reading')) return undefined;
    const news = after.files.filter((file) => untold.has(file.id));
    untold.clear();
    return news.length === 0 ? undefined : { status: progress(news), alert: problems(news) };
  };
}

function progress(news: readonly WorkshopFile[]): string {
  const opened = news.filter((file) => file.status === 'read');
  // After a wrong password the field itself says so.
  const locked = news.filter((file) => file.status === 'needs-password' && file.problem === undefined);
  return [sayOpened(opened), sayLocked(locked)].filter((sentence) => sentence !== '').join(' ');
}

function sayOpened(files: readonly WorkshopFile[]): string {
  const [first] = files;
  if (first === undefined) return '';
  if (files.length > 1) return en.said.openedMany(files.length);
  return en.said.opened(first.name, en.files.contents(first.certificates, first.privateKeys, first.requests));
}

function sayLocked(files: readonly WorkshopFile[]): string {
  const [first] = files;
  if (first === undefined) return '';
  return files.length > 1 ? en.said.needPasswords(files.length) : en.said.needsPassword(first.name);
}

function problems(news: readonly WorkshopFile[]): string {
  const names = news.filter((file) => file.status === 'problem').map((file) => file.name);
  return names.length === 0 ? '' : en.said.notRead(names);
}
