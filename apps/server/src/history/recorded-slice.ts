import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';

const MINUTE_MS = 60_000;
const LONGEST_SLICE_MS = 10 * 365 * 24 * 60 * MINUTE_MS;

/** With which width to begin, as long as nothing is known. */
export const FIRST_WIDTH_MS = MINUTE_MS;

/** A stretch of the time at which receipts were recorded, with no more of them than are to be worked on at once. */
export interface RecordedSlice {
  readonly to: number;
  /** With what the next is best tried. */
  readonly nextWidth: number;
}

/**
 * In this transaction receipts are found by the summary of when they were recorded. PostgreSQL, which knows nothing of how many a slice
 * has when it plans for any, would rather begin to read all of them, and where a slice has none would read on to the end.
 */
export async function bySummary(transaction: Transaction<Database>): Promise<void> {
  await sql`select set_config('enable_seqscan', 'off', true), set_config('plan_cache_mode', 'force_custom_plan', true)`.execute(
    transaction,
  );
}

/**
 * As long a time as has no more receipts than `most`, unless so many are of one millisecond. There is no index by which they are in order,
 * and a till should not pay for one.
 */
export async function sliceFrom(
  db: Kysely<Database>,
  from: number,
  { end, width, most }: { readonly end: number; readonly width: number; readonly most: number },
): Promise<RecordedSlice> {
  for (let wide = width; ; wide = Math.ceil(wide / 2)) {
    const to = Math.min(from + wide, end);
    const count = await countTo(db, { from, to, most });
    if (count > most && wide > 1) continue;
    const isRoomy = count <= most / 2;
    return { to, nextWidth: Math.min(LONGEST_SLICE_MS, isRoomy ? wide * 2 : wide) };
  }
}

async function countTo(
  db: Kysely<Database>,
  { from, to, most }: { readonly from: number; readonly to: number; readonly most: number },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from receipt r where r.recorded_at >= ${new Date(from)} and r.recorded_at < ${new Date(to)}
       limit ${most + 1}) as first`.execute(db);
  return rows[0]?.count ?? 0;
}
