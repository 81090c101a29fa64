import type { PoolClient } from 'pg';
import type { Instant } from '@bonum/engine';
import type { Mistakes } from './mistakes.ts';

interface Bad {
  readonly line: number;
  readonly column: string;
  readonly reason: string;
}

/** What only shows when all lines are there, wherever they stand in the file. */
export async function findBadReceipts(client: PoolClient, mistakes: Mistakes, now: Instant): Promise<void> {
  for (const query of [DISAGREEMENTS, REPEATED_LINES, TOO_LARGE]) {
    const { rows } = await client.query<Bad>(`${query} order by line limit ${MOST}`);
    for (const row of rows) mistakes.add(row);
  }
  const { rows } = await client.query<Bad>(`${TOO_LATE} order by line limit ${MOST}`, [new Date(now)]);
  for (const row of rows) mistakes.add(row);
}

/** More than are told, so that it is said that there are more. */
const MOST = 1000;

const written = (time: string): string => `to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

const DISAGREEMENTS = `
  select line, d.column, 'receipt ' || receipt_id || ' has two: ' || d.one || ' and ' || d.other as reason
    from (select receipt_id, max(line) as line, min(coalesce(member_id, '')) as member, max(coalesce(member_id, '')) as other_member,
                 min(store_id) as store, max(store_id) as other_store, min(at) as at, max(at) as other_at
            from replay_line group by receipt_id) r
   cross join lateral (values
     ('member_id', case when member = '' then 'nobody' else member end, other_member),
     ('store_id', store, other_store),
     ('timestamp', at::text, other_at::text)) d ("column", one, other)
   where d.one <> d.other and not (member = '' and other_member = '' and d.column = 'member_id')`;

const REPEATED_LINES = `
  select max(line) as line, 'line_no' as column, 'receipt ' || receipt_id || ' has line ' || line_no || ' twice' as reason
    from replay_line group by receipt_id, line_no having count(*) > 1`;

/** What the contract lets a receipt have. */
const TOO_LARGE = `
  select max(line) as line, 'amount_minor' as column, 'receipt ' || receipt_id || ' is larger than any receipt can be' as reason
    from replay_line group by receipt_id having sum(abs(amount)) > 1000000000000`;

/** Whatever falls due by a receipt's time is booked with it: one row of the year 2062 would let all of a member's points expire. */
const TOO_LATE = `
  select line, 'timestamp' as column, ${written('at')} || ' is later than now, ' || ${written('$1::timestamptz')} as reason
    from replay_line where at > $1`;
