import type { Library } from '../../../shared/library/contract';

/** Timers stand still while a computer sleeps: a day that came meanwhile is noticed within this time after it woke. */
const MILLISECONDS_BETWEEN_LOOKS = 3_600_000;

/** What a watch needs. */
export interface DueWatchPorts {
  list(): Promise<Library>;
  /** Told what is kept when another part of it is due than was told before. */
  readonly changed: (library: Library) => void;
  readonly unexpected: (cause: unknown) => unknown;
}

/** Notices, for as long as Latchkey runs, that the day of a reminder has come. */
export function watchDue({ list, changed, unexpected }: DueWatchPorts): void {
  let told: string | undefined;
  const look = async (): Promise<void> => {
    const library = await list();
    const due = library.entries.flatMap((entry) => (entry.due ? [entry.id] : [])).join(' ');
    if (due === told) return;
    told = due;
    changed(library);
  };
  // Nobody waits for it: Latchkey ends all the same.
  setInterval(() => void look().catch(unexpected), MILLISECONDS_BETWEEN_LOOKS).unref();
}
