import type { Invariant } from '@bonum/ledger';
import { sql } from 'kysely';

/**
 * A member is found by phone; of one who was merged the phone may lead to the other, or be gone. `offset 0` has all phones joined at
 * once and only those that lead elsewhere looked up with their owners, who are not even read while there are none.
 */
export const phoneIdentifier: Invariant = {
  name: 'phone-identifier',
  breaks: sql`
    select m.owner_id, 'member' as place, 'this member' as expected, coalesce('owner ' || m.leads_to, 'nobody') as found
    from (select m.owner_id, i.owner_id as leads_to
      from member m left join identifier i on i.kind = 'phone' and i.value = m.phone
      where m.phone is not null and i.owner_id is distinct from m.owner_id offset 0) m
    left join owner o on o.owner_id = m.owner_id
    where o.merged_into is null`,
  says: ({ found }) => `The member's phone should lead to this member, but leads to ${found}.`,
};
