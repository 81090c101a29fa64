import { sql } from 'kysely';
import { hashExpression } from '../chain.ts';
import { chainSieve, none } from './chain-sieve.ts';
import type { Invariant } from './invariant.ts';

const previous = sql`lag(t.hash, 1, ${none}) over (partition by t.owner_id order by t.number)`;

/**
 * Every transfer's hash is that of its content and of the hash before it. Read in the order of the key: a join of each
 * transfer with the one before took longer.
 */
export const transferHash: Invariant = {
  name: 'transfer-hash',
  breaks: sql`
    select owner_id, 'transfer ' || number as place, coalesce(encode(expected, 'hex'), 'none') as expected, coalesce(encode(hash, 'hex'), 'none') as found
    from (select t.owner_id, t.number, t.hash, ${hashExpression('t', previous)} as expected from transfer t) hashed
    where hash is null or hash is distinct from expected`,
  says: ({ place }) =>
    `The hash of ${place} is not that of its content: it, or the one before it, was edited.`,
  sieve: chainSieve,
};
