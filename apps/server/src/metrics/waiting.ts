import { setTimeout as pause } from 'node:timers/promises';
import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { bySummary } from '../history/recorded-slice.ts';
import type { Waiting } from './metrics.ts';

/** More than that is too much, however many it is; and counting costs. */
const MOST_COUNTED = 10_000;
const KEPT_MS = 5000;

/** Longer than that nobody waits for a figure. */
const PATIENCE_MS = 2000;

/** What waits for workers, by the indexes that workers use; null when the database does not say. Looked up once in a while. */
export function waitingWork(db: Kysely<Database>): () => Promise<Waiting | null> {
  let kept: Promise<Waiting | null> | undefined;
  let until = 0;
  return () => {
    if (kept && performance.now() < until) return kept;
    until = performance.now() + KEPT_MS;
    kept = Promise.race([look(db).catch(() => null), pause(PATIENCE_MS, null, { ref: false })]);
    return kept;
  };
}

async function look(db: Kysely<Database>): Promise<Waiting> {
  const [messages, events, owners, reports] = await Promise.all([
    depth(db, sql`select next_at as at from message where next_at <= now()`),
    depth(db, sql`select at from event where delivered_at is null`),
    depth(db, sql`select due_at as at from owner where due_at <= now()`),
    db.transaction().execute(receiptsBehind),
  ]);
  return { messages, events, owners, reports };
}

/** Receipts that are not written out for reports yet, all as old as what was written out last: they have no order to find the oldest by. */
async function receiptsBehind(db: Transaction<Database>): Promise<Waiting['reports']> {
  await bySummary(db);
  const progress = await db.selectFrom('report_progress').select('until').executeTakeFirst();
  if (!progress) return { count: 0, seconds: 0 };
  const since = new Date(progress.until);
  const { rows } = await sql<Waiting['reports']>`
    select count(*)::int as count, case count(*) when 0 then 0 else extract(epoch from now() - ${since}::timestamptz) end::float8 as seconds
      from (select from receipt where recorded_at >= ${since} limit ${MOST_COUNTED}) as first`.execute(db);
  return rows[0] ?? { count: 0, seconds: 0 };
}

async function depth(db: Kysely<Database>, rows: RawBuilder<unknown>): Promise<Waiting['messages']> {
  const { rows: found } = await sql<{ count: number; seconds: number }>`
    select count(*)::int as count, coalesce(extract(epoch from now() - min(at)), 0)::float8 as seconds
      from (${rows} order by at limit ${MOST_COUNTED}) as first`.execute(db);
  return found[0] ?? { count: 0, seconds: 0 };
}
