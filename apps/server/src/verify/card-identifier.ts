import type { Invariant } from '@bonum/ledger';
import { sql } from 'kysely';

/** Every card leads to its owner, or to whom that one was merged into; and what leads from a card is a card. */
export const cardIdentifier: Invariant = {
  name: 'card-identifier',
  breaks: sql`
    select c.owner_id, 'card ' || c.number as place, 'owner ' || coalesce(o.merged_into, c.owner_id) as expected,
        coalesce('owner ' || i.owner_id, 'nobody') as found
      from card c
      left join owner o on o.owner_id = c.owner_id
      left join identifier i on i.kind = 'card' and i.value = c.number
      where i.owner_id is null or (i.owner_id <> c.owner_id and i.owner_id is distinct from o.merged_into)
    union all select i.owner_id, 'card ' || i.value, 'a card', 'none'
      from identifier i left join card c on c.number = i.value
      where i.kind = 'card' and c.number is null`,
  says: ({ place, expected, found }) =>
    `The number of ${place} should lead to ${expected}, but leads to ${found}.`,
};
