import type { Invariant } from '@bonum/ledger';
import { sql } from 'kysely';

/** What a profile was said to have for a phone is found by that phone, and the other way round. */
export const phoneClaim: Invariant = {
  name: 'phone-claim',
  breaks: sql`
    select m.owner_id, 'member' as place, 'a claim of the phone that was said' as expected, 'none' as found
      from member m left join phone_claim c on c.phone = m.claimed_phone and c.owner_id = m.owner_id
      where m.claimed_phone is not null and c.owner_id is null
    union all select c.owner_id, 'claim', 'a member who was said to have the phone', 'none'
      from phone_claim c left join member m on m.owner_id = c.owner_id and m.claimed_phone = c.phone
      where m.owner_id is null`,
  says: ({ place, expected, found }) =>
    `For this ${place} there should be ${expected}, but there is: ${found}.`,
};
