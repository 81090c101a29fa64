import type { Invariant } from '@bonum/ledger';
import { sql } from 'kysely';

/**
 * An owner's spend and count of sales, those of which nothing is left not counted, are those of its own receipts, and of the owners merged into it, whose rows
 * keep what they had.
 */
export const ownerSpend: Invariant = {
  name: 'owner-spend',
  breaks: sql`
    select o.owner_id, 'owner, ' || a.name as place, a.expected, a.found
    from owner o
    left join (select owner_id, sum(paid) filter (where type <> 'void') as spend,
        count(*) filter (where type = 'sale')
          - count(*) filter (where type = 'return' and (calculation->>'whole')::boolean) as receipts
      from receipt group by owner_id) r on r.owner_id = o.owner_id
    left join (select merged_into, sum(spend) as spend, sum(receipts) as receipts
      from owner where merged_into is not null group by merged_into) m on m.merged_into = o.owner_id
    cross join lateral (values
      ('spend', coalesce(r.spend, 0) + coalesce(m.spend, 0), o.spend),
      ('receipts', coalesce(r.receipts, 0) + coalesce(m.receipts, 0), o.receipts)) a (name, expected, found)
    where a.expected <> a.found`,
  says: ({ place, expected, found }) => `In ${place} is ${found}, but the receipts give ${expected}.`,
};
