import { sql } from 'kysely';
import { net, type Invariant } from './invariant.ts';

/** The transfers of an open hold have put aside what it says; those of a closed one have given everything back. */
export const holdTransfers: Invariant = {
  name: 'hold-transfers',
  breaks: sql`
    select coalesce(h.owner_id, m.owner_id) as owner_id,
      'hold ' || coalesce(h.hold_id, m.hold_id) || ', ' || coalesce(h.kind, m.kind) as place,
      coalesce(h.points, 0) as expected, coalesce(m.held, 0) as found
    from (select hold.owner_id, hold.hold_id, p.key as kind,
        case when hold.state = 'open' then p.value::bigint else 0 end as points
      from hold cross join lateral jsonb_each_text(hold.points) p) h
    full join (select t.owner_id, t.hold_id, t.kind, ${net('held')} as held
      from transfer t where t.hold_id is not null group by t.owner_id, t.hold_id, t.kind) m
      on m.owner_id = h.owner_id and m.hold_id = h.hold_id and m.kind = h.kind
    where coalesce(h.points, 0) <> coalesce(m.held, 0)`,
  says: ({ place, expected, found }) =>
    `The transfers of ${place} hold ${found}, but should hold ${expected}.`,
};
