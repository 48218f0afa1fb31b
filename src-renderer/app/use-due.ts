import { useEffect, useState } from 'react';
import type { Library } from '../../shared/library/contract';
import type { PageBridge } from './bridge';

/** How long the page has to itself before it asks for what can wait. */
const MILLISECONDS_AFTER_THE_START = 1500;

/** How many certificates of the library are to be renewed. Asked when the page has been drawn for a while. */
export function useDue(bridge: PageBridge): number {
  const [due, setDue] = useState(0);
  useEffect(() => {
    const receive = ({ entries }: Library): void => setDue(entries.filter((entry) => entry.due).length);
    const timer = setTimeout(() => {
      void bridge.call('library.list', {}).then((outcome) => outcome.ok && receive(outcome.value));
    }, MILLISECONDS_AFTER_THE_START);
    const stop = bridge.on('library.changed', receive);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [bridge]);
  return due;
}
