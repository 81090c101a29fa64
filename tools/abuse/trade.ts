import { randomOf, type Random } from '../../apps/server/src/demo/random.ts';
import { grouped, type ReceiptFact } from '../../apps/server/src/abuse/facts.ts';
import type { RealReceipt } from './read-receipts.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
export const PERIOD_DAYS = 28;
/** The first day of the window that everything is laid into: a Sunday, as 1 January 2017 was. */
export const BEGINS = Date.UTC(2026, 9, 4);
const HOUR_MS = 3_600_000;
/** Whatever the place: one offset, for there is one chain. */
const OFFSET_MINUTES = 180;

/** How the tills of a store are staffed: which cashier sits where at a time. */
interface Roster {
  readonly tills: number;
  readonly cashierAt: (till: number, localTime: number) => string;
}

/** A share of shoppers without a card: they are real too, and their receipts are kept, without a name. */
const WITHOUT_CARD = 0.3;
/** Members who have a till that they like, and how often they go there. */
const WITH_HABIT = 0.3;
const BY_HABIT = 0.6;
/** What is bought within so many minutes of each other is one errand: it goes through one till. */
const ONE_ERRAND_MS = 15 * MINUTE_MS;

/**
 * A chain's four weeks, out of a year of real receipts: the year is cut into periods of four weeks that are laid over one another,
 * and a household is another member in each. Members, stores, weekdays, times and sums are real, and so is how often somebody comes
 * back; tills, cashiers, habits and who has no card are made up, as no public data has them.
 */
export function tradeOf(real: readonly RealReceipt[], seed: string): ReceiptFact[] {
  const first = Math.min(...real.map(({ localTime }) => localTime));
  const begin = first - (first % DAY_MS);
  const laid = real.map((receipt) => {
    const period = Math.floor((receipt.localTime - begin) / (PERIOD_DAYS * DAY_MS));
    return {
      ...receipt,
      memberId: receipt.memberId === null ? null : `${receipt.memberId}.${period}`,
      localTime: BEGINS + ((receipt.localTime - begin) % (PERIOD_DAYS * DAY_MS)),
    };
  });
  const nameless = new Set(
    [...new Set(laid.flatMap(({ memberId }) => memberId ?? []))].filter((memberId) =>
      randomOf(`${seed} card ${memberId}`).chance(WITHOUT_CARD),
    ),
  );
  return [...grouped(laid, ({ storeId }) => storeId).values()]
    .flatMap((inStore) => served(inStore, seed))
    .map((sale) => (nameless.has(sale.memberId ?? '') ? { ...sale, memberId: null, earned: 0 } : sale))
    .toSorted((one, other) => one.at - other.at);
}

/** Puts each receipt of a store at a till, and a cashier there. */
function served(inStore: readonly RealReceipt[], seed: string): ReceiptFact[] {
  const [any] = inStore;
  if (!any) return [];
  const roster = rosterOf(any.storeId, inStore.length, seed);
  const sales: ReceiptFact[] = [];
  for (const [memberId, own] of grouped(inStore, ({ memberId: id }) => id ?? '')) {
    const random = randomOf(`${seed} tills ${any.storeId} ${memberId}`);
    const liked = random.chance(WITH_HABIT) ? random.whole(1, roster.tills) : null;
    let before: { readonly at: number; readonly till: number } | null = null;
    for (const receipt of own.toSorted((one, other) => one.localTime - other.localTime)) {
      const together: boolean = before !== null && receipt.localTime - before.at <= ONE_ERRAND_MS;
      const till: number = together && before !== null ? before.till : tillFor(random, liked, roster.tills);
      before = { at: receipt.localTime, till };
      sales.push(saleOf(receipt, { till, cashier: roster.cashierAt(till, receipt.localTime) }));
    }
  }
  return sales;
}

const tillFor = (random: Random, liked: number | null, tills: number): number =>
  liked !== null && random.chance(BY_HABIT) ? liked : random.whole(1, tills);

/** Points as most chains give them: one for each twenty units of money. */
export const earnedOf = (paid: number): number => Math.max(0, Math.floor(paid / 20));

const saleOf = (receipt: RealReceipt, { till, cashier }: { till: number; cashier: string }): ReceiptFact => ({
  receiptId: receipt.receiptId,
  type: 'sale',
  ofReceiptId: null,
  memberId: receipt.memberId,
  storeId: receipt.storeId,
  tillId: String(till),
  cashier,
  at: receipt.localTime - OFFSET_MINUTES * MINUTE_MS,
  offsetMinutes: OFFSET_MINUTES,
  paid: receipt.amount,
  earned: receipt.memberId === null ? 0 : earnedOf(receipt.amount),
  spent: 0,
  owed: 0,
});

/** Two shifts a day; three cashiers share two shifts of a till, in an order of each day. */
function rosterOf(storeId: string, receipts: number, seed: string): Roster {
  const tills = receipts >= 700 ? 3 : receipts >= 200 ? 2 : 1;
  const cashiers = Array.from({ length: tills * 3 }, (_, index) => `${storeId}-${index + 1}`);
  const orders = new Map<number, readonly string[]>();
  return {
    tills,
    cashierAt(till, localTime) {
      const day = Math.floor(localTime / DAY_MS);
      const order = orders.get(day) ?? shuffled(cashiers, randomOf(`${seed} roster ${storeId} ${day}`));
      orders.set(day, order);
      const shift = localTime % DAY_MS < 15 * HOUR_MS ? 0 : 1;
      return order[(till - 1) * 2 + shift] ?? '';
    },
  };
}

export function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((item) => ({ item, key: random.next() }))
    .toSorted((one, other) => one.key - other.key)
    .map(({ item }) => item);
}
