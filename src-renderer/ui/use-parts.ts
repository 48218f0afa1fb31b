import { type RefObject, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** A long list as it is shown: so much of it that drawing it does not hold up the page. */
export interface Parts<T> {
  readonly shown: readonly T[];
  /** How many `showMore` would add; 0 when all are shown. */
  readonly next: number;
  showMore(): void;
}

/**
 * Shows a list in parts of `size`; the user asks for each further one. `list` has a child that can take the focus for each item.
 * A part of rich items is drawn over several frames, `step` of them in each: between them the page answers.
 */
export function useParts<T>(
  items: readonly T[],
  list: RefObject<HTMLElement | null>,
  { size, step = size }: { readonly size: number; readonly step?: number },
): Parts<T> {
  const [most, setMost] = useState(size);
  const [drawn, setDrawn] = useState(step);
  const isDrawing = drawn < Math.min(most, items.length);
  useEffect(() => {
    if (!isDrawing) return undefined;
    const frame = requestAnimationFrame(() => setDrawn(drawn + step));
    return () => cancelAnimationFrame(frame);
  }, [isDrawing, drawn, step]);
  return {
    shown: items.slice(0, Math.min(drawn, most)),
    next: Math.min(size, Math.max(0, items.length - most)),
    showMore: () => {
      flushSync(() => {
        setMost(most + size);
        setDrawn(most + step);
      });
      // The button may be gone now: the keyboard goes on where the new ones begin.
      const first = list.current?.children[most];
      if (first instanceof HTMLElement) first.focus();
    },
  };
}
