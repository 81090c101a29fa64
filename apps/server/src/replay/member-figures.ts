import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../database/schema.ts';

/** What a member of the file came to, as of its last receipt. */
export interface MemberFigures {
  readonly memberId: string;
  readonly spend: number;
  readonly level: string | null;
  readonly earned: number;
  readonly expired: number;
  readonly balance: number;
}

const PAGE = 1000;

/** In the order of the members' numbers, page by page out of one snapshot, so that memory stays flat. */
export async function* memberFigures(
  db: Kysely<Database>,
  replayId: number,
  asOf: number,
): AsyncGenerator<MemberFigures> {
  const snapshot = await db.startTransaction().setAccessMode('read only').execute();
  try {
    await sql`set local statement_timeout = 0`.execute(snapshot);
    await sql`set local work_mem = '64MB'`.execute(snapshot);
    await sql`declare figures no scroll cursor for ${figures(replayId, asOf)}`.execute(snapshot);
    for (;;) {
      const { rows } = await sql<MemberFigures>`fetch ${sql.lit(PAGE)} from figures`.execute(snapshot);
      yield* rows;
      if (rows.length < PAGE) return;
    }
  } finally {
    await snapshot.rollback().execute();
  }
}

/**
 * From the lots that the file's receipts made and the transfers that count by then, whenever they were written down: what
 * a worker books later changes nothing here, and a lot past its time is gone whether that is booked or not.
 */
function figures(replayId: number, asOf: number): RawBuilder<unknown> {
  const then = sql`${sql.lit(new Date(asOf).toISOString())}::timestamptz`;
  return sql`
    with taken as (
      select member_id, owner_id, taken_as from replay_receipt
       where replay_id = ${sql.lit(replayId)} and member_id is not null
    ), of_lot as (
      select t.member_id, l.lot_id, l.expires_at <= ${then} as over,
             sum(case 'issued' when m.debit then m.amount when m.credit then -m.amount else 0 end) as earned,
             sum(case when m.credit = 'expired' then m.amount else 0 end) as expired,
             sum(case when m.credit in ('available', 'pending', 'held') then m.amount else 0 end)
               - sum(case when m.debit in ('available', 'pending', 'held') then m.amount else 0 end) as remaining
        from taken t
        join lot l on l.owner_id = t.owner_id and l.receipt_id = t.taken_as and l.source = 'receipt'
        join transfer m on m.owner_id = l.owner_id and m.lot_id = l.lot_id and m.at <= ${then}
       group by t.member_id, l.lot_id, l.expires_at
    ), points as (
      select member_id, sum(earned) as earned,
             sum(expired + case when over then remaining else 0 end) as expired,
             sum(case when over then 0 else remaining end) as balance
        from of_lot group by member_id
    ), members as (
      select member_id, (array_agg(owner_id) filter (where taken_as is not null))[1] as owner_id
        from taken group by member_id
    )
    select m.member_id as "memberId", coalesce(o.spend, 0) as spend, o.level,
           coalesce(p.earned, 0) as earned, coalesce(p.expired, 0) as expired, coalesce(p.balance, 0) as balance
      from members m
      left join owner o on o.owner_id = m.owner_id
      left join points p on p.member_id = m.member_id
     order by m.member_id collate "C"`;
}
