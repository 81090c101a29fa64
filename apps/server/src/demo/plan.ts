import type { ReceiptKey } from '../checkout/receipt-id.ts';
import { makeLife, makePasserBy, type Life, type Return, type Sale } from './life.ts';
import { DAY_MS, type Days } from './rhythm.ts';

/** Everything that will have happened in the year. */
export interface Plan {
  readonly lives: readonly Life[];
  /** Those who never showed a card. */
  readonly passersBy: readonly Sale[];
  /** The number the till gave to each receipt. */
  readonly keys: ReadonlyMap<Sale | Return, ReceiptKey>;
}

/** For one member so many receipts of people who never joined. */
const PASSERS_BY_SHARE = 1.7;

/** The same plan for the same days and number of members. */
export function planYear(days: Days, members: number): Plan {
  const lives = Array.from({ length: members }, (_, index) => makeLife(days, index));
  const passersBy = Array.from({ length: Math.round(members * PASSERS_BY_SHARE) }, (_, index) =>
    makePasserBy(days, index),
  );
  const receipts = [
    ...passersBy,
    ...lives.flatMap(({ invitedBy, deeds }) => [
      ...(invitedBy ? [invitedBy] : []),
      ...deeds.filter((deed) => deed.type === 'sale' || deed.type === 'return'),
    ]),
  ];
  return { lives, passersBy, keys: numbered(days, receipts) };
}

/** Tills count from the morning of each day, which is a shift. */
function numbered(days: Days, receipts: readonly (Sale | Return)[]): ReadonlyMap<Sale | Return, ReceiptKey> {
  const counts = new Map<string, number>();
  const keys = new Map<Sale | Return, ReceiptKey>();
  for (const receipt of receipts.toSorted((a, b) => a.at - b.at)) {
    const { storeId, tillId, at, offsetMinutes } = receipt;
    const shift = String(Math.floor((at + offsetMinutes * 60_000 - days.first) / DAY_MS) + 1);
    const lane = [storeId, tillId, shift].join();
    const count = (counts.get(lane) ?? 0) + 1;
    counts.set(lane, count);
    keys.set(receipt, { storeId, tillId, shift, number: String(count) });
  }
  return keys;
}
