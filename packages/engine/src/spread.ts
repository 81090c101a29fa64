import { divide } from './exact.ts';

/** One who takes a share. */
export interface Share {
  /** Shares are in proportion to this; zero or more. */
  readonly weight: number;
  /** The most this one can take. */
  readonly cap: number;
  /** Between equal remainders the lower rank is served first, so that the order of the input does not matter. */
  readonly rank: number;
}

/**
 * Splits `total` into whole parts in proportion to the weights, by largest remainder: the parts add up to
 * exactly `total` and none passes its cap. What a capped share cannot take goes to the others in proportion.
 * When the caps together are below `total`, each gets its cap.
 */
export function spread(total: number, shares: readonly Share[]): number[] {
  const given = shares.map(() => 0);
  let open = shares.map((_, index) => index).filter((index) => takes(shares, index));
  let left = Math.min(total, sumOf(shares, open, 'cap'));
  for (;;) {
    const quotas = quotasOf(left, shares, open);
    const full = open.filter((index, place) => (quotas[place]?.quotient ?? 0) > capOf(shares, index));
    if (full.length === 0) {
      giveQuotas(left, { shares, open, quotas, given });
      return given;
    }
    for (const index of full) {
      given[index] = capOf(shares, index);
      left -= capOf(shares, index);
    }
    open = open.filter((index) => !full.includes(index));
  }
}

interface Quota {
  readonly quotient: number;
  readonly remainder: number;
}

interface Giving {
  readonly shares: readonly Share[];
  readonly open: readonly number[];
  readonly quotas: readonly Quota[];
  readonly given: number[];
}

function giveQuotas(total: number, { shares, open, quotas, given }: Giving): void {
  let left = total;
  open.forEach((index, place) => {
    const quota = quotas[place]?.quotient ?? 0;
    given[index] = quota;
    left -= quota;
  });
  if (left === 0) return;
  const byRemainder = open
    .map((index, place) => ({
      index,
      remainder: quotas[place]?.remainder ?? 0,
      rank: shares[index]?.rank ?? 0,
    }))
    .sort((a, b) => b.remainder - a.remainder || a.rank - b.rank);
  // Fewer units are left than there are shares; a second round is needed only where a cap turned one away.
  while (left > 0) {
    for (const { index } of byRemainder) {
      if (left === 0) break;
      const now = given[index] ?? 0;
      if (now >= capOf(shares, index)) continue;
      given[index] = now + 1;
      left -= 1;
    }
  }
}

function quotasOf(total: number, shares: readonly Share[], open: readonly number[]): Quota[] {
  const weights = sumOf(shares, open, 'weight');
  return open.map((index) => divide(total, shares[index]?.weight ?? 0, weights));
}

const takes = (shares: readonly Share[], index: number): boolean => {
  const share = shares[index];
  return share !== undefined && share.weight > 0 && share.cap > 0;
};

const capOf = (shares: readonly Share[], index: number): number => shares[index]?.cap ?? 0;

function sumOf(shares: readonly Share[], open: readonly number[], part: 'weight' | 'cap'): number {
  let sum = 0;
  for (const index of open) sum += shares[index]?.[part] ?? 0;
  return sum;
}
