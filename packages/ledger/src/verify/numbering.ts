import { sql } from 'kysely';
import { chainSieve } from './chain-sieve.ts';
import type { Invariant } from './invariant.ts';

/**
 * An owner's transfers are numbered 1, 2, 3 … without a gap. Owners whose numbers add up are left out first, as
 * putting all transfers in order takes twice as long.
 */
export const numbering: Invariant = {
  name: 'transfer-numbering',
  breaks: sql`
    select owner_id, 'transfer ' || number as place, (before + 1) as expected, number as found
    from (select owner_id, number, lag(number, 1, 0::bigint) over (partition by owner_id order by number) as before
      from transfer
      where owner_id in (select owner_id from transfer group by owner_id
        having max(number) <> count(*) or sum(number) <> count(*) * (count(*) + 1) / 2)) numbered
    where number <> before + 1`,
  says: ({ place, expected }) => `Number ${expected} is missing or taken twice before ${place}.`,
  sieve: chainSieve,
};
