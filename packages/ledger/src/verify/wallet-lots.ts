import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/** A wallet is the sum of its lots. */
export const walletLots: Invariant = {
  name: 'wallet-lots',
  breaks: sql`
    select coalesce(w.owner_id, l.owner_id) as owner_id, 'wallet ' || coalesce(w.kind, l.kind) || ', ' || a.name as place,
      coalesce(a.inside, 0) as expected, coalesce(a.kept::text, 'no wallet') as found
    from (select owner_id, kind, sum(available) as available, sum(pending) as pending, sum(held) as held
      from lot group by owner_id, kind) l
    full join wallet w on w.owner_id = l.owner_id and w.kind = l.kind
    cross join lateral (values ('available', l.available, w.available), ('pending', l.pending, w.pending),
      ('held', l.held, w.held)) a (name, inside, kept)
    where (w.available, w.pending, w.held) is distinct from (l.available, l.pending, l.held)
      and a.kept is distinct from coalesce(a.inside, 0)`,
  says: ({ place, expected, found }) => `In ${place} is ${found}, but its lots have ${expected}.`,
};
