/** Numbers that look random and are the same again for the same seed (Bob Jenkins' small fast generator, 32 bits). */
export interface Random {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** True `times` in `of` times. */
  chance(times: number, of: number): boolean;
  pick<T>(items: readonly T[]): T;
  bytes(length: number): Uint8Array;
}

/** One input's generator: input `index` of a run is made again without those before it. */
export function createRandom(seed: number, index: number): Random {
  let [a, b, c, d] = [0xf1ea5eed, seed >>> 0, index >>> 0, Math.floor(index / 2 ** 32) >>> 0];
  const next = (): number => {
    const e = (a - ((b << 27) | (b >>> 5))) | 0;
    a = b ^ ((c << 17) | (c >>> 15));
    b = (c + d) | 0;
    c = (d + e) | 0;
    d = (e + a) | 0;
    return d >>> 0;
  };
  for (let i = 0; i < 20; i++) next();
  const below = (limit: number): number => next() % limit;
  return {
    below,
    chance: (times, of) => below(of) < times,
    pick: (items) => {
      if (items.length === 0) throw new RangeError('nothing to pick from');
      return items[below(items.length)] as (typeof items)[number];
    },
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  };
}
