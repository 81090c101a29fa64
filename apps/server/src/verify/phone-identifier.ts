import type { Invariant } from '@bonum/ledger';
import { sql } from 'kysely';

/** A member is found by phone; of one who was merged the phone may lead to the other, or be gone. */
export const phoneIdentifier: Invariant = {
  name: 'phone-identifier',
  breaks: sql`
    select m.owner_id, 'member' as place, 'this member' as expected, coalesce('owner ' || i.owner_id, 'nobody') as found
    from member m
    join owner o on o.owner_id = m.owner_id
    left join identifier i on i.kind = 'phone' and i.value = m.phone
    where m.phone is not null and o.merged_into is null and i.owner_id is distinct from m.owner_id`,
  says: ({ found }) => `The member's phone should lead to this member, but leads to ${found}.`,
};
