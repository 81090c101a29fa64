import { median, normalTail, spreadOf, together } from '../chance.ts';
import { grouped, localDay, seatKey, seatOf, type ReceiptFact, type Seat } from '../facts.ts';
import { openSeats } from '../open-seats.ts';
import type { Parameters } from '../parameters.ts';
import type { Tested } from '../suspicion.ts';
import { saleTraces, sum } from './evidence.ts';

/** What was seen at a seat and what one would expect there, going by its store at the same hours. */
interface AtSeat {
  readonly seat: Seat;
  readonly sales: readonly ReceiptFact[];
  /** Receipts with a card that had been there before within the window. */
  readonly again: number;
  readonly usualAgain: number;
  readonly withCard: number;
  readonly usualWithCard: number;
  readonly variance: number;
}

/**
 * The points of many receipts flow to few cards: at this seat the same cards come again more often than at its neighbours, and
 * more of its customers have a card than those of its neighbours at the same hours. How far seats differ from one another in
 * honest trade is taken from the chain itself (median and median deviation).
 */
export function fewCards(sales: readonly ReceiptFact[], { fewest }: Parameters): Tested[] {
  const seats = [...grouped(sales, ({ storeId }) => storeId).values()].flatMap(seatsOf);
  const busy = seats.filter(({ withCard }) => withCard >= fewest.receipts);
  const again = standardised(busy.map((one) => (one.again - one.usualAgain) / Math.sqrt(one.usualAgain + 1)));
  const carded = standardised(
    busy.map((one) => (one.withCard - one.usualWithCard) / Math.sqrt(one.variance + 1)),
  );
  return busy.flatMap((one, index) => {
    if (one.again < fewest.receipts - 1) return [];
    const chance = together([normalTail(again[index] ?? 0), normalTail(carded[index] ?? 0)]);
    return [
      {
        rule: 'few-cards',
        subject: { kind: 'seat', seat: one.seat },
        chance,
        evidence: () => evidenceOf(one),
      },
    ];
  });
}

/** In units of the chain's own spread, which is never taken for smaller than chance alone makes it. */
function standardised(values: readonly number[]): readonly number[] {
  const middle = Math.max(0, median(values));
  const spread = Math.max(1, spreadOf(values));
  return values.map((value) => (value - middle) / spread);
}

function seatsOf(inStore: readonly ReceiptFact[]): AtSeat[] {
  const open = openSeats(inStore);
  const expected = new Map<string, number>();
  const byMember = grouped(
    inStore.filter(({ memberId }) => memberId !== null),
    ({ memberId }) => memberId ?? '',
  );
  for (const own of byMember.values()) {
    if (own.length < 2) continue;
    for (const [seat, more] of againOf(own, open)) expected.set(seat, (expected.get(seat) ?? 0) + more);
  }
  return [...grouped(inStore, (sale) => seatKey(seatOf(sale)))].flatMap(([key, sales]) => {
    const [first] = sales;
    if (first === undefined) return [];
    const carded = sales.filter(({ memberId }) => memberId !== null);
    const cards = new Set(carded.map(({ memberId }) => memberId));
    const shares = sales.map((sale) => open.cardShareElsewhere(sale));
    return [
      {
        seat: seatOf(first),
        sales,
        again: carded.length - cards.size,
        usualAgain: expected.get(key) ?? 0,
        withCard: carded.length,
        usualWithCard: sum(shares),
        variance: sum(shares.map((share) => share * (1 - share))),
      },
    ];
  });
}

/** For each seat that a member could have met: the receipts that one would expect there beyond the first. */
function againOf(own: readonly ReceiptFact[], open: ReturnType<typeof openSeats>): Map<string, number> {
  const met = new Map<string, { all: number; never: number }>();
  for (const sale of own) {
    for (const seat of open.openAt(sale)) {
      const chance = open.chanceOf(sale, seat);
      const before = met.get(seat) ?? { all: 0, never: 1 };
      met.set(seat, { all: before.all + chance, never: before.never * (1 - chance) });
    }
  }
  return new Map([...met].map(([seat, { all, never }]) => [seat, all - (1 - never)]));
}

/** How many of the cards are named. */
const MOST_MEMBERS = 5;

function evidenceOf(one: AtSeat) {
  const byMember = grouped(
    one.sales.filter(({ memberId }) => memberId !== null),
    ({ memberId }) => memberId ?? '',
  );
  const most = [...byMember].toSorted(([, a], [, b]) => b.length - a.length).slice(0, MOST_MEMBERS);
  const named = most.filter(([, own]) => own.length > 1);
  return {
    figures: {
      receipts: one.sales.length,
      days: new Set(one.sales.map(localDay)).size,
      again: one.again,
      usualAgain: one.usualAgain,
      withCard: one.withCard,
      usualWithCard: one.usualWithCard,
      mostOfOneCard: most[0]?.[1].length ?? 0,
      points: sum(named.flatMap(([, own]) => own.map(({ earned }) => earned))),
    },
    members: named.map(([memberId]) => memberId),
    traces: saleTraces(named.flatMap(([, own]) => own)),
  };
}
