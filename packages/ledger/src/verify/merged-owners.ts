import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/** An owner who was merged into another has nothing left, and the other exists. */
export const mergedOwners: Invariant = {
  name: 'merged-owners',
  breaks: sql`
    select o.owner_id, coalesce('wallet ' || w.kind, 'owner') as place,
      case when i.owner_id is null then 'an owner to be merged into' else 'nothing left' end as expected,
      case when i.owner_id is null then 'none' else w.available || ' available, ' || w.pending || ' pending, '
        || w.held || ' held, ' || w.debt || ' owed' end as found
    from owner o
    left join owner i on i.owner_id = o.merged_into
    left join wallet w on w.owner_id = o.owner_id and (w.available, w.pending, w.held, w.debt) <> (0, 0, 0, 0)
    where o.merged_into is not null and (i.owner_id is null or w.kind is not null)`,
  says: ({ place, expected, found }) =>
    `Of a merged owner, ${place} should have ${expected}, but has ${found}.`,
};
