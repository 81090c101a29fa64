import type { Invariant } from '@bonum/ledger';
import { sql } from 'kysely';

/**
 * Every card leads to its owner, or to whom that one was merged into, however often; and what leads from a card is a card.
 * Both at once by one join, where looking up each card took twice as long.
 * `union`, not `union all`: an edited row that makes a ring of merges must not keep verify turning for ever.
 */
export const cardIdentifier: Invariant = {
  name: 'card-identifier',
  breaks: sql`
    with recursive stands (owner_id, into_id) as (
        select owner_id, merged_into from owner where merged_into is not null
        union select s.owner_id, o.merged_into from stands s join owner o on o.owner_id = s.into_id
          where o.merged_into is not null)
    select coalesce(c.owner_id, i.owner_id) as owner_id, 'card ' || coalesce(c.number, i.value) as place,
        case when c.number is null then 'a card' else 'owner ' || coalesce(o.merged_into, c.owner_id) end as expected,
        case when c.number is null then 'none' else coalesce('owner ' || i.owner_id, 'nobody') end as found
      from card c
      full join (select owner_id, value from identifier where kind = 'card') i on i.value = c.number
      left join owner o on o.owner_id = c.owner_id
      where c.number is null or i.owner_id is null or (i.owner_id <> c.owner_id and not exists (
        select from stands s where s.owner_id = c.owner_id and s.into_id = i.owner_id))`,
  says: ({ place, expected, found }) =>
    `The number of ${place} should lead to ${expected}, but leads to ${found}.`,
};
