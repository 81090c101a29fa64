import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/** The owner's row knows how many transfers there are. Rows without an owner are the orphans' matter. */
export const transferCount: Invariant = {
  name: 'transfer-count',
  breaks: sql`
    select o.owner_id, 'owner' as place, o.transfers as expected, coalesce(t.there, 0) as found
    from owner o
    left join (select owner_id, count(*) as there from transfer group by owner_id) t on t.owner_id = o.owner_id
    where o.transfers <> coalesce(t.there, 0)`,
  says: ({ expected, found }) => `The owner's row counts ${expected} transfers, but there are ${found}.`,
};
