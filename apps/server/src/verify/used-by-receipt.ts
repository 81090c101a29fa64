import type { Invariant } from '@bonum/ledger';
import { sql } from 'kysely';

/** A code or an offer that is used was used by a receipt that is there, as is whoever claimed a receipt. */
export const usedByReceipt: Invariant = {
  name: 'used-by-receipt',
  breaks: sql`
    select null::uuid as owner_id, 'code ' || c.code as place, 'receipt ' || c.taken_by as expected, 'none' as found
      from promo_code c left join identifier i on i.kind = 'receipt' and i.value = c.taken_by::text
      where c.taken_by is not null and i.value is null
    union all select f.owner_id, 'offer ' || f.offer_id, 'receipt ' || f.used_by, 'none'
      from offer f left join identifier i on i.kind = 'receipt' and i.value = f.used_by::text
      where f.used_by is not null and i.value is null
    union all select r.owner_id, 'receipt ' || r.receipt_id, 'member ' || r.claimed_by, 'none'
      from receipt r left join owner o on o.owner_id = r.claimed_by and o.type = 'member'
      where r.claimed_by is not null and o.owner_id is null`,
  says: ({ place, expected }) => `The ${place} was taken by ${expected}, which does not exist.`,
};
