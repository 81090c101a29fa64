import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/** No lot is below zero or above its grant. Nothing is added up that somebody may have made too large to be. */
export const lotBounds: Invariant = {
  name: 'lot-bounds',
  breaks: sql`
    select owner_id, 'lot ' || lot_id as place, '0 to ' || granted as expected,
      available || ' available, ' || pending || ' pending, ' || held || ' held' as found
    from lot
    where granted <= 0 or least(available, pending, held) < 0
      or available > granted or pending > granted - available or held > granted - available - pending`,
  says: ({ place, expected, found }) => `What is left of ${place} must be ${expected}, but is ${found}.`,
};
