import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/** No lot is below zero or above its grant. */
export const lotBounds: Invariant = {
  name: 'lot-bounds',
  breaks: sql`
    select owner_id, 'lot ' || lot_id as place, '0 to ' || granted as expected,
      available || ' available, ' || pending || ' pending, ' || held || ' held' as found
    from lot
    where least(available, pending, held) < 0 or available + pending + held > granted or granted <= 0`,
  says: ({ place, expected, found }) => `What is left of ${place} must be ${expected}, but is ${found}.`,
};
