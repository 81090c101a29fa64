import type { Invariant } from '@bonum/ledger';
import { sql } from 'kysely';

/** Every rotating barcode leads to its owner, merged or not, since its session does; and what leads from one is one. */
export const barcodeIdentifier: Invariant = {
  name: 'barcode-identifier',
  breaks: sql`
    select b.owner_id, 'barcode ' || b.reference as place, 'owner ' || b.owner_id as expected,
        coalesce('owner ' || i.owner_id, 'nobody') as found
      from barcode b left join identifier i on i.kind = 'barcode' and i.value = b.reference
      where i.owner_id is distinct from b.owner_id
    union all select i.owner_id, 'barcode ' || i.value, 'a barcode', 'none'
      from identifier i left join barcode b on b.reference = i.value
      where i.kind = 'barcode' and b.reference is null`,
  says: ({ place, expected, found }) =>
    `What ${place} says should lead to ${expected}, but leads to ${found}.`,
};
