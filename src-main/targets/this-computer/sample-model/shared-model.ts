import type { RunningModel } from './start';

/** One running sample model for all who need one, as long as any does. */
export class SharedModel {
  readonly #start: () => Promise<RunningModel>;
  readonly #holders = new Set<string>();
  #running: Promise<RunningModel> | undefined;

  constructor(start: () => Promise<RunningModel>) {
    this.#start = start;
  }

  /** The model, started if it does not run; the same holder may take it again, and leaves it once. */
  take(holder: string): Promise<RunningModel> {
    this.#holders.add(holder);
    return (this.#running ??= this.#begin());
  }

  /** Stops the model if nobody else holds it. */
  async leave(holder: string): Promise<void> {
    this.#holders.delete(holder);
    if (this.#holders.size > 0) return;
    const running = this.#running;
    this.#running = undefined;
    // One that never began needs no stop: who took it was told.
    await running?.then(
      (model) => model.stop(),
      () => undefined,
    );
  }

  /** One that ended, or never began, is forgotten: who takes it next gets a new one. */
  #begin(): Promise<RunningModel> {
    const running = this.#start();
    const forget = (): void => {
      if (this.#running === running) this.#running = undefined;
    };
    running.then(({ ended }) => ended).then(forget, forget);
    return running;
  }
}
