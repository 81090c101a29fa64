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
  const remainders = shares.map(() => 0);
  const open = shares.map(({ weight, cap }) => weight > 0 && cap > 0);
  let left = Math.min(total, sumOf(shares, open, 'cap'));
  while (left > 0) {
    const weights = sumOf(shares, open, 'weight');
    let over = false;
    let rest = left;
    for (let place = 0; place < shares.length; place++) {
      const share = shares[place];
      if (share === undefined || open[place] !== true) continue;
      const { quotient, remainder } = divide(left, share.weight, weights);
      given[place] = quotient;
      remainders[place] = remainder;
      rest -= quotient;
      over ||= quotient > share.cap;
    }
    if (!over) {
      if (rest > 0) giveRest(rest, { shares, open, remainders, given });
      break;
    }
    // Less than their quotas together, so something is left for the others, whose quotas are reckoned anew.
    for (let place = 0; place < shares.length; place++) {
      const cap = shares[place]?.cap ?? 0;
      if (open[place] !== true || (given[place] ?? 0) <= cap) continue;
      given[place] = cap;
      left -= cap;
      open[place] = false;
    }
  }
  return given;
}

interface Giving {
  readonly shares: readonly Share[];
  readonly open: readonly boolean[];
  readonly remainders: readonly number[];
  readonly given: number[];
}

/** A unit to each, the largest remainder first. */
function giveRest(rest: number, { shares, open, remainders, given }: Giving): void {
  const rankOf = (place: number): number => shares[place]?.rank ?? 0;
  const turns = shares.map((_, place) => place).filter((place) => open[place] === true);
  turns.sort((a, b) => (remainders[b] ?? 0) - (remainders[a] ?? 0) || rankOf(a) - rankOf(b));
  let left = rest;
  // Fewer units are left than there are shares; a second round is needed only where a cap turned one away.
  while (left > 0) {
    for (const place of turns) {
      if (left === 0) break;
      const now = given[place] ?? 0;
      if (now >= (shares[place]?.cap ?? 0)) continue;
      given[place] = now + 1;
      left -= 1;
    }
  }
}

function sumOf(shares: readonly Share[], open: readonly boolean[], part: 'weight' | 'cap'): number {
  let sum = 0;
  for (let place = 0; place < shares.length; place++)
    if (open[place] === true) sum += shares[place]?.[part] ?? 0;
  return sum;
}
