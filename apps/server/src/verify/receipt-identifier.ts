import type { Invariant } from '@bonum/ledger';
import { sql } from 'kysely';

/** Every receipt is found by its id, and the id leads to an owner who has it; one that is claimed may never have been written. */
export const receiptIdentifier: Invariant = {
  name: 'receipt-identifier',
  breaks: sql`
    select r.owner_id, 'receipt ' || r.receipt_id as place, 'an identifier' as expected, 'none' as found
      from receipt r left join identifier i on i.kind = 'receipt' and i.value = r.receipt_id::text
      where i.value is null
    union all select i.owner_id, 'receipt ' || i.value, 'a receipt', 'none'
      from identifier i left join receipt r on r.owner_id = i.owner_id and r.receipt_id::text = i.value
      where i.kind = 'receipt' and i.claim is null and r.receipt_id is null`,
  says: ({ place, expected }) => `For ${place} there should be ${expected}, but there is none.`,
};
