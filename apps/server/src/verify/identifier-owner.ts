import type { Invariant } from '@bonum/ledger';
import { sql } from 'kysely';

/**
 * What a person shows leads to an owner who is there and was not merged away. A receipt's identifier stays with the
 * owner who has the receipt.
 */
export const identifierOwner: Invariant = {
  name: 'identifier-owner',
  breaks: sql`
    select i.owner_id, i.kind || ' ' || case when i.kind in ('phone', 'external') then 'of this owner' else i.value end as place,
      'an owner who is there' as expected, coalesce('merged into ' || o.merged_into, 'none') as found
    from identifier i left join owner o on o.owner_id = i.owner_id
    where (o.owner_id is null and i.claim is null) or (o.merged_into is not null and i.kind in ('phone', 'card', 'external'))`,
  says: ({ place, found }) =>
    `The identifier ${place} must lead to an owner who is there, but that one is: ${found}.`,
};
