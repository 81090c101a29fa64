import { sql } from 'kysely';
import { net, type Invariant } from './invariant.ts';

/**
 * What an owner owes is what transfers add up to. It is the one part of a wallet that no lot has: the others are the sum of
 * lots, and those the sum of transfers.
 */
export const walletDebt: Invariant = {
  name: 'wallet-debt',
  breaks: sql`
    select coalesce(w.owner_id, m.owner_id) as owner_id, 'wallet ' || coalesce(w.kind, m.kind) || ', debt' as place,
      coalesce(-m.debt, 0) as expected, coalesce(w.debt, 0) as found
    from (select t.owner_id, t.kind, ${net('debt')} as debt
      from transfer t where t.debit = 'debt' or t.credit = 'debt' group by t.owner_id, t.kind) m
    full join (select owner_id, kind, debt from wallet where debt <> 0) w on w.owner_id = m.owner_id and w.kind = m.kind
    where coalesce(w.debt, 0) <> coalesce(-m.debt, 0)`,
  says: ({ place, expected, found }) => `In ${place} is ${found}, but its transfers add up to ${expected}.`,
};
