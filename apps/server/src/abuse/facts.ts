/**
 * What the rules against abuse look at: plain facts of a window of time. Nothing else of a receipt, a member or an operator
 * reaches them, and they keep nothing themselves.
 */

/** A sale or a return, as far as the rules care. */
export interface ReceiptFact {
  readonly receiptId: string;
  readonly type: 'sale' | 'return';
  /** The sale that a return undoes. */
  readonly ofReceiptId: string | null;
  /** Whose points it moved; null: no card was shown. */
  readonly memberId: string | null;
  readonly storeId: string;
  readonly tillId: string;
  /** Who sat there, where the till says so. */
  readonly cashier: string | null;
  /** Epoch milliseconds, and the receipt's own offset from UTC. */
  readonly at: number;
  readonly offsetMinutes: number;
  /** In minor units; below zero for a return. */
  readonly paid: number;
  readonly earned: number;
  readonly spent: number;
  /** What a return could not take back because it was spent, and left owed or off the refund. */
  readonly owed: number;
}

/** Points that somebody on the staff granted by hand. */
export interface GrantFact {
  readonly grantId: string;
  readonly operatorId: string;
  readonly memberId: string;
  readonly at: number;
  readonly points: number;
  /** The most that this operator may grant at once without a second person; null: there is no limit. */
  readonly limit: number | null;
}

/** Somebody joined. Device and network are keyed hashes: that two are the same can be seen, and nothing else. */
export interface SignUpFact {
  readonly memberId: string;
  readonly at: number;
  readonly device: string | null;
  readonly network: string | null;
  /** Where, when it was at a counter. */
  readonly storeId: string | null;
}

/** One profile was merged into another. */
export interface MergeFact {
  readonly mergeId: string;
  readonly memberId: string;
  readonly fromMemberId: string;
  readonly operatorId: string | null;
  readonly at: number;
  /** What came along. */
  readonly points: number;
}

/** Where a store is, in degrees. */
export interface StorePlace {
  readonly storeId: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** Who took the money, as exactly as is known: the cashier, or else the till. */
export interface Seat {
  readonly storeId: string;
  readonly cashier: string | null;
  readonly tillId: string | null;
}

export const seatOf = ({ storeId, cashier, tillId }: ReceiptFact): Seat =>
  cashier === null ? { storeId, cashier: null, tillId } : { storeId, cashier, tillId: null };

/** A seat as one text, to group by. */
export const seatKey = ({ storeId, cashier, tillId }: Seat): string =>
  JSON.stringify(cashier === null ? [storeId, 'till', tillId] : [storeId, 'cashier', cashier]);

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Days and hours since 1970 on the clock of the place. */
export const localDay = ({ at, offsetMinutes }: Pick<ReceiptFact, 'at' | 'offsetMinutes'>): number =>
  Math.floor((at + offsetMinutes * 60_000) / DAY_MS);
export const localHour = ({ at, offsetMinutes }: Pick<ReceiptFact, 'at' | 'offsetMinutes'>): number =>
  Math.floor((at + offsetMinutes * 60_000) / HOUR_MS);

/** What is grouped by a key, in the order of the first of each. */
export function grouped<T>(all: Iterable<T>, keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
