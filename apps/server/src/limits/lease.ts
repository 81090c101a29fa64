import { sql, type Kysely, type Transaction } from 'kysely';
import { v7 } from 'uuid';
import type { Database } from '../database/schema.ts';
import type { BudgetKey, Slice, SliceWanted } from './pool.ts';

/** A slice is this part of what is left, so that many processes find room and the last uses are found, not stranded. */
const PART = 16;

/** Longer than any statement may take. */
const MARGIN_SECONDS = 60;

const sliceOf = (rest: number, needed: number): number =>
  needed === 0 ? 0 : Math.max(needed, Math.floor(rest / PART));

/** Leases a slice, or makes one larger; null when so much is not left. */
export function leaseMore(
  db: Kysely<Database>,
  key: BudgetKey,
  { most, needed, leaseId, returned, leaseMs }: SliceWanted & { readonly leaseMs: number },
): Promise<Slice | null> {
  return db.transaction().execute(async (transaction) => {
    let budget = (await lockBudget(transaction, key)) ?? (await makeBudget(transaction, key, most));
    if (returned !== null) budget = await settle(transaction, key, { budget, leaseIds: [returned] });
    if (most - budget.used - budget.leased < needed) {
      const leaseIds = await endedLeases(transaction, key, MARGIN_SECONDS);
      budget = await settle(transaction, key, { budget, leaseIds });
    }
    const rest = most - budget.used - budget.leased;
    // What is given back needs nothing: it goes even where more is used by now than there was when it was taken.
    if (needed > 0 && rest < needed) return null;
    const amount = sliceOf(rest, needed);
    await sql`
      update budget set leased = leased + ${amount}::bigint, most = greatest(most, ${most}::bigint)
       where ${isBudget(key)}`.execute(transaction);
    const larger = leaseId === null ? null : await enlarge(transaction, key, { leaseId, amount });
    return larger ?? begin(transaction, key, { amount, leaseMs });
  });
}

/** Returns what nobody took of a lease whose receipts are all written. */
export async function returnLease(db: Kysely<Database>, key: BudgetKey, leaseId: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const budget = await lockBudget(transaction, key);
    if (budget) await settle(transaction, key, { budget, leaseIds: [leaseId] });
  });
}

/** Settles what processes have left behind: a slice that was lost is there again. Any number may do so at once. */
export async function settleEnded(
  db: Kysely<Database>,
  marginSeconds: number = MARGIN_SECONDS,
): Promise<number> {
  const { rows: keys } = await sql<BudgetKey>`
    select distinct l.promotion, l.limit_name as "limit", l.period from budget_lease l where ${hasEnded(marginSeconds)}`.execute(
    db,
  );
  let settled = 0;
  for (const key of keys) {
    settled += await db.transaction().execute(async (transaction) => {
      const budget = await lockBudget(transaction, key);
      if (!budget) return 0;
      const leaseIds = await endedLeases(transaction, key, marginSeconds);
      await settle(transaction, key, { budget, leaseIds });
      return leaseIds.length;
    });
  }
  return settled;
}

interface Budget {
  readonly used: number;
  readonly leased: number;
}

const isBudget = ({ promotion, limit, period }: BudgetKey) =>
  sql`promotion = ${promotion} and limit_name = ${limit} and period = ${period}`;

/** Whoever changes leases of a budget holds its row: they take turns. */
async function lockBudget(db: Transaction<Database>, key: BudgetKey): Promise<Budget | null> {
  const { rows } = await sql<Budget>`
    select used, leased from budget where ${isBudget(key)} for update`.execute(db);
  return rows[0] ?? null;
}

async function makeBudget(db: Transaction<Database>, key: BudgetKey, most: number): Promise<Budget> {
  await sql`
    insert into budget (promotion, limit_name, period, most, used, leased)
    values (${key.promotion}, ${key.limit}, ${key.period}, ${most}, 0, 0) on conflict do nothing`.execute(db);
  const made = await lockBudget(db, key);
  if (!made) throw new Error(`the budget of ${key.promotion} is gone`);
  return made;
}

async function begin(
  db: Transaction<Database>,
  { promotion, limit, period }: BudgetKey,
  { amount, leaseMs }: { amount: number; leaseMs: number },
): Promise<Slice> {
  const leaseId = v7();
  const { rows } = await sql<{ endsAt: number }>`
    insert into budget_lease (promotion, lease_id, limit_name, period, amount, ends_at)
    values (${promotion}, ${leaseId}, ${limit}, ${period}, ${amount}, clock_timestamp() + ${leaseMs} * interval '1 millisecond')
    returning ends_at as "endsAt"`.execute(db);
  return { leaseId, amount, endsAt: rows[0]?.endsAt ?? 0 };
}

/** Not one that has ended: it may be settled at any moment. By the statement’s time, since Citus takes no later one in an UPDATE. */
async function enlarge(
  db: Transaction<Database>,
  { promotion }: BudgetKey,
  { leaseId, amount }: { leaseId: string; amount: number },
): Promise<Slice | null> {
  const { rows } = await sql<{ endsAt: number }>`
    update budget_lease set amount = amount + ${amount}::bigint
     where promotion = ${promotion} and lease_id = ${leaseId} and ends_at > statement_timestamp()
    returning ends_at as "endsAt"`.execute(db);
  const [row] = rows;
  return row ? { leaseId, amount, endsAt: row.endsAt } : null;
}

/**
 * Nothing can be written under it any more: the guard of a write compares with the database's clock, and every transaction that
 * writes and began before the end is over.
 */
const hasEnded = (marginSeconds: number) => sql<boolean>`
  l.ends_at < clock_timestamp() - ${marginSeconds} * interval '1 second'
  and not exists (select from pg_stat_activity a
    where a.datname = current_database() and a.backend_xid is not null and a.xact_start < l.ends_at)`;

async function endedLeases(
  db: Transaction<Database>,
  key: BudgetKey,
  marginSeconds: number,
): Promise<string[]> {
  const { rows } = await sql<{ lease_id: string }>`
    select l.lease_id from budget_lease l where ${isBudget(key)} and ${hasEnded(marginSeconds)}`.execute(db);
  return rows.map((row) => row.lease_id);
}

/** What receipts took under these leases is used, the rest is there again. */
async function settle(
  db: Transaction<Database>,
  key: BudgetKey,
  { budget, leaseIds }: { budget: Budget; leaseIds: readonly string[] },
): Promise<Budget> {
  if (leaseIds.length === 0) return budget;
  const { rows: ended } = await sql<{ lease_id: string; amount: number }>`
    delete from budget_lease where promotion = ${key.promotion} and lease_id = any(${leaseIds}::uuid[])
    returning lease_id, amount`.execute(db);
  // Somebody else has settled them.
  if (ended.length === 0) return budget;
  const { rows: taken } = await sql<{ amount: number }>`
    select coalesce(sum(amount), 0) as amount from budget_use
     where lease_id = any(${ended.map((lease) => lease.lease_id)}::uuid[])`.execute(db);
  const leased = ended.reduce((sum, { amount }) => sum + amount, 0);
  const { rows } = await sql<Budget>`
    update budget set leased = leased - ${leased}::bigint, used = used + ${taken[0]?.amount ?? 0}::bigint
     where ${isBudget(key)} returning used, leased`.execute(db);
  return rows[0] ?? budget;
}
