import { sql } from 'kysely';
import { hashExpression } from '../chain.ts';
import type { Invariant } from './invariant.ts';

const previous = sql`coalesce(lag(t.hash) over (partition by t.owner_id order by t.number), decode(repeat('00', 32), 'hex'))`;

/** Every transfer's hash is that of its content and of the hash before it. */
export const transferHash: Invariant = {
  name: 'transfer-hash',
  breaks: sql`
    select owner_id, 'transfer ' || number as place, encode(expected, 'hex') as expected, encode(hash, 'hex') as found
    from (select t.owner_id, t.number, t.hash, ${hashExpression('t', previous)} as expected from transfer t) hashed
    where hash <> expected`,
  says: ({ place }) =>
    `The hash of ${place} is not that of its content: it, or the one before it, was edited.`,
};
