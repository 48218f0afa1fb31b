import { type RefObject, useEffect, useRef } from 'react';
import type { WorkshopFile } from '../../../shared/certificates/contract';
import { modalIsOpen } from '../../ui/modal-is-open';

/** Says which file the user has just acted on, so that the focus can stay with it. */
export interface FileFocus {
  /** Its row is about to change: keep the focus there, or move on to the next password. */
  follow(fileId: string): void;
  /** Its row is about to go: the focus goes to its neighbour. */
  leave(fileId: string): void;
}

/** Keeps the keyboard where the work is: in the first password field that appears, and never nowhere. */
export function useFileFocus(files: readonly WorkshopFile[], list: RefObject<HTMLElement | null>): FileFocus {
  const followed = useRef<string>(undefined);
  const neighbours = useRef<readonly string[]>([]);
  const locked = useRef<ReadonlySet<string>>(new Set());
  const current = useRef(files);

  useEffect(() => {
    current.current = files;
    const before = locked.current;
    locked.current = new Set(files.filter((file) => file.status === 'needs-password').map((file) => file.id));
    const rows = list.current;
    if (rows === null) return;
    if (focusIsLost() && neighbours.current.length > 0) focusNeighbour(rows, files, neighbours.current);
    else if (followed.current !== undefined) followed.current = follow(rows, files, followed.current);
    else if (before.size === 0 && locked.current.size > 0 && !userIsTyping())
      rows.querySelector<HTMLElement>(FIELD)?.focus();
  }, [files, list]);

  return {
    follow: (fileId) => void (followed.current = fileId),
    leave: (fileId) => {
      const ids = current.current.map((file) => file.id);
      const place = ids.indexOf(fileId);
      neighbours.current = [...ids.slice(place + 1), ...ids.slice(0, place).toReversed()];
    },
  };
}

const FIELD = '[data-file] input[data-password]';

/** Answers the file to go on following, if its reading is not over. */
function follow(rows: HTMLElement, files: readonly WorkshopFile[], fileId: string): string | undefined {
  const file = files.find((candidate) => candidate.id === fileId);
  const row = rowOf(rows, fileId);
  if (file === undefined || row === null) return undefined;
  if (userIsTyping() || modalIsOpen()) return undefined;
  if (file.status === 'reading') {
    if (focusIsLost()) row.focus();
    return fileId;
  }
  const field = file.status === 'needs-password' ? row.querySelector<HTMLElement>('input[data-password]') : null;
  (field ?? rows.querySelector<HTMLElement>(FIELD) ?? row).focus();
  return undefined;
}

function focusNeighbour(rows: HTMLElement, files: readonly WorkshopFile[], candidates: readonly string[]): void {
  const next = candidates.find((id) => files.some((file) => file.id === id));
  if (next !== undefined) rowOf(rows, next)?.querySelector<HTMLElement>('[data-remove] button')?.focus();
}

function rowOf(rows: HTMLElement, fileId: string): HTMLElement | null {
  return rows.querySelector<HTMLElement>(`[data-file="${CSS.escape(fileId)}"]`);
}

function focusIsLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function userIsTyping(): boolean {
  const active = document.activeElement;
  return active instanceof HTMLInputElement && active.isConnected && active.type !== 'checkbox';
}
