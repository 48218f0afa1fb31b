import type { BatchResult } from '../../../shared/batch/contract';
import type { EventPayload, Request } from '../../../shared/ipc/contract';
import { AppError } from '../../app-error';
import { type BatchPorts, runBatch } from './run-batch';

/** What the batch needs beside what one run of it does. */
export interface BatchDeskPorts extends Omit<BatchPorts, 'signal'> {
  readonly chosen: { has(folder: string): boolean };
}

/** A person can't follow more. */
const MILLISECONDS_BETWEEN_PROGRESS = 50;

/** The conversion of a folder: one at a time, and it can be cancelled. */
export class Batch {
  #running: AbortController | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly ports: BatchDeskPorts) {}

  /** Runs a batch. @throws {AppError} `folder.not-chosen`, `batch.running`, and what `runBatch` says */
  async run(request: Request<'batch.run'>): Promise<BatchResult> {
    const { chosen } = this.ports;
    if (!chosen.has(request.from) || !chosen.has(request.to)) throw new AppError('folder.not-chosen');
    if (this.#running) throw new AppError('batch.running');
    const running = new AbortController();
    this.#running = running;
    try {
      const progress = sparingly(this.ports.progress);
      const result = runBatch(request, { ...this.ports, progress, signal: running.signal });
      this.#last = result.catch(() => undefined);
      return await result;
    } finally {
      this.#running = undefined;
    }
  }

  /** Stops the batch that is running, after the file at hand. */
  cancel(): void {
    this.#running?.abort();
  }

  /** Before Latchkey ends: as `cancel`, and waits until the file at hand and the report are written. */
  async end(): Promise<void> {
    this.cancel();
    await this.#last;
  }
}

/** Lets the first and the last of each step through, and of the rest some twenty a second. */
function sparingly(progress: BatchPorts['progress']): BatchPorts['progress'] {
  let last = 0;
  return (now: EventPayload<'batch.progress'>) => {
    const instant = performance.now();
    if (now.done < now.total && instant - last < MILLISECONDS_BETWEEN_PROGRESS) return;
    last = instant;
    progress(now);
  };
}
