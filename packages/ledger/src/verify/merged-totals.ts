import { sql } from 'kysely';
import { net, type Invariant } from './invariant.ts';

/** What merges took from some owners they gave to others. */
export const mergedTotals: Invariant = {
  name: 'merged-totals',
  breaks: sql`
    select null::uuid as owner_id, 'kind ' || kind as place, 0 as expected, merged as found
    from (select t.kind, ${net('merged')} as merged from transfer t
      where t.debit = 'merged' or t.credit = 'merged' group by t.kind) m
    where merged <> 0`,
  says: ({ place, found }) => `Of ${place} merges took ${found} more from one side than they gave the other.`,
};
