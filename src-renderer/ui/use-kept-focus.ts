import { useEffect, useRef } from 'react';

/** Gives the focus to the page's heading when an entry of a list goes away with it, so that it is never nowhere. */
export function useKeptFocus(entries: number): void {
  const before = useRef(entries);
  useEffect(() => {
    const shorter = entries < before.current;
    before.current = entries;
    if (shorter && document.activeElement === document.body) document.querySelector('h1')?.focus();
  }, [entries]);
}
