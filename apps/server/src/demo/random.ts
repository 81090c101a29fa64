/** The same story each time: chance that begins with a name, not with the clock. */
export interface Random {
  /** From 0 up to, but not including, 1. */
  readonly next: () => number;
  /** A whole number, both ends included. */
  readonly whole: (from: number, to: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** The likelier, the heavier. */
  readonly weighted: <T>(list: readonly T[], weightOf: (item: T) => number) => T;
}

/** Each name is a chance of its own, so that one more draw for one member changes nothing for another. */
export function randomOf(name: string): Random {
  const next = mulberry32(seedOf(name));
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(list: readonly T[]): T => certain(list[whole(0, list.length - 1)]);
  function weighted<T>(list: readonly T[], weightOf: (item: T) => number): T {
    let rest = next() * list.reduce((sum, item) => sum + weightOf(item), 0);
    for (const item of list) {
      rest -= weightOf(item);
      if (rest < 0) return item;
    }
    return certain(list.at(-1));
  }
  return { next, whole, chance: (probability) => next() < probability, pick, weighted };
}

function certain<T>(item: T | undefined): T {
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

/** FNV-1a, 32 bits. */
function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(name)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** Tommy Ettinger's mulberry32: small, and good enough to make up a chain. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
