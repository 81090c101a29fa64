import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/**
 * A lot's terms are those of the one transfer that made it, where the chain seals them. Its source is derived:
 * see `sourceOf`. A full join, as in `lotTransfers`; what agrees is left out before anything is made into text.
 */
export const lotTerms: Invariant = {
  name: 'lot-terms',
  breaks: sql`
    select d.owner_id, 'lot ' || d.lot_id || ', ' || a.name as place, coalesce(a.sealed, 'nothing') as expected,
      coalesce(a.kept, 'nothing') as found
    from (select coalesce(l.owner_id, t.owner_id) as owner_id, coalesce(l.lot_id, t.lot_id) as lot_id, l, t
      from lot l
      full join (select owner_id, lot_id, kind, amount, active_from, expires_at, at, receipt_id,
          case debit when 'merged' then 'merge' when 'redeemed' then 'return' when 'migrated' then 'migration'
            when 'issued' then case when receipt_id is null then 'grant' else 'receipt' end else 'grant' end as source
        from transfer where active_from is not null) t on t.owner_id = l.owner_id and t.lot_id = l.lot_id
      where (l.kind, l.granted, l.active_from, l.expires_at, l.created_at, l.receipt_id, l.source)
        is distinct from (t.kind, t.amount, t.active_from, t.expires_at, t.at, t.receipt_id, t.source)) d
    cross join lateral (values ('kind', (d.t).kind, (d.l).kind), ('granted', (d.t).amount::text, (d.l).granted::text),
      ('active_from', (d.t).active_from::text, (d.l).active_from::text),
      ('expires_at', (d.t).expires_at::text, (d.l).expires_at::text),
      ('created_at', (d.t).at::text, (d.l).created_at::text),
      ('receipt_id', (d.t).receipt_id::text, (d.l).receipt_id::text),
      ('source', (d.t).source, (d.l).source)) a (name, sealed, kept)
    where a.kept is distinct from a.sealed
    union all
    select owner_id, 'lot ' || lot_id || ', granting transfers', '1', count(*)::text
    from transfer where active_from is not null group by owner_id, lot_id having count(*) > 1`,
  says: ({ place, expected, found }) =>
    `Of ${place} should be ${expected} by the transfer that granted it, but is ${found}.`,
};
