import { sql, type RawBuilder } from 'kysely';
import { hashExpression } from '../chain.ts';
import type { Sieve } from './invariant.ts';

export const none: RawBuilder<unknown> = sql`decode(repeat('00', 32), 'hex')`;

const theOwners = sql.lit('{available,pending,held,debt}');
const theProgrammes = sql.lit('{issued,redeemed,expired,migrated,adjusted,breakage,merged}');

/** Of a row of `transfer`. */
export const moveIsWrong: RawBuilder<unknown> = sql`(amount <= 0
      or case when credit = any(${theOwners}::text[])
        then debit <> all(${theProgrammes}::text[]) and (debit <> all(${theOwners}::text[]) or debit = credit)
        else debit <> all(${theOwners}::text[]) or credit <> all(${theProgrammes}::text[]) end
      or (lot_id is null and (debit in ('available', 'pending', 'held') or credit in ('available', 'pending', 'held'))))`;

const inOrder = sql`over (partition by t.owner_id order by t.number)`;
const expected = hashExpression('t', sql`lag(t.hash, 1, ${none}) ${inOrder}`);

/**
 * All that makes transfers a chain, in one reading in the order of their key beside the owners: each has the number and the hash
 * that follow from the one before it, and the last is the one that the owner's row says. That an owner's numbers are 1, 2, 3 … and the
 * last is the owner's count says that there are as many. Beside the owners are laid the last ones alone, and whichever are wrong.
 */
export const chainSieve: Sieve = {
  suspects: sql`
    select from owner o
    full join (select owner_id, number, hash, is_wrong
      from (select t.owner_id, t.number, t.hash, lead(t.number) ${inOrder} is null as is_last,
          (t.number <> row_number() ${inOrder} or t.hash is null or t.hash is distinct from ${expected} or ${moveIsWrong}) as is_wrong from transfer t) t
      where is_last or is_wrong) t on t.owner_id = o.owner_id
    where o.owner_id is null or t.is_wrong or t.number <> o.transfers or t.hash <> o.head
      or (t.number is null and (o.transfers <> 0 or o.head <> ${none}))`,
};
