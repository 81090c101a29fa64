import { divide } from './exact.ts';
import { sortShort } from './sort.ts';

/**
 * How each taker of a share is asked about it: so no list of shares has to be made first. None of these may spread anything itself,
 * since every spread reckons in the same room.
 */
export interface Claim<Taker> {
  /** Shares are in proportion to this; zero or more. Not asked of who can take nothing. */
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
  const given = takers.map(nothing);
  share(total, takers, { claim, given });
  return given;
}

const nothing = (): number => 0;

/**
 * Room to reckon in, which every call takes anew and leaves to the next: lists of it made for each were a tenth of a large receipt's
 * garbage. It grows with the longest receipt.
 */
const caps: number[] = [];
const weights: number[] = [];
const remainders: number[] = [];
const turns: number[] = [];

interface Sharing<Taker> {
  readonly claim: Claim<Taker>;
  readonly given: number[];
}

function share<Taker>(total: number, takers: readonly Taker[], { claim, given }: Sharing<Taker>): void {
  const count = takers.length;
  for (let place = 0; place < count; place++) {
    const taker = takers[place];
    const cap = taker === undefined ? 0 : claim.cap(taker);
    caps[place] = cap;
    // A weight of 0: takes nothing, or nothing more.
    weights[place] = taker !== undefined && cap > 0 ? claim.weight(taker) : 0;
    remainders[place] = 0;
  }
  let left = Math.min(total, sumOfOpen(caps, count));
  while (left > 0) {
    const all = sumOfOpen(weights, count);
    let over = false;
    let rest = left;
    for (let place = 0; place < count; place++) {
      const weight = weights[place] ?? 0;
      if (weight <= 0) continue;
      const { quotient, remainder } = divide(left, weight, all);
      given[place] = quotient;
      remainders[place] = remainder;
      rest -= quotient;
      over ||= quotient > (caps[place] ?? 0);
    }
    if (!over) {
      if (rest > 0) giveRest(rest, takers, { claim, given });
      break;
    }
    // Less than their quotas together, so something is left for the others, whose quotas are reckoned anew.
    for (let place = 0; place < count; place++) {
      const cap = caps[place] ?? 0;
      if ((weights[place] ?? 0) <= 0 || (given[place] ?? 0) <= cap) continue;
      given[place] = cap;
      left -= cap;
      weights[place] = 0;
    }
  }
}

/** Most promotions are for one line of a receipt. */
function partOfOne<Taker>(total: number, taker: Taker, { weight, cap }: Claim<Taker>): number {
  const most = cap(taker);
  return most > 0 && weight(taker) > 0 ? Math.max(0, Math.min(total, most)) : 0;
}

/** A unit to each, the largest remainder first. */
function giveRest<Taker>(
  rest: number,
  takers: readonly Taker[],
  { claim: { rank }, given }: Sharing<Taker>,
): void {
  const rankAt = (place: number): number => {
    const taker = takers[place];
    return taker === undefined ? 0 : rank(taker);
  };
  let open = 0;
  for (let place = 0; place < takers.length; place++) if ((weights[place] ?? 0) > 0) turns[open++] = place;
  sortShort(
    turns,
    (a, b) => {
      const first = remainders[a] ?? 0;
      const second = remainders[b] ?? 0;
      // Compared and not subtracted: to V8 a number that is not small is an object.
      return first === second ? rankAt(a) - rankAt(b) : first > second ? -1 : 1;
    },
    open,
  );
  let left = rest;
  // Fewer units are left than there are shares; a second round is needed only where a cap turned one away.
  while (left > 0) {
    for (let turn = 0; turn < open && left > 0; turn++) {
      const place = turns[turn] ?? 0;
      const now = given[place] ?? 0;
      if (now >= (caps[place] ?? 0)) continue;
      given[place] = now + 1;
      left -= 1;
    }
  }
}

function sumOfOpen(values: readonly number[], count: number): number {
  let sum = 0;
  for (let place = 0; place < count; place++) if ((weights[place] ?? 0) > 0) sum += values[place] ?? 0;
  return sum;
}
