import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/** A transfer is of more than nothing, between two accounts we know, one of them the owner's; its points are of a lot. */
export const transferAccounts: Invariant = {
  name: 'transfer-accounts',
  breaks: sql`
    select owner_id, 'transfer ' || number as place,
      'a positive amount between two known accounts, at least one the owner''s, and a lot where points move' as expected,
      amount || ' from ' || debit || ' to ' || credit || case when lot_id is null then ' without a lot' else '' end as found
    from transfer
    where amount <= 0 or debit = credit
      or not (debit = any(${sql.lit('{available,pending,held,debt,issued,redeemed,expired,migrated,adjusted,breakage,merged}')}::text[])
        and credit = any(${sql.lit('{available,pending,held,debt,issued,redeemed,expired,migrated,adjusted,breakage,merged}')}::text[]))
      or not (debit in ('available', 'pending', 'held', 'debt') or credit in ('available', 'pending', 'held', 'debt'))
      or (lot_id is null and (debit in ('available', 'pending', 'held') or credit in ('available', 'pending', 'held')))`,
  says: ({ place, expected, found }) => `What moves in ${place} must be ${expected}, but is ${found}.`,
};
