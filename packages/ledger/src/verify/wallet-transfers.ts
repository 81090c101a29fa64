import { sql } from 'kysely';
import { net, type Invariant } from './invariant.ts';

/** A wallet is what its transfers add up to; where there are transfers there is a wallet. */
export const walletTransfers: Invariant = {
  name: 'wallet-transfers',
  breaks: sql`
    select coalesce(w.owner_id, m.owner_id) as owner_id, 'wallet ' || coalesce(w.kind, m.kind) || ', ' || a.name as place,
      coalesce(a.moved, 0) as expected, coalesce(a.kept::text, 'no wallet') as found
    from (select t.owner_id, t.kind, ${net('available')} as available, ${net('pending')} as pending,
        ${net('held')} as held, ${net('debt')} as debt
      from transfer t group by t.owner_id, t.kind) m
    full join wallet w on w.owner_id = m.owner_id and w.kind = m.kind
    cross join lateral (values ('available', m.available, w.available), ('pending', m.pending, w.pending),
      ('held', m.held, w.held), ('debt', -m.debt, w.debt)) a (name, moved, kept)
    where a.kept is distinct from coalesce(a.moved, 0)`,
  says: ({ place, expected, found }) => `In ${place} is ${found}, but its transfers add up to ${expected}.`,
};
