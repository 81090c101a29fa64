import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';
import { lots } from './lots.ts';
import { transferAccounts } from './transfer-accounts.ts';
import { walletDebt } from './wallet-debt.ts';
import { walletLots } from './wallet-lots.ts';

/**
 * What the programme's accounts gave is what its members have: of each kind, both together are nothing. That follows from what is
 * checked of each owner: wallets are the sum of their lots, lots that of their transfers, of one kind each, debts that of theirs, and
 * a transfer gives to one account what it takes from another.
 */
export const programmeTotals: Invariant = {
  name: 'programme-totals',
  breaks: sql`
    select null::uuid as owner_id, 'kind ' || coalesce(p.kind, w.kind) as place, coalesce(p.given, 0) as expected,
      coalesce(w.had, 0) as found
    from (select kind, coalesce(sum(amount) filter (where debit not in ('available', 'pending', 'held', 'debt')), 0)
        - coalesce(sum(amount) filter (where credit not in ('available', 'pending', 'held', 'debt')), 0) as given
      from transfer group by kind) p
    full join (select kind, sum(available) + sum(pending) + sum(held) - sum(debt) as had from wallet group by kind) w on w.kind = p.kind
    where coalesce(p.given, 0) <> coalesce(w.had, 0)`,
  says: ({ place, expected, found }) =>
    `Of ${place} the programme's accounts gave ${expected}, but all members together have ${found}.`,
  follows: [transferAccounts, lots, walletLots, walletDebt],
};
