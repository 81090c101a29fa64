/**
 * What the ledger thinks about: the points of one owner, read whole. Plain values; nothing here moves points.
 */

/** Whole loyalty points, always a safe integer. The engine's branded points fit as they are. */
export type Points = number;
/** Milliseconds since 1970-01-01T00:00:00Z, always a safe integer. The engine's branded instants fit as they are. */
export type Instant = number;

/** Where the points of a lot are. */
export type Bucket = 'available' | 'pending' | 'held';
/** Accounts of an owner. `debt` is kept as what is owed, so its wallet column is the account's balance negated. */
export type OwnerAccount = Bucket | 'debt';
/** Accounts of the programme, over all owners. */
export type ProgrammeAccount =
  | 'issued'
  | 'redeemed'
  | 'expired'
  | 'migrated'
  | 'adjusted'
  | 'breakage'
  | 'merged';
export type AccountName = OwnerAccount | ProgrammeAccount;

/** Points of one accrual. */
export interface Lot {
  readonly lotId: string;
  readonly kind: string;
  readonly granted: Points;
  readonly available: Points;
  readonly pending: Points;
  readonly held: Points;
  /** Active at and after this instant. */
  readonly activeFrom: Instant;
  /** Worth nothing at and after this instant; null: never expires. */
  readonly expiresAt: Instant | null;
  readonly source: LotSource;
  readonly receiptId: string | null;
  readonly fromOwnerId: string | null;
  readonly fromLotId: string | null;
  readonly createdAt: Instant;
}
export type LotSource = 'receipt' | 'grant' | 'return' | 'merge' | 'migration';

/** Points reserved for a receipt that is being paid. */
export interface Hold {
  readonly holdId: string;
  readonly receiptId: string;
  readonly state: HoldState;
  readonly points: Readonly<Record<string, Points>>;
  readonly confirmationId: string | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly closedAt: Instant | null;
  /** What is still held, lot by lot, in the order it was taken; empty once the hold is closed. */
  readonly parts: readonly HoldPart[];
}
export type HoldState = 'open' | 'committed' | 'cancelled' | 'expired';
export interface HoldPart {
  readonly lotId: string;
  readonly kind: string;
  readonly points: Points;
}

export interface Wallet {
  readonly kind: string;
  readonly available: Points;
  readonly pending: Points;
  readonly held: Points;
  /** What the owner owes; never positive together with `available`. */
  readonly debt: Points;
}

/** One movement of points, from `debit` to `credit`. Never edited, only reversed. */
export interface Transfer {
  readonly number: number;
  readonly kind: string;
  readonly debit: AccountName;
  readonly credit: AccountName;
  readonly amount: Points;
  readonly lotId: string | null;
  readonly reason: string;
  readonly receiptId: string | null;
  readonly holdId: string | null;
  readonly reverses: number | null;
  /** When it counts. */
  readonly at: Instant;
  /** When it was written down. */
  readonly recordedAt: Instant;
  /** Set on the one transfer that makes a lot: the lot's terms, so that the chain seals them. */
  readonly activeFrom: Instant | null;
  readonly expiresAt: Instant | null;
  /** In hexadecimal digits. */
  readonly hash: string;
}

export interface Account {
  readonly ownerId: string;
  /** How many transfers there are; the next one gets the next number. */
  readonly transfers: number;
  /** The hash of the last transfer, in hexadecimal digits. */
  readonly head: string;
  /** Every lot with something left, and those of the receipts and transfers asked for. */
  readonly lots: readonly Lot[];
  /** The open ones, and the one asked for. */
  readonly holds: readonly Hold[];
  readonly wallets: readonly Wallet[];
  /** Transfers of the receipts, and around the transfer numbers, asked for; ascending. */
  readonly history: readonly Transfer[];
}

/** The previous hash of an owner's first transfer. */
export const genesis: string = '00'.repeat(32);

/** An owner that never had points. */
export function emptyAccount(ownerId: string): Account {
  return { ownerId, transfers: 0, head: genesis, lots: [], holds: [], wallets: [], history: [] };
}
