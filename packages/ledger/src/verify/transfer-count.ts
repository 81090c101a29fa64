import { sql } from 'kysely';
import { chainSieve } from './chain-sieve.ts';
import type { Invariant } from './invariant.ts';

/** The owner's row knows how many transfers there are, and transfers have an owner. */
export const transferCount: Invariant = {
  name: 'transfer-count',
  breaks: sql`
    select coalesce(o.owner_id, t.owner_id) as owner_id, 'owner' as place, coalesce(o.transfers::text, 'no owner') as expected,
      coalesce(t.there, 0) as found
    from owner o
    full join (select owner_id, count(*) as there from transfer group by owner_id) t on t.owner_id = o.owner_id
    where o.transfers is distinct from coalesce(t.there, 0)`,
  says: ({ expected, found }) =>
    expected === 'no owner'
      ? `There are ${found} transfers, but no owner.`
      : `The owner's row counts ${expected} transfers, but there are ${found}.`,
  sieve: chainSieve,
};
