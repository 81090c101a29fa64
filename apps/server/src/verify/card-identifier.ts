import type { Invariant } from '@bonum/ledger';
import { sql } from 'kysely';

/**
 * Every card leads to its owner, or to whom that one was merged into, however often; and what leads from a card is a card.
 * `union`, not `union all`: an edited row that makes a ring of merges must not keep verify turning for ever.
 */
export const cardIdentifier: Invariant = {
  name: 'card-identifier',
  breaks: sql`
    with recursive stands (owner_id, into_id) as (
        select owner_id, merged_into from owner where merged_into is not null
        union select s.owner_id, o.merged_into from stands s join owner o on o.owner_id = s.into_id
          where o.merged_into is not null)
    select c.owner_id, 'card ' || c.number as place, 'owner ' || coalesce(o.merged_into, c.owner_id) as expected,
        coalesce('owner ' || i.owner_id, 'nobody') as found
      from card c
      left join owner o on o.owner_id = c.owner_id
      left join identifier i on i.kind = 'card' and i.value = c.number
      where i.owner_id is null or (i.owner_id <> c.owner_id and not exists (
        select from stands s where s.owner_id = c.owner_id and s.into_id = i.owner_id))
    union all select i.owner_id, 'card ' || i.value, 'a card', 'none'
      from identifier i left join card c on c.number = i.value
      where i.kind = 'card' and c.number is null`,
  says: ({ place, expected, found }) =>
    `The number of ${place} should lead to ${expected}, but leads to ${found}.`,
};
