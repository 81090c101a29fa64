import { sql } from 'kysely';
import { net, type Invariant } from './invariant.ts';

/** What is left of a lot is what its transfers add up to. */
export const lotTransfers: Invariant = {
  name: 'lot-transfers',
  breaks: sql`
    select l.owner_id, 'lot ' || l.lot_id || ', ' || a.name as place, coalesce(a.moved, 0) as expected, a.kept as found
    from lot l
    left join (select t.owner_id, t.lot_id, ${net('available')} as available, ${net('pending')} as pending,
        ${net('held')} as held
      from transfer t where t.lot_id is not null group by t.owner_id, t.lot_id) m
      on m.owner_id = l.owner_id and m.lot_id = l.lot_id
    cross join lateral (values ('available', m.available, l.available), ('pending', m.pending, l.pending),
      ('held', m.held, l.held)) a (name, moved, kept)
    where a.kept <> coalesce(a.moved, 0)`,
  says: ({ place, expected, found }) => `In ${place} is ${found}, but its transfers add up to ${expected}.`,
};
