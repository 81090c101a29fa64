import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/** A hold is open only while its receipt isn't there; a committed one has its sale, and only it has spent. */
export const holdReceipts: Invariant = {
  name: 'hold-receipts',
  breaks: sql`
    select h.owner_id, 'hold ' || h.hold_id as place,
      case h.state when 'open' then 'no receipt yet' when 'committed' then 'a sale' else 'nothing spent' end as expected,
      case when h.state in ('open', 'committed') then coalesce(r.type, 'no receipt') else 'points spent' end as found
    from hold h
    left join receipt r on r.owner_id = h.owner_id and r.receipt_id = h.receipt_id
    left join (select distinct owner_id, hold_id from transfer where hold_id is not null and credit = 'redeemed') s
      on s.owner_id = h.owner_id and s.hold_id = h.hold_id
    where case h.state when 'open' then r.receipt_id is not null
      when 'committed' then r.type is distinct from 'sale' else s.hold_id is not null end`,
  says: ({ place, expected, found }) =>
    `By its state there should be ${expected} for ${place}, but there is: ${found}.`,
};
