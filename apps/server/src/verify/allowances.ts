import type { Invariant } from '@bonum/ledger';
import { sql } from 'kysely';

/**
 * What tills were allowed to let members spend without network: used once, by a sale of that till that is there and spent no
 * more, and together never more than any programme let a member owe. Who was merged and parted again has more than one share,
 * so each owner's are added up for themselves. What came first the owner's version says, since clocks of two servers may be apart;
 * of those given before it was written down, the clocks, give or take some minutes.
 */
export const allowances: Invariant = {
  name: 'allowances',
  breaks: sql`
    with used as (
        select a.*, r.type, r.store_id || '/' || r.till_id as till, r.recorded_at, r.calculation
          from allowance a left join receipt r on r.receipt_id = a.used_by),
      most as (
        select coalesce(max((document->'offline'->'points'->>'most')::bigint), 0) as points
          from programme_version where status <> 'apart')
    select owner_id, 'allowance ' || allowance_id as place,
        'receipt ' || used_by || ', a sale of till ' || store_id || '/' || till_id as expected,
        coalesce(type || ' of till ' || till, 'none') as found
      from used where used_by is not null and (type is distinct from 'sale' or till <> store_id || '/' || till_id)
    union all
    select owner_id, 'allowance ' || allowance_id || ', ' || (s->>'kind'),
        'at most ' || coalesce(points->>(s->>'kind'), '0'), (s->>'points') || ' spent by receipt ' || used_by
      from used cross join lateral jsonb_array_elements(
        case when jsonb_typeof(calculation->'spending') = 'array' then calculation->'spending' else '[]'::jsonb end) s
      where (s->>'points')::bigint > coalesce((points->>(s->>'kind'))::bigint, 0)
    union all
    select owner_id, 'allowance ' || allowance_id, 'a receipt of its own', 'receipt ' || used_by || ', which used another too'
      from (select *, count(*) over (partition by used_by) as times from used where used_by is not null) u where times > 1
    union all
    select a.owner_id, 'allowance ' || a.allowance_id || ', ' || p.key, 'with what was outstanding at most ' || most.points,
        sum((o.points->>p.key)::bigint)::text
      from allowance a cross join most cross join lateral jsonb_each_text(a.points) p
      join used o on o.owner_id = a.owner_id and o.counts_until > a.created_at and o.points ? p.key
        and coalesce(o.given_version <= a.given_version, o.created_at <= a.created_at)
        and (o.used_by is null
          or coalesce(o.used_version >= a.given_version, o.recorded_at > a.created_at + interval '5 minutes'))
      group by a.owner_id, a.allowance_id, p.key, most.points
      having sum((o.points->>p.key)::bigint) > most.points`,
  says: ({ place, expected, found }) =>
    `For the ${place} there should be ${expected}, but there is: ${found}.`,
};
