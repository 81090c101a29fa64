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
  let open = shares
    .map((share, index) => ({ ...share, index }))
    .filter(({ weight, cap }) => weight > 0 && cap > 0);
  let left = Math.min(total, sumOf(open, 'cap'));
  while (left > 0) {
    const quotas = quotasOf(left, open);
    if (quotas.every(({ quotient, share }) => quotient <= share.cap)) {
      giveQuotas(left, quotas, given);
      break;
    }
    const still: Open[] = [];
    for (const { quotient, share } of quotas) {
      if (quotient <= share.cap) {
        still.push(share);
      } else {
        given[share.index] = share.cap;
        left -= share.cap;
      }
    }
    open = still;
  }
  return given;
}

interface Open extends Share {
  /** Its place among the shares. */
  readonly index: number;
}

interface Quota {
  readonly share: Open;
  readonly quotient: number;
  readonly remainder: number;
}

function quotasOf(total: number, open: readonly Open[]): Quota[] {
  const weights = sumOf(open, 'weight');
  return open.map((share) => {
    const { quotient, remainder } = divide(total, share.weight, weights);
    return { share, quotient, remainder };
  });
}

function giveQuotas(total: number, quotas: Quota[], given: number[]): void {
  let left = total;
  for (const { share, quotient } of quotas) {
    given[share.index] = quotient;
    left -= quotient;
  }
  if (left === 0) return;
  quotas.sort((a, b) => b.remainder - a.remainder || a.share.rank - b.share.rank);
  // Fewer units are left than there are shares; a second round is needed only where a cap turned one away.
  while (left > 0) {
    for (const { share } of quotas) {
      if (left === 0) break;
      const now = given[share.index] ?? 0;
      if (now >= share.cap) continue;
      given[share.index] = now + 1;
      left -= 1;
    }
  }
}

function sumOf(shares: readonly Share[], part: 'weight' | 'cap'): number {
  let sum = 0;
  for (const share of shares) sum += share[part];
  return sum;
}
