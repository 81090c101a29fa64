import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/** What a wallet has in hold is what the owner's open holds say. */
export const holdWallets: Invariant = {
  name: 'hold-wallets',
  breaks: sql`
    select coalesce(w.owner_id, h.owner_id) as owner_id, 'wallet ' || coalesce(w.kind, h.kind) || ', held' as place,
      coalesce(h.points, 0) as expected, coalesce(w.held, 0) as found
    from (select hold.owner_id, p.key as kind, sum(p.value::bigint) as points
      from hold cross join lateral jsonb_each_text(hold.points) p
      where hold.state = 'open' group by hold.owner_id, p.key) h
    full join wallet w on w.owner_id = h.owner_id and w.kind = h.kind
    where coalesce(h.points, 0) <> coalesce(w.held, 0)`,
  says: ({ place, expected, found }) => `In ${place} is ${found}, but the open holds add up to ${expected}.`,
};
