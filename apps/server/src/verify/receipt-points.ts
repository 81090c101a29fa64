import type { Invariant } from '@bonum/ledger';
import { sql } from 'kysely';

/**
 * What a receipt's evidence says was earned and spent is what its transfers moved; for a return, what was taken back
 * and given back. So also: no points were ever issued or redeemed for a receipt that isn't there. `#> '{}'` behind
 * `offset 0` unpacks the evidence once, where each list would otherwise unpack all of it again.
 */
export const receiptPoints: Invariant = {
  name: 'receipt-points',
  breaks: sql`
    select coalesce(s.owner_id, m.owner_id) as owner_id,
      'receipt ' || coalesce(s.receipt_id, m.receipt_id) || ', ' || coalesce(s.kind, m.kind) || ' ' || a.name as place,
      coalesce(a.said, 0) as expected, coalesce(a.moved, 0) as found
    from (select r.owner_id, r.receipt_id, p->>'kind' as kind, sum(l.earned * (p->>'points')::bigint) as earned,
        sum(l.spent * (p->>'points')::bigint) as spent
      from (select owner_id, receipt_id, type, calculation #> '{}' as evidence from receipt offset 0) r
      cross join lateral (values ('sale', r.evidence->'earning', 1, 0), ('sale', r.evidence->'spending', 0, 1),
        ('sale', r.evidence->'stamps', 0, 1), ('return', r.evidence->'due'->'earned', -1, 0),
        ('return', r.evidence->'due'->'spent', 0, -1)) l (type, list, earned, spent)
      cross join lateral jsonb_array_elements(case when jsonb_typeof(l.list) = 'array' then l.list else '[]'::jsonb end) p
      where l.type = r.type
      group by r.owner_id, r.receipt_id, p->>'kind') s
    full join (select owner_id, receipt_id, kind,
        sum(case 'issued' when debit then amount::numeric when credit then -amount::numeric else 0 end) as earned,
        sum(case 'redeemed' when credit then amount::numeric when debit then -amount::numeric else 0 end) as spent
      from transfer
      where receipt_id is not null and (debit in ('issued', 'redeemed') or credit in ('issued', 'redeemed'))
      group by owner_id, receipt_id, kind) m
      on m.owner_id = s.owner_id and m.receipt_id = s.receipt_id and m.kind = s.kind
    cross join lateral (values ('earned', s.earned, m.earned), ('spent', s.spent, m.spent)) a (name, said, moved)
    where coalesce(a.said, 0) <> coalesce(a.moved, 0)`,
  says: ({ place, expected, found }) =>
    `For ${place} the evidence says ${expected} points, but the transfers moved ${found}.`,
};
