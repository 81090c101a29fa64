import { iso } from '@bonum/ledger';
import { operation } from '../operation.ts';

/** The browser that asks is nobody's from now on. */
export const signOut = operation('sign-out', async ({ caller, now }) => {
  const ends = { owner_id: caller.memberId, session_ids: [caller.sessionId], ended_at: iso(now) };
  return {
    ok: true,
    value: { signedOut: true },
    session: 'ended',
    writes: { owners: [{ owner: null, rows: {}, ends }] },
  };
});
