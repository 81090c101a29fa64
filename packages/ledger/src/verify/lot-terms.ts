import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/**
 * A lot's terms are those of the one transfer that made it, where the chain seals them. Its source is derived:
 * see `sourceOf`. A full join, as in `lotTransfers`; what agrees is left out before anything is made into text.
 * Columns by name: whole rows would be carried through the join beside them.
 */
export const lotTerms: Invariant = {
  name: 'lot-terms',
  breaks: sql`
    select d.owner_id, 'lot ' || d.lot_id || ', ' || a.name as place, coalesce(a.sealed, 'nothing') as expected,
      coalesce(a.kept, 'nothing') as found
    from (select coalesce(l.owner_id, t.owner_id) as owner_id, coalesce(l.lot_id, t.lot_id) as lot_id,
        l.kind, l.granted, l.active_from, l.expires_at, l.created_at, l.receipt_id, l.source,
        t.kind as sealed_kind, t.amount, t.active_from as sealed_active_from, t.expires_at as sealed_expires_at, t.at,
        t.receipt_id as sealed_receipt_id, t.source as sealed_source
      from lot l
      full join (select owner_id, lot_id, kind, amount, active_from, expires_at, at, receipt_id,
          case debit when 'merged' then 'merge' when 'redeemed' then 'return' when 'migrated' then 'migration'
            when 'issued' then case when receipt_id is null then 'grant' else 'receipt' end else 'grant' end as source
        from transfer where active_from is not null) t on t.owner_id = l.owner_id and t.lot_id = l.lot_id
      where (l.kind, l.granted, l.active_from, l.expires_at, l.created_at, l.receipt_id, l.source)
        is distinct from (t.kind, t.amount, t.active_from, t.expires_at, t.at, t.receipt_id, t.source)) d
    cross join lateral (values ('kind', d.sealed_kind, d.kind), ('granted', d.amount::text, d.granted::text),
      ('active_from', d.sealed_active_from::text, d.active_from::text),
      ('expires_at', d.sealed_expires_at::text, d.expires_at::text),
      ('created_at', d.at::text, d.created_at::text),
      ('receipt_id', d.sealed_receipt_id::text, d.receipt_id::text),
      ('source', d.sealed_source, d.source)) a (name, sealed, kept)
    where a.kept is distinct from a.sealed
    union all
    select owner_id, 'lot ' || lot_id || ', granting transfers', '1', count(*)::text
    from transfer where active_from is not null group by owner_id, lot_id having count(*) > 1`,
  says: ({ place, expected, found }) =>
    `Of ${place} should be ${expected} by the transfer that granted it, but is ${found}.`,
};
