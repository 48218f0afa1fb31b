import type { Seed } from './make-input';

/** What a worker is started with. */
export interface WorkerOrders {
  readonly seeds: readonly Seed[];
  readonly seed: number;
  /** It takes every `step`th input from `first` on, up to, not including, `end`. */
  readonly first: number;
  readonly step: number;
  readonly end: number;
  /** Milliseconds since 1970; no input is begun later. */
  readonly until: number;
  /** Bytes from which on it tells of every input that uses as much. */
  readonly suspicious: number;
  /** Where it says what it is at: see `CLOCK`. */
  readonly clock: SharedArrayBuffer;
}

/** Cells of the clock, 64-bit numbers: the parent reads them while the worker is busy. */
export const CLOCK = {
  /** The input at hand. */
  index: 0,
  /** When it was begun, in milliseconds since 1970; 0 between inputs. */
  begun: 1,
  /** Inputs done. */
  done: 2,
  /** What memory the process had when the input was begun, in bytes. */
  resident: 3,
} as const;

/** What a worker says; at its end it says nothing and exits. */
export type Report =
  | { readonly what: 'failed'; readonly index: number; readonly error: string }
  | { readonly what: 'slowest'; readonly index: number; readonly milliseconds: number }
  | { readonly what: 'memory'; readonly index: number; readonly bytes: number };
