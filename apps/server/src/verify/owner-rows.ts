import type { Invariant } from '@bonum/ledger';
import { sql } from 'kysely';

/** What belongs to an owner has one, of the right type; a return has its sale. */
export const ownerRows: Invariant = {
  name: 'owner-rows',
  breaks: sql`
    select coalesce(m.owner_id, o.owner_id) as owner_id, case when m.owner_id is null then 'owner' else 'member' end as place,
        case when m.owner_id is null then 'a member' else 'an owner of type member' end as expected,
        case when m.owner_id is null then 'none' else coalesce(o.type, 'none') end as found
      from member m full join owner o on o.owner_id = m.owner_id
      where (m.owner_id is not null) <> (o.type is not distinct from 'member')
    union all select c.owner_id, 'card ' || c.number, 'an owner', 'none'
      from card c left join owner o on o.owner_id = c.owner_id where o.owner_id is null
    union all select f.owner_id, 'offer ' || f.offer_id, 'an owner', 'none'
      from offer f left join owner o on o.owner_id = f.owner_id where o.owner_id is null
    union all select r.owner_id, 'receipt ' || r.receipt_id, 'an owner', 'none'
      from receipt r left join owner o on o.owner_id = r.owner_id where o.owner_id is null
    union all select r.owner_id, 'receipt ' || r.receipt_id, 'its sale', 'none'
      from receipt r left join identifier i on i.kind = 'receipt' and i.value = r.of_receipt_id::text
      where r.type = 'return' and i.value is null`,
  says: ({ place, expected, found }) => `For ${place} there should be ${expected}, but there is: ${found}.`,
};
