import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/** A reversal is the mirror of an earlier transfer of the owner, which is reversed once. */
export const reversals: Invariant = {
  name: 'reversals',
  breaks: sql`
    select r.owner_id, 'transfer ' || r.number as place,
      'the mirror of transfer ' || r.reverses || ', once' as expected,
      case when t.number is null then 'no such transfer' when r.nth > 1 then 'reversed already'
        else r.amount || ' ' || r.kind || ' from ' || r.debit || ' to ' || r.credit end as found
    from (select *, row_number() over (partition by owner_id, reverses order by number) as nth
      from transfer where reverses is not null) r
    left join transfer t on t.owner_id = r.owner_id and t.number = r.reverses
    where r.nth > 1 or t.number is null or t.number >= r.number
      or (r.kind, r.debit, r.credit, r.amount, r.lot_id) is distinct from (t.kind, t.credit, t.debit, t.amount, t.lot_id)`,
  says: ({ place, expected, found }) => `The reversal ${place} must be ${expected}, but is: ${found}.`,
};
