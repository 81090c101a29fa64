import { sql, type Kysely, type Transaction } from 'kysely';
import { Conflict } from '../conflict.ts';
import type { Database } from '../database/schema.ts';
import type { Call } from '../operation.ts';

/** What an operator has done alone of what is limited. */
export interface StaffUse {
  readonly operatorId: string;
  /** A day of the chain, as YYYY-MM-DD. */
  readonly day: string;
  readonly action: string;
  readonly amount: number;
  /** Of a day; null: any. */
  readonly most: number | null;
}

/** The chain's day. */
export async function dayOf({ shell, now }: Call): Promise<string> {
  const { compiled } = await shell.programmes.current();
  return new Date(now + compiled.calendar.offsetMinutesAt(now) * 60_000).toISOString().slice(0, 10);
}

type Of = Pick<StaffUse, 'operatorId' | 'day' | 'action'>;

export async function usedOn(db: Kysely<Database>, of: Of): Promise<number> {
  return (await usesOn(db, of)).get(of.action) ?? 0;
}

/** By action. */
export async function usesOn(
  db: Kysely<Database>,
  { operatorId, day }: Omit<Of, 'action'>,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ action: string; used: number }>`
    select action, used from staff_use where operator_id = ${operatorId} and day = ${day}::date`.execute(db);
  return new Map(rows.map(({ action, used }) => [action, used]));
}

/**
 * Counts it in the transaction of what was done. The row is waited for, so of many at the same moment no more get through than the day
 * has room for.
 * @throws Conflict when there is no room left by now
 */
export async function writeStaffUse(
  db: Transaction<Database>,
  { operatorId, day, action, amount, most }: StaffUse,
): Promise<void> {
  const { rows } = await sql`
    insert into staff_use as u (operator_id, day, action, used) values (${operatorId}, ${day}::date, ${action}, ${amount})
    on conflict (operator_id, day, action) do update set used = u.used + excluded.used
     where ${most}::bigint is null or u.used + excluded.used <= ${most}::bigint
    returning used`.execute(db);
  if (rows.length === 0) throw new Conflict('the day has no room left');
}
