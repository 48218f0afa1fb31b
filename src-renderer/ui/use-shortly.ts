import { useEffect, useState } from 'react';

const SHORTLY = 4000;

/** A word that shows for a few seconds after something was done: whether it shows, and the function that shows it. */
export function useShortly(): readonly [shown: boolean, show: () => void] {
  const [turn, setTurn] = useState(0);
  const [over, setOver] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setOver(turn), SHORTLY);
    return () => clearTimeout(timer);
  }, [turn]);
  return [turn > over, () => setTurn(turn + 1)];
}
