/** Tells of changes as they come. */
export interface Teller {
  /** At once. */
  now(): void;
  /** At once where nothing was told just before, else when some time is over: always, and what is so by then. */
  soon(): void;
}

/** Lets `tell` be called no more often than every so many milliseconds, but for what can't wait; the last change is always told. */
export function sparingly(tell: () => void, milliseconds: number): Teller {
  let last = -Infinity;
  let later: NodeJS.Timeout | undefined;
  const now = (): void => {
    clearTimeout(later);
    later = undefined;
    last = performance.now();
    tell();
  };
  const soon = (): void => {
    const left = last + milliseconds - performance.now();
    if (left <= 0) now();
    else later ??= setTimeout(now, left);
  };
  return { now, soon };
}
