import { sql, type RawBuilder } from 'kysely';
import type { AccountName } from '../account.ts';

/** What must hold of the tables, as one statement that finds where it doesn't. */
export interface Invariant {
  readonly name: string;
  /** A select of the columns of `BreakRow`, set-based and joined within one owner, without a limit. */
  readonly breaks: RawBuilder<unknown>;
  /** One English sentence for one break. */
  readonly says: (row: BreakRow) => string;
  readonly sieve?: Sieve;
  /**
   * It cannot be broken while all of these hold, and keys and `not null` do, so its own statement runs only where one of them is broken or is
   * not checked before it. One that follows has no sieve.
   */
  readonly follows?: readonly Invariant[];
}

/**
 * A statement that costs less than those of the invariants that share it, and finds something whenever one of them is broken.
 * While it finds nothing they need not run; when it does, they tell what it is.
 */
export interface Sieve {
  /** A select without a limit. */
  readonly suspects: RawBuilder<unknown>;
}

export interface BreakRow {
  /** null: it is not one owner's. */
  readonly owner_id: string | null;
  /** The row: `wallet cashback`, `lot …`, `transfer 5`. */
  readonly place: string;
  readonly expected: string;
  readonly found: string;
}

/**
 * The net of an account over the transfers of a group. What does not move it is null, which a sum leaves out at once. Of the least bigint
 * there is no negative one, so the amounts of a table are numeric.
 */
export const net = (
  account: AccountName,
  amount: RawBuilder<unknown> = sql`t.amount::numeric`,
): RawBuilder<unknown> =>
  sql`coalesce(sum(case when t.credit = ${sql.lit(account)} then ${amount}
    when t.debit = ${sql.lit(account)} then -${amount} end), 0)`;
