import type { Invariant } from '@bonum/ledger';
import { sql } from 'kysely';

/**
 * No budget is exceeded: what is used and what is leased fit what a version of the programme allowed, and both are the sums of
 * their rows. Uses under a lease that is still out fit the lease.
 */
export const budgets: Invariant = {
  name: 'budgets',
  breaks: sql`
    with taken as (
        select promotion, limit_name, period, lease_id, sum(amount) as amount from budget_use
          group by promotion, limit_name, period, lease_id),
      settled as (
        select t.promotion, t.limit_name, t.period, sum(t.amount) as used from taken t
          left join budget_lease l on l.promotion = t.promotion and l.lease_id = t.lease_id
          where l.lease_id is null group by t.promotion, t.limit_name, t.period),
      leased as (
        select promotion, limit_name, period, sum(amount) as leased from budget_lease
          group by promotion, limit_name, period),
      allowed as (
        select p->>'id' as promotion, max((p->'limits'->'total'->>'times')::bigint) as total,
            max((p->'limits'->'discount'->>'amount')::bigint) as discount,
            max((p->'limits'->'points'->>'points')::bigint) as points
          from programme_version v cross join lateral jsonb_array_elements(v.document->'promotions') p
          where v.status <> 'apart' and p ? 'limits' group by 1)
    select null::uuid as owner_id,
        'budget of ' || b.promotion || ', ' || b.limit_name || ' ' || b.period || ', ' || a.name as place,
        a.expected, a.found
      from budget b
      left join settled s on s.promotion = b.promotion and s.limit_name = b.limit_name and s.period = b.period
      left join leased l on l.promotion = b.promotion and l.limit_name = b.limit_name and l.period = b.period
      left join allowed w on w.promotion = b.promotion
      cross join lateral (values
        ('used', coalesce(s.used, 0), b.used),
        ('leased', coalesce(l.leased, 0), b.leased),
        ('used and leased', least(b.used + b.leased, b.most), b.used + b.leased),
        ('most', least(b.most, case b.limit_name when 'total' then w.total when 'discount' then w.discount
          else w.points end), b.most)) a (name, expected, found)
      where a.expected <> a.found or a.name = 'most' and w.promotion is null
    union all
    select null, 'budget of ' || t.promotion || ', ' || t.limit_name || ' ' || t.period || ', lease ' || t.lease_id,
        coalesce(l.amount, 0), t.amount
      from taken t
      left join budget_lease l on l.promotion = t.promotion and l.lease_id = t.lease_id
      left join budget b on b.promotion = t.promotion and b.limit_name = t.limit_name and b.period = t.period
      where b.promotion is null or t.amount > l.amount`,
  says: ({ place, expected, found }) => `In the ${place}, is ${found}, but should be ${expected}.`,
};
