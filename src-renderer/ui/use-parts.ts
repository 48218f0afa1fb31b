import { type RefObject, useState } from 'react';
import { flushSync } from 'react-dom';

/** A long list as it is shown: so much of it that drawing it does not hold up the page. */
export interface Parts<T> {
  readonly shown: readonly T[];
  /** How many `showMore` would add; 0 when all are shown. */
  readonly next: number;
  showMore(): void;
}

/** Shows a list in parts of `size`; the user asks for each further one. `list` has a child that can take the focus for each item. */
export function useParts<T>(items: readonly T[], size: number, list: RefObject<HTMLElement | null>): Parts<T> {
  const [most, setMost] = useState(size);
  return {
    shown: items.length > most ? items.slice(0, most) : items,
    next: Math.min(size, Math.max(0, items.length - most)),
    showMore: () => {
      flushSync(() => setMost(most + size));
      // The button may be gone now: the keyboard goes on where the new ones begin.
      const first = list.current?.children[most];
      if (first instanceof HTMLElement) first.focus();
    },
  };
}
