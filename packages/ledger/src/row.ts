import type { AccountName, Hold, HoldState, Lot, LotSource, Points, Transfer, Wallet } from './account.ts';
import { iso } from './iso.ts';

/** Rows of the tables, ready for JSON: keys are columns, instants ISO text, bytea hex text. */
export interface TransferRow {
  readonly owner_id: string;
  readonly number: number;
  readonly kind: string;
  readonly debit: AccountName;
  readonly credit: AccountName;
  readonly amount: Points;
  readonly lot_id: string | null;
  readonly reason: string;
  readonly receipt_id: string | null;
  readonly hold_id: string | null;
  readonly reverses: number | null;
  readonly at: string;
  readonly recorded_at: string;
  readonly active_from: string | null;
  readonly expires_at: string | null;
  readonly hash: string;
}
export interface LotRow {
  readonly owner_id: string;
  readonly lot_id: string;
  readonly kind: string;
  readonly granted: Points;
  readonly available: Points;
  readonly pending: Points;
  readonly held: Points;
  readonly active_from: string;
  readonly expires_at: string | null;
  readonly source: LotSource;
  readonly receipt_id: string | null;
  readonly from_owner_id: string | null;
  readonly from_lot_id: string | null;
  readonly created_at: string;
}
export interface WalletRow extends Wallet {
  readonly owner_id: string;
}
export interface HoldRow {
  readonly owner_id: string;
  readonly hold_id: string;
  readonly receipt_id: string;
  readonly state: HoldState;
  readonly points: Readonly<Record<string, Points>>;
  readonly confirmation_id: string | null;
  readonly created_at: string;
  readonly expires_at: string;
  readonly closed_at: string | null;
}

export const isoOrNull = (instant: number | null): string | null => (instant === null ? null : iso(instant));
/** Bytes, given in hexadecimal digits, as PostgreSQL takes them. */
export const bytea = (digits: string): string => `\\x${digits}`;

export const transferRow = (ownerId: string, transfer: Transfer): TransferRow => ({
  owner_id: ownerId,
  number: transfer.number,
  kind: transfer.kind,
  debit: transfer.debit,
  credit: transfer.credit,
  amount: transfer.amount,
  lot_id: transfer.lotId,
  reason: transfer.reason,
  receipt_id: transfer.receiptId,
  hold_id: transfer.holdId,
  reverses: transfer.reverses,
  at: iso(transfer.at),
  recorded_at: iso(transfer.recordedAt),
  active_from: isoOrNull(transfer.activeFrom),
  expires_at: isoOrNull(transfer.expiresAt),
  hash: bytea(transfer.hash),
});

export const lotRow = (ownerId: string, lot: Lot): LotRow => ({
  owner_id: ownerId,
  lot_id: lot.lotId,
  kind: lot.kind,
  granted: lot.granted,
  available: lot.available,
  pending: lot.pending,
  held: lot.held,
  active_from: iso(lot.activeFrom),
  expires_at: isoOrNull(lot.expiresAt),
  source: lot.source,
  receipt_id: lot.receiptId,
  from_owner_id: lot.fromOwnerId,
  from_lot_id: lot.fromLotId,
  created_at: iso(lot.createdAt),
});

export const walletRow = (ownerId: string, wallet: Wallet): WalletRow => ({ owner_id: ownerId, ...wallet });

export const holdRow = (ownerId: string, hold: Hold): HoldRow => ({
  owner_id: ownerId,
  hold_id: hold.holdId,
  receipt_id: hold.receiptId,
  state: hold.state,
  points: hold.points,
  confirmation_id: hold.confirmationId,
  created_at: iso(hold.createdAt),
  expires_at: iso(hold.expiresAt),
  closed_at: isoOrNull(hold.closedAt),
});
