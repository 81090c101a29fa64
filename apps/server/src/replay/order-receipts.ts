import type { PoolClient } from 'pg';
import type { Staging } from './stage.ts';

/** Many more than are taken at once, so that the last ones end at about the same time. */
const LANES = 64;

/** Receipts out of lines, a member's ones one after another by (instant, receipt id), spread over lanes. */
export async function orderReceipts(
  client: PoolClient,
  { replayId, scope }: Pick<Staging, 'replayId' | 'scope'>,
): Promise<void> {
  await client.query(
    `insert into replay_receipt (replay_id, lane, position, receipt_id, member_id, store_id, at,
      offset_minutes, total, lines, owner_id)
    ${receipts(scope.live ? LIVE_OWNERS : NO_OWNERS)}`,
    [replayId],
  );
  await client.query(
    `insert into replay_lane (replay_id, lane, position) select $1, lane, 0 from generate_series(0, ${LANES - 1}) lane`,
    [replayId],
  );
  await client.query(
    `update replay set state = 'staged', lines = (select count(*) from replay_line) where replay_id = $1`,
    [replayId],
  );
  await client.query('analyze replay_receipt');
}

// Cards of one member may stand in the file as two members: they are one owner and hence one lane.
const receipts = (owners: string): string => `
  select $1::integer, (hashtext(coalesce(owner_key, member_id, receipt_id)) & 2147483647) % ${LANES},
         row_number() over (order by coalesce(owner_key, member_id) collate "C", at, receipt_id),
         receipt_id, member_id, store_id, at, offset_minutes, total, lines, owner_key::uuid
    from (select receipt_id, min(member_id) as member_id, min(store_id) as store_id, min(at) as at,
                 min(offset_minutes) as offset_minutes,
                 sum(case when quantity = 0 then 0 else amount end)::bigint as total,
                 json_agg(json_build_array(line_no, product_id, quantity, amount) order by length(line_no), line_no) as lines
            from replay_line group by receipt_id) r
    left join (${owners}) o using (member_id)`;

const NO_OWNERS = `select null::text as member_id, null::text as owner_key where false`;

/**
 * Those that members are known by: the chain's own number, a card, or our id. Merged ones lead to who stayed, however many
 * merges away: receipts of one person in two lanes would be taken out of order.
 */
const LIVE_OWNERS = `
  with recursive chain as (
  select m.member_id, f.rank, w.owner_id, w.merged_into
    from (select distinct member_id from replay_line where member_id is not null) m
   cross join lateral (
     select 1 as rank, owner_id from identifier where kind = 'external' and value = m.member_id
     union all
     select 2, owner_id from identifier where kind = 'card' and value = translate(m.member_id, ' -', '')
     union all
     select 3, m.member_id::uuid
      where m.member_id ~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$') f
    join owner w on w.owner_id = f.owner_id and w.type = 'member'
   union all
  select c.member_id, c.rank, w.owner_id, w.merged_into from chain c join owner w on w.owner_id = c.merged_into)
  select distinct on (member_id) member_id, owner_id::text as owner_key
    from chain where merged_into is null order by member_id, rank`;
