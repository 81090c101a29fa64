import { sql } from 'kysely';
import { chainSieve, moveIsWrong } from './chain-sieve.ts';
import type { Invariant } from './invariant.ts';

/** A transfer is of more than nothing, between two accounts we know, one of them the owner's; its points are of a lot. */
export const transferAccounts: Invariant = {
  name: 'transfer-accounts',
  breaks: sql`
    select owner_id, 'transfer ' || number as place,
      'a positive amount between two known accounts, at least one the owner''s, and a lot where points move' as expected,
      amount || ' from ' || debit || ' to ' || credit || case when lot_id is null then ' without a lot' else '' end as found
    from transfer
    where ${moveIsWrong}`,
  says: ({ place, expected, found }) => `What moves in ${place} must be ${expected}, but is ${found}.`,
  sieve: chainSieve,
};
