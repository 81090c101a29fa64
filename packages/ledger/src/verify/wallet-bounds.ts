import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/** No wallet is below zero, and none owes while it has: points that arrive pay the debt first. */
export const walletBounds: Invariant = {
  name: 'wallet-bounds',
  breaks: sql`
    select owner_id, 'wallet ' || kind as place, 'nothing below 0, and no debt next to available points' as expected,
      available || ' available, ' || pending || ' pending, ' || held || ' held, ' || debt || ' owed' as found
    from wallet
    where least(available, pending, held, debt) < 0 or (available > 0 and debt > 0)`,
  says: ({ place, expected, found }) => `There must be ${expected} in ${place}, but it has ${found}.`,
};
