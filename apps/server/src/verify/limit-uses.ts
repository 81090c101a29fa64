import type { Invariant } from '@bonum/ledger';
import { sql } from 'kysely';

/**
 * What promotions took of their limits, as the evidence of receipts says: a member's counts are the sum of it, those of members
 * who were merged into them included, and what everybody may have was taken by the rows beside each receipt. A receipt that a
 * new member claimed has these beside the anonymous one that it is a copy of.
 */
export const limitUses: Invariant = {
  name: 'limit-uses',
  breaks: sql`
    with evidence as (
      select r.owner_id, r.receipt_id, u->>'promotion' as promotion, u->>'limit' as limit_name, u->>'period' as period,
          (u->>'amount')::bigint as amount
        from receipt r cross join lateral jsonb_path_query(r.calculation, 'strict $.uses[*]', '{}', true) u)
    select coalesce(s.owner_id, p.owner_id) as owner_id,
        'uses of ' || coalesce(s.promotion, p.promotion) || ', ' || coalesce(s.period, p.period) as place,
        coalesce(s.times, 0) as expected, coalesce(p.times, 0) as found
      from (select owner_id, promotion, period, sum(amount) as times
        from (select owner_id, promotion, period, amount from evidence where limit_name = 'member'
          union all select o.merged_into, p.promotion, p.period, p.times
            from promotion_use p join owner o on o.owner_id = p.owner_id where o.merged_into is not null) parts
        group by owner_id, promotion, period) s
      full join promotion_use p on p.owner_id = s.owner_id and p.promotion = s.promotion and p.period = s.period
      where coalesce(s.times, 0) <> coalesce(p.times, 0)
    union all
    select coalesce(e.owner_id, u.owner_id),
        'budget of ' || coalesce(e.promotion, u.promotion) || ', ' || coalesce(e.limit_name, u.limit_name) || ' '
          || coalesce(e.period, u.period) || ', by receipt ' || coalesce(e.receipt_id, u.receipt_id),
        coalesce(e.amount, 0), coalesce(u.amount, 0)
      from (select e.* from evidence e where e.limit_name <> 'member' and not exists (
          select from receipt a where a.owner_id = e.receipt_id and a.receipt_id = e.receipt_id and a.owner_id <> e.owner_id)) e
      full join budget_use u on u.owner_id = e.owner_id and u.receipt_id = e.receipt_id and u.promotion = e.promotion
        and u.limit_name = e.limit_name and u.period = e.period
      where coalesce(e.amount, 0) <> coalesce(u.amount, 0)`,
  says: ({ place, expected, found }) =>
    `In the ${place}, is ${found}, but the evidence of receipts gives ${expected}.`,
};
