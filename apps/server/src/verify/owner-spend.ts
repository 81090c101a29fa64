import type { Invariant } from '@bonum/ledger';
import { sql } from 'kysely';

const spend = sql`coalesce(r.spend, 0) + coalesce(m.spend, 0)`;
const receipts = sql`coalesce(r.receipts, 0) + coalesce(m.receipts, 0)`;

/**
 * An owner's spend and count of sales, those of which nothing is left not counted, are those of its own receipts, and of the owners merged into it, whose rows
 * keep what they had. Only an owner of whom one of them is wrong becomes two rows: to make them for each took three quarters of the time.
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
    cross join lateral (values ('spend', ${spend}, o.spend), ('receipts', ${receipts}, o.receipts)) a (name, expected, found)
    where (o.spend, o.receipts) <> (${spend}, ${receipts}) and a.expected <> a.found`,
  says: ({ place, expected, found }) => `In ${place} is ${found}, but the receipts give ${expected}.`,
};
