import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/** Everything belongs to an owner who exists, and transfers to lots and holds that exist. */
export const orphans: Invariant = {
  name: 'orphans',
  breaks: sql`
    select owner_id, place, missing as expected, 'none' as found
    from (
      select x.owner_id, 'lot ' || x.lot_id as place, 'an owner' as missing
        from lot x left join owner o on o.owner_id = x.owner_id where o.owner_id is null
      union all select x.owner_id, 'wallet ' || x.kind, 'an owner'
        from wallet x left join owner o on o.owner_id = x.owner_id where o.owner_id is null
      union all select x.owner_id, 'hold ' || x.hold_id, 'an owner'
        from hold x left join owner o on o.owner_id = x.owner_id where o.owner_id is null
      union all select x.owner_id, 'transfer ' || x.number, 'an owner'
        from transfer x left join owner o on o.owner_id = x.owner_id where o.owner_id is null
      union all select x.owner_id, 'transfer ' || x.number, 'the lot ' || x.lot_id
        from transfer x left join lot l on l.owner_id = x.owner_id and l.lot_id = x.lot_id
        where x.lot_id is not null and l.lot_id is null
      union all select x.owner_id, 'transfer ' || x.number, 'the hold ' || x.hold_id
        from transfer x left join hold h on h.owner_id = x.owner_id and h.hold_id = x.hold_id
        where x.hold_id is not null and h.hold_id is null
    ) orphan`,
  says: ({ place, expected }) => `The ${place} should have ${expected}, which does not exist.`,
};
