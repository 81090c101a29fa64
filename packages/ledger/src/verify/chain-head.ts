import { sql } from 'kysely';
import { chainSieve, none } from './chain-sieve.ts';
import type { Invariant } from './invariant.ts';

/** The owner's row ends the chain: it has the hash of the last transfer. */
export const chainHead: Invariant = {
  name: 'chain-head',
  breaks: sql`
    select o.owner_id, 'owner' as place, encode(coalesce(t.hash, ${none}), 'hex') as expected,
      encode(o.head, 'hex') as found
    from owner o left join transfer t on t.owner_id = o.owner_id and t.number = o.transfers
    where o.head <> coalesce(t.hash, ${none})`,
  says: () => `The owner's head is not the hash of the last transfer.`,
  sieve: chainSieve,
};
