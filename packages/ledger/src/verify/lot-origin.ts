import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/** A lot that continues another says which, and that one exists and is of its kind. */
export const lotOrigin: Invariant = {
  name: 'lot-origin',
  breaks: sql`
    select l.owner_id, 'lot ' || l.lot_id as place,
      case when l.source in ('merge', 'return') then 'a lot of kind ' || l.kind else 'none' end as expected,
      case when l.from_lot_id is null then 'none'
        else 'lot ' || l.from_lot_id || coalesce(' of kind ' || f.kind, ', which does not exist') end as found
    from lot l left join lot f on f.owner_id = l.from_owner_id and f.lot_id = l.from_lot_id
    where (l.source in ('merge', 'return') or l.from_lot_id is not null or l.from_owner_id is not null)
      and (l.source not in ('merge', 'return') or f.kind is distinct from l.kind)`,
  says: ({ place, expected, found }) =>
    `The lot that ${place} continues should be ${expected}, but is ${found}.`,
};
