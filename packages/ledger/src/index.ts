export type * from './account.ts';
export { emptyAccount, genesis } from './account.ts';
export { accountFrom, holdFrom, type AccountJson, type HoldJson } from './account-from.ts';
export { accountJson, holdsJson, type AccountWanted } from './account-json.ts';
export { advance } from './advance.ts';
export { balances, balancesAt, totals, type Balance, type Dated } from './balances.ts';
export { type Book, lotIdOf } from './book.ts';
export { canonical, canonicalExpression, hashExpression, hashTransfer, type Hashed } from './chain.ts';
export { closeBook, type Closed } from './close-book.ts';
export { grant, type GrantRequest } from './grant.ts';
export { assignHold, heldBy, hold, redeemHold, releaseHold, spendable, type HoldRequest } from './hold.ts';
export { iso } from './iso.ts';
export { openBook } from './open-book.ts';
export { inSpendingOrder } from './order.ts';
export type { LedgerRefusal, Outcome, PointsByKind, Refusal } from './outcome.ts';
export { bytea, type HoldRow, type LotRow, type TransferRow, type WalletRow } from './row.ts';
export { settle } from './settle.ts';
export { spend, withdraw, type LotPart } from './spend.ts';
export { clawBack, type ClawBackRequest, type ClawedBack } from './claw-back.ts';
export {
  lastOf,
  mergeInto,
  numbersOf,
  standingAt,
  undoMerge,
  type ChainSpan,
  type MergeEvidence,
} from './merge.ts';
export { restore, type RestoreRequest } from './restore.ts';
export type { ReturnOf } from './return.ts';
export { reverse } from './reverse.ts';
export { writeOff } from './write-off.ts';
export type { BreakRow, Invariant } from './verify/invariant.ts';
export { ledgerInvariants } from './verify/ledger-invariants.ts';
export { verify, type Break, type Check, type VerifyOptions } from './verify/verify.ts';
