import type { Problem } from '../../../shared/problem';
import type { Gateway } from '../gateway';

/** What the worker is asked: first and once `start`, last and once `stop`. */
export type Command =
  | { readonly what: 'start'; readonly gateway: Gateway; readonly address: string }
  | { readonly what: 'reload'; readonly gateway: Gateway }
  | { readonly what: 'stop'; readonly graceMs: number };

/**
 * What it says: an outcome for every command, in their order, and what it has served: `ServedRequest[]` as JSON, which
 * crosses the threads in a third of the time that the objects take.
 */
export type Report =
  | { readonly what: 'done'; readonly port: number }
  | { readonly what: 'not-done'; readonly problem: Problem }
  | { readonly what: 'served'; readonly requests: string };
