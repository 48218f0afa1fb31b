import { useState } from 'react';

/** A question to the user; each is a new dialog, also when it is the same question again. */
export interface Asked<Q> {
  readonly turn: number;
  readonly question: Q;
}

/** The question that is asked, and the function that asks another. */
export function useQuestion<Q>(): readonly [asked: Asked<Q> | undefined, ask: (question: Q) => void] {
  const [asked, setAsked] = useState<Asked<Q>>();
  const [ask] = useState(() => (question: Q) => setAsked((before) => ({ turn: (before?.turn ?? 0) + 1, question })));
  return [asked, ask];
}
