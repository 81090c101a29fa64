import type { Invariant } from '@bonum/ledger';
import { sql, type RawBuilder } from 'kysely';

/** Points by kind in a list of the evidence; nothing where the list is missing. */
const listed = (list: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select p->>'kind' as kind, sum((p->>'points')::bigint) as points
  from jsonb_array_elements(case when jsonb_typeof(${list}) = 'array' then ${list} else '[]'::jsonb end) p group by 1`;

/**
 * What a receipt's evidence says was earned and spent is what its transfers moved; for a return, what was taken back
 * and given back. So also: no points were ever issued or redeemed for a receipt that isn't there.
 */
export const receiptPoints: Invariant = {
  name: 'receipt-points',
  breaks: sql`
    select coalesce(s.owner_id, m.owner_id) as owner_id,
      'receipt ' || coalesce(s.receipt_id, m.receipt_id) || ', ' || coalesce(s.kind, m.kind) || ' ' || a.name as place,
      coalesce(a.said, 0) as expected, coalesce(a.moved, 0) as found
    from (select owner_id, receipt_id, kind, sum(earned) as earned, sum(spent) as spent
      from (select r.owner_id, r.receipt_id, e.kind, e.points as earned, 0 as spent
          from receipt r cross join lateral (${listed(sql`r.calculation->'earning'`)}) e where r.type = 'sale'
        union all select r.owner_id, r.receipt_id, e.kind, 0, e.points
          from receipt r cross join lateral (${listed(sql`r.calculation->'spending'`)}) e where r.type = 'sale'
        union all select r.owner_id, r.receipt_id, e.kind, -e.points, 0
          from receipt r cross join lateral (${listed(sql`r.calculation->'due'->'earned'`)}) e where r.type = 'return'
        union all select r.owner_id, r.receipt_id, e.kind, 0, -e.points
          from receipt r cross join lateral (${listed(sql`r.calculation->'due'->'spent'`)}) e where r.type = 'return'
      ) parts group by owner_id, receipt_id, kind) s
    full join (select owner_id, receipt_id, kind,
        sum(case 'issued' when debit then amount when credit then -amount else 0 end) as earned,
        sum(case 'redeemed' when credit then amount when debit then -amount else 0 end) as spent
      from transfer
      where receipt_id is not null and (debit in ('issued', 'redeemed') or credit in ('issued', 'redeemed'))
      group by owner_id, receipt_id, kind) m
      on m.owner_id = s.owner_id and m.receipt_id = s.receipt_id and m.kind = s.kind
    cross join lateral (values ('earned', s.earned, m.earned), ('spent', s.spent, m.spent)) a (name, said, moved)
    where coalesce(a.said, 0) <> coalesce(a.moved, 0)`,
  says: ({ place, expected, found }) =>
    `For ${place} the evidence says ${expected} points, but the transfers moved ${found}.`,
};
