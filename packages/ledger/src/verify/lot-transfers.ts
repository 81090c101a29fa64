import { sql } from 'kysely';
import { net, type Invariant } from './invariant.ts';

// A full join can't be done as a nested loop, which the planner chose for 30,000 transfers and took a second.
/** What is left of a lot is what its transfers add up to, all of them of its kind. */
export const lotTransfers: Invariant = {
  name: 'lot-transfers',
  breaks: sql`
    select d.owner_id, 'lot ' || d.lot_id || ', ' || a.name as place, a.moved as expected, coalesce(a.kept::text, 'no such lot') as found
    from (select coalesce(l.owner_id, m.owner_id) as owner_id, coalesce(l.lot_id, m.lot_id) as lot_id,
        l.available, l.pending, l.held, coalesce(m.available, 0) as in_available,
        coalesce(m.pending, 0) as in_pending, coalesce(m.held, 0) as in_held
      from lot l
      full join (select t.owner_id, t.lot_id, t.kind, ${net('available')} as available, ${net('pending')} as pending,
          ${net('held')} as held
        from transfer t where t.lot_id is not null group by t.owner_id, t.lot_id, t.kind) m
        on m.owner_id = l.owner_id and m.lot_id = l.lot_id and m.kind = l.kind
      where (l.available, l.pending, l.held)
        is distinct from (coalesce(m.available, 0), coalesce(m.pending, 0), coalesce(m.held, 0))) d
    cross join lateral (values ('available', d.in_available, d.available), ('pending', d.in_pending, d.pending),
      ('held', d.in_held, d.held)) a (name, moved, kept)
    where coalesce(a.kept, 0) <> a.moved`,
  says: ({ place, expected, found }) => `In ${place} is ${found}, but its transfers add up to ${expected}.`,
};
