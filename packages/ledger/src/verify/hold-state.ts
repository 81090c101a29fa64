import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/** A hold's state is one we know, and it has an end exactly when it is closed. */
export const holdState: Invariant = {
  name: 'hold-state',
  breaks: sql`
    select owner_id, 'hold ' || hold_id as place, 'open, or committed, cancelled or expired with an end' as expected,
      state || coalesce(', ended ' || closed_at, ', without an end') as found
    from hold
    where state not in ('open', 'committed', 'cancelled', 'expired') or (state = 'open') <> (closed_at is null)`,
  says: ({ place, expected, found }) => `The state of ${place} must be ${expected}, but is ${found}.`,
};
