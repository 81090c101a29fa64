import { sql } from 'kysely';
import { checkConfirmation } from '../confirmations/check-confirmation.ts';
import { eventRow } from '../events.ts';
import { resolveMember } from '../members/resolve-member.ts';
import { operation, refuse, type Call } from '../operation.ts';
import { ownerChain } from '../owner/owner-chain.ts';
import { endSessions, liveSessions } from '../sessions/live-sessions.ts';
import { openedSession, openSession } from '../sessions/open-session.ts';

/**
 * A member signs in by the code that staff told them, once. Where they were signed in before they are no longer, and here they may do
 * nothing until a phone or an e-mail is proved. Whom a card or a phone leads to is not said.
 */
export const signInWithCode = operation('sign-in-with-code', async (call, { signInId, member, code }) => {
  const resolved = await resolveMember(call, member, '/member');
  if (!resolved.ok) return wrong;
  const ownerId = (await ownerChain(call.shell.db, resolved.value)).at(-1)?.ownerId ?? resolved.value;
  const seed = { ownerId, sessionId: signInId };
  const given = await lastCode(call, ownerId);
  if (given === null) return wrong;
  if (given.used) {
    // Asked again when the answer was lost on the way: the code has opened this very session.
    const token = await openedSession(call, seed);
    return token === null ? wrong : { ok: true, value: { signedIn: true }, session: { token } };
  }
  const confirmed = await checkConfirmation(call, {
    ownerId,
    purpose: 'let-in',
    confirmationId: given.confirmation_id,
    code: code.replaceAll(' ', ''),
    path: '/code',
  });
  if (!confirmed.ok) return wrong;
  const { row, token } = openSession(call, seed);
  const session = { ...row, until_contact: true };
  const event = eventRow(ownerId, 'signed-in', call.now, { by: 'let-in' });
  return {
    ok: true,
    value: { signedIn: true },
    session: { token },
    writes: {
      owners: [
        { owner: null, rows: { session: [session], event: [event] }, uses: confirmed.value },
        ...endSessions(call, await liveSessions(call, ownerId)),
      ],
    },
  };
});

const wrong = refuse(
  'confirmation-wrong',
  'Type the number and the code again, or ask our staff for a new one.',
  {
    path: '/code',
  },
);

/** The last that was given counts, and no earlier one. */
async function lastCode(
  { shell, now }: Call,
  ownerId: string,
): Promise<{ confirmation_id: string; used: boolean } | null> {
  const { rows } = await sql<{ confirmation_id: string; used: boolean }>`
    select confirmation_id, used_at is not null as used from confirmation
     where owner_id = ${ownerId} and purpose = 'let-in' and expires_at > ${new Date(now)}
     order by created_at desc, confirmation_id desc limit 1`.execute(shell.db);
  return rows[0] ?? null;
}
