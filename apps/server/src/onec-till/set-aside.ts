import type { Instant } from '@bonum/engine';
import type { Hold } from '@bonum/ledger';
import { receiptIdOf } from '../checkout/receipt-id.ts';
import type { SetAside } from '../checkout/offline-sale.ts';

/** Where points are set aside. */
export interface Place {
  readonly storeId: string;
  readonly tillId: string;
}

/** A receipt that this till is writing for this member, and that has no name yet. */
export const lockIdOf = ({ storeId, tillId }: Place, ownerId: string): string =>
  receiptIdOf({ storeId, tillId, shift: '1c-lock', number: ownerId });

/** A receipt of this till that is paid, and has not come yet. */
export const writeOffIdOf = ({ storeId, tillId }: Place, holdId: string): string =>
  receiptIdOf({ storeId, tillId, shift: '1c-write-off', number: holdId });

/** The till's own open lock of a member's points. */
export const lockOf = (holds: ReadonlyMap<string, Hold>, place: Place, ownerId: string): Hold | undefined =>
  [...holds.values()].find((hold) => hold.state === 'open' && hold.receiptId === lockIdOf(place, ownerId));

/** Points that this till has taken off for receipts that have not come yet. */
export const writeOffsOf = (holds: ReadonlyMap<string, Hold>, place: Place): Hold[] =>
  [...holds.values()].filter((hold) => hold.state === 'open' && waitsAt(place)(hold));

const waitsAt =
  (place: Place) =>
  (hold: Hold): boolean =>
    hold.receiptId === writeOffIdOf(place, hold.holdId);

/** Till clocks drift, and 1C writes whole seconds. */
const DRIFT_MS = 120_000;

/** A receipt of this till is paid by what it took off, and ends the lock that was taken before it. */
export const setAsideAt = (place: Place, ownerId: string | null): SetAside => ({
  waits: waitsAt(place),
  ends: (hold, soldAt: Instant) =>
    ownerId !== null && hold.receiptId === lockIdOf(place, ownerId) && hold.createdAt <= soldAt + DRIFT_MS,
});
