import { grouped, localHour, seatKey, seatOf, type ReceiptFact } from './facts.ts';

interface Count {
  all: number;
  withCard: number;
}

/** Who sat at the tills of a store when, and how many receipts they made: what a customer could have met with. */
export interface OpenSeats {
  /** How likely it was for this receipt to be made at that seat, going by everybody else's about the same hour. */
  readonly chanceOf: (receipt: ReceiptFact, seat: string) => number;
  /** Seats at which others, or this receipt itself, were served about that hour. */
  readonly openAt: (receipt: ReceiptFact) => readonly string[];
  /** The share of receipts with a card at the other seats about that hour. */
  readonly cardShareElsewhere: (receipt: ReceiptFact) => number;
}

/** How many receipts of the whole store a card share of one hour is mixed with. */
const MIXED_WITH = 10;

/** Sales of one store. */
export function openSeats(sales: readonly ReceiptFact[]): OpenSeats {
  const hours = new Map<number, Map<string, Count>>();
  for (const sale of sales) {
    const counts = hours.get(localHour(sale)) ?? new Map<string, Count>();
    hours.set(localHour(sale), counts);
    const seat = seatKey(seatOf(sale));
    const count = counts.get(seat) ?? { all: 0, withCard: 0 };
    count.all += 1;
    if (sale.memberId !== null) count.withCard += 1;
    counts.set(seat, count);
  }
  const about = new Map<number, ReadonlyMap<string, Count>>();
  for (const hour of hours.keys()) about.set(hour, summed(hours, hour));
  const own = ownReceipts(sales);
  const withCard = sales.filter(({ memberId }) => memberId !== null).length;
  const usualShare = sales.length === 0 ? 0 : withCard / sales.length;
  const aboutOf = (receipt: ReceiptFact): ReadonlyMap<string, Count> =>
    about.get(localHour(receipt)) ?? new Map<string, Count>();

  return {
    chanceOf(receipt, seat) {
      // Without the member's own receipts, or those who cheat much would make it likely themselves.
      const theirs = own(receipt);
      let all = 0;
      let there = 0;
      for (const [key, count] of aboutOf(receipt)) {
        const others = count.all - (theirs.get(key) ?? 0);
        all += others;
        if (key === seat) there = others;
      }
      // One more of it is imagined: what others did not do in three hours is not impossible.
      return (there + 1) / (all + 1);
    },
    openAt: (receipt) => [...aboutOf(receipt).keys()],
    cardShareElsewhere(receipt) {
      const here = seatKey(seatOf(receipt));
      let all = 0;
      let carded = 0;
      for (const [key, count] of aboutOf(receipt)) {
        if (key === here) continue;
        all += count.all;
        carded += count.withCard;
      }
      return (carded + MIXED_WITH * usualShare) / (all + MIXED_WITH);
    },
  };
}

/** An hour with the one before and the one after. */
function summed(hours: ReadonlyMap<number, ReadonlyMap<string, Count>>, hour: number): Map<string, Count> {
  const sums = new Map<string, Count>();
  for (const near of [hour - 1, hour, hour + 1]) {
    for (const [key, { all, withCard }] of hours.get(near) ?? []) {
      const sum = sums.get(key) ?? { all: 0, withCard: 0 };
      sums.set(key, { all: sum.all + all, withCard: sum.withCard + withCard });
    }
  }
  return sums;
}

/** How many receipts of the same member were made at each seat about the same hour. */
function ownReceipts(sales: readonly ReceiptFact[]): (receipt: ReceiptFact) => ReadonlyMap<string, number> {
  const byMember = grouped(
    sales.filter(({ memberId }) => memberId !== null),
    ({ memberId }) => memberId ?? '',
  );
  return (receipt) => {
    const counts = new Map<string, number>();
    for (const one of byMember.get(receipt.memberId ?? '') ?? []) {
      if (Math.abs(localHour(one) - localHour(receipt)) > 1) continue;
      const seat = seatKey(seatOf(one));
      counts.set(seat, (counts.get(seat) ?? 0) + 1);
    }
    return counts;
  };
}
