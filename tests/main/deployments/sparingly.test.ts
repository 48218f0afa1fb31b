import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sparingly } from '../../../src-main/deployments/sparingly';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('Many changes', () => {
  it('are told five times a second, and the last of them always', () => {
    let change = 0;
    const told: number[] = [];
    const teller = sparingly(() => told.push(change), 200);
    for (change = 1; change < 96; change++) {
      teller.soon();
      vi.advanceTimersByTime(10);
    }
    expect(told).toEqual([1, 20, 40, 60, 80]);
    vi.advanceTimersByTime(200);
    expect(told).toEqual([1, 20, 40, 60, 80, 96]);
    vi.advanceTimersByTime(10_000);
    expect(told).toHaveLength(6);
  });

  it('do not hold up what can’t wait, and are told with it', () => {
    const told = vi.fn();
    const teller = sparingly(told, 200);
    teller.now();
    teller.soon();
    teller.now();
    expect(told).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(1000);
    expect(told).toHaveBeenCalledTimes(2);
  });
});
