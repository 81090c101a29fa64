import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { bySummary, FIRST_WIDTH_MS, sliceFrom } from '../history/recorded-slice.ts';
import type { Shell } from '../operation.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** One statement copies no more: a second's work. */
const RECEIPTS_A_SLICE = 10_000;
/** A receipt is seen by others a little after the time it was recorded at: so much is read again, and copied once all the same. */
const LATE_MS = 5 * MINUTE_MS;

export type CollectingShell = Pick<Shell, 'db' | 'wallClock'>;

/** Where the bookmark is: what was recorded before it has been copied. */
const BOOKMARK = 'receipts';

/**
 * Copies what the rules ask about of receipts recorded since the last time, from the bookmark on; what is older than the window is
 * forgotten. Killed in between, it goes on where it was; run twice at once, it copies nothing twice.
 * @returns how many receipts were new
 */
export async function collectReceipts(
  { db, wallClock }: CollectingShell,
  { windowDays }: { readonly windowDays: number },
  receiptsASlice = RECEIPTS_A_SLICE,
): Promise<number> {
  const now = wallClock();
  const since = now - windowDays * DAY_MS;
  const bookmark = await db
    .selectFrom('abuse_bookmark')
    .select('until')
    .where('name', '=', BOOKMARK)
    .executeTakeFirst();
  let copied = 0;
  let from = Math.max((bookmark?.until ?? 0) - LATE_MS, since);
  for (let width = FIRST_WIDTH_MS; from < now;) {
    const slice = await db.transaction().execute(async (transaction) => {
      await bySummary(transaction);
      const found = await sliceFrom(transaction, from, { end: now, width, most: receiptsASlice });
      copied += await copySlice(transaction, { from, to: found.to, since });
      await moveBookmark(transaction, found.to);
      return found;
    });
    [from, width] = [slice.to, slice.nextWidth];
  }
  await sql`delete from abuse_receipt where at < ${new Date(since)}`.execute(db);
  return copied;
}

/**
 * Points are read off the ledger: what a sale was granted and spent, and what a return left owed or was paid in money, less what had
 * expired unused.
 */
async function copySlice(
  db: Kysely<Database>,
  { from, to, since }: { from: number; to: number; since: number },
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into abuse_receipt (owner_id, receipt_id, type, of_receipt_id, member, store_id, till_id, cashier, at, offset_minutes,
      paid, earned, spent, owed)
    select r.owner_id, r.receipt_id, r.type, r.of_receipt_id, o.type = 'member', r.store_id, r.till_id, r.cashier, r.at,
           r.offset_minutes, r.paid, coalesce(t.earned, 0), coalesce(t.spent, 0),
           case r.type when 'return' then greatest(0, coalesce(t.owed, 0)) else 0 end
      from receipt r join owner o on o.owner_id = r.owner_id
      left join lateral (
        select sum(amount) filter (where debit = 'issued')::bigint as earned,
               sum(amount) filter (where credit = 'redeemed')::bigint as spent,
               (coalesce(sum(amount) filter (where debit = 'debt' and credit = 'issued'), 0)
                - coalesce(sum(amount) filter (where debit = 'expired' and credit = 'debt'), 0))::bigint as owed
          from transfer t where t.owner_id = r.owner_id and t.receipt_id = r.receipt_id) t on true
     where r.recorded_at >= ${new Date(from)} and r.recorded_at < ${new Date(to)} and r.at >= ${new Date(since)}
       and r.type in ('sale', 'return') and not o.apart
    on conflict (owner_id, receipt_id) do nothing`.execute(db);
  return Number(numAffectedRows ?? 0);
}

async function moveBookmark(db: Kysely<Database>, until: number): Promise<void> {
  await sql`
    insert into abuse_bookmark (name, until) values (${BOOKMARK}, ${new Date(until)})
    on conflict (name) do update set until = greatest(abuse_bookmark.until, excluded.until)`.execute(db);
}
