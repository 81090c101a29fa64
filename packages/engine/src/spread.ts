import { divide } from './exact.ts';
import { sortShort } from './sort.ts';

/** How each taker of a share is asked about it: so no list of shares has to be made first. */
export interface Claim<Taker> {
  /** Shares are in proportion to this; zero or more. */
  readonly weight: (taker: Taker) => number;
  /** The most this one can take. */
  readonly cap: (taker: Taker) => number;
  /** Between equal remainders the lower rank is served first, so that the order of the input does not matter. */
  readonly rank: (taker: Taker) => number;
}

/**
 * Splits `total` into whole parts in proportion to the weights, by largest remainder: the parts add up to
 * exactly `total` and none passes its cap. What a capped share cannot take goes to the others in proportion.
 * When the caps together are below `total`, each gets its cap.
 */
export function spread<Taker>(total: number, takers: readonly Taker[], claim: Claim<Taker>): number[] {
  const only = takers[0];
  if (takers.length === 1 && only !== undefined) return [partOfOne(total, only, claim)];
  const caps = takers.map(claim.cap);
  // A weight of 0: takes nothing, or nothing more.
  const weights = takers.map((taker, place) => ((caps[place] ?? 0) > 0 ? claim.weight(taker) : 0));
  const given = takers.map(nothing);
  const remainders = takers.map(nothing);
  let left = Math.min(total, sumOfOpen(caps, weights));
  while (left > 0) {
    const all = sumOfOpen(weights, weights);
    let over = false;
    let rest = left;
    for (let place = 0; place < takers.length; place++) {
      const weight = weights[place] ?? 0;
      if (weight <= 0) continue;
      const { quotient, remainder } = divide(left, weight, all);
      given[place] = quotient;
      remainders[place] = remainder;
      rest -= quotient;
      over ||= quotient > (caps[place] ?? 0);
    }
    if (!over) {
      if (rest > 0) giveRest(rest, { takers, claim, caps, weights, remainders, given });
      break;
    }
    // Less than their quotas together, so something is left for the others, whose quotas are reckoned anew.
    for (let place = 0; place < takers.length; place++) {
      const cap = caps[place] ?? 0;
      if ((weights[place] ?? 0) <= 0 || (given[place] ?? 0) <= cap) continue;
      given[place] = cap;
      left -= cap;
      weights[place] = 0;
    }
  }
  return given;
}

const nothing = (): number => 0;

/** Most promotions are for one line of a receipt. */
function partOfOne<Taker>(total: number, taker: Taker, { weight, cap }: Claim<Taker>): number {
  return weight(taker) > 0 ? Math.max(0, Math.min(total, cap(taker))) : 0;
}

interface Giving<Taker> {
  readonly takers: readonly Taker[];
  readonly claim: Claim<Taker>;
  readonly caps: readonly number[];
  readonly weights: readonly number[];
  readonly remainders: readonly number[];
  readonly given: number[];
}

/** A unit to each, the largest remainder first. */
function giveRest<Taker>(rest: number, giving: Giving<Taker>): void {
  const { takers, claim, caps, weights, remainders, given } = giving;
  const rankAt = (place: number): number => {
    const taker = takers[place];
    return taker === undefined ? 0 : claim.rank(taker);
  };
  const turns = sortShort(
    given.map((_, place) => place),
    (a, b) => {
      const first = remainders[a] ?? 0;
      const second = remainders[b] ?? 0;
      // Compared and not subtracted: to V8 a number that is not small is an object.
      return first === second ? rankAt(a) - rankAt(b) : first > second ? -1 : 1;
    },
  );
  let left = rest;
  // Fewer units are left than there are shares; a second round is needed only where a cap turned one away.
  while (left > 0) {
    for (const place of turns) {
      if (left === 0) break;
      const now = given[place] ?? 0;
      if ((weights[place] ?? 0) <= 0 || now >= (caps[place] ?? 0)) continue;
      given[place] = now + 1;
      left -= 1;
    }
  }
}

function sumOfOpen(values: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  for (let place = 0; place < values.length; place++)
    if ((weights[place] ?? 0) > 0) sum += values[place] ?? 0;
  return sum;
}
