import { describe, expect, it } from 'vitest';
import { makeApiKey } from '../../../src-main/gateway/api-key';

describe('API keys', () => {
  it('hold 256 bits, in letters and digits that nothing reads as anything else', () => {
    const key = makeApiKey();
    expect(key).toMatch(/^[A-Za-z0-9]+$/u);
    expect(key.length * Math.log2(62)).toBeGreaterThan(256);
  });

  it('are never made twice', () => {
    const keys = Array.from({ length: 1000 }, makeApiKey);
    expect(new Set(keys).size).toBe(1000);
  });

  it('have every letter as often as every other', () => {
    const letters = Array.from({ length: 5000 }, makeApiKey).join('');
    const counts = new Map<string, number>();
    for (const letter of letters) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    const expected = letters.length / 62;
    const chiSquared = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(counts.size).toBe(62);
    // 61 degrees of freedom: one run in 10^12 is above 180. Octets modulo 62 would be near 5,000.
    expect(chiSquared).toBeLessThan(180);
  });
});
