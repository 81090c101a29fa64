import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/**
 * A lot's terms are those of the one transfer that made it, where the chain seals them. Its source is derived:
 * see `sourceOf`.
 */
export const lotTerms: Invariant = {
  name: 'lot-terms',
  breaks: sql`
    select l.owner_id, 'lot ' || l.lot_id || ', ' || a.name as place, coalesce(a.sealed, 'nothing') as expected,
      coalesce(a.kept, 'nothing') as found
    from lot l
    left join (select owner_id, lot_id, count(*) as made, min(kind) as kind, min(amount) as amount, min(at) as at,
        min(active_from) as active_from, min(expires_at) as expires_at, min(receipt_id::text) as receipt_id,
        min(case debit when 'merged' then 'merge' when 'redeemed' then 'return' when 'migrated' then 'migration'
          when 'issued' then case when receipt_id is null then 'grant' else 'receipt' end else 'grant' end) as source
      from transfer where active_from is not null group by owner_id, lot_id) t
      on t.owner_id = l.owner_id and t.lot_id = l.lot_id
    cross join lateral (values ('granting transfers', '1', coalesce(t.made, 0)::text), ('kind', t.kind, l.kind),
      ('granted', t.amount::text, l.granted::text), ('active_from', t.active_from::text, l.active_from::text),
      ('expires_at', t.expires_at::text, l.expires_at::text), ('created_at', t.at::text, l.created_at::text),
      ('receipt_id', t.receipt_id, l.receipt_id::text), ('source', t.source, l.source)) a (name, sealed, kept)
    where a.kept is distinct from a.sealed and (t.made is not null or a.name = 'granting transfers')`,
  says: ({ place, expected, found }) =>
    `Of ${place} should be ${expected} by the transfer that granted it, but is ${found}.`,
};
