import { Conflict } from '../../conflict.ts';
import { operation, type Call } from '../../operation.ts';
import { challengeIn, idOfChallenge, isGoodChallenge } from '../../passkeys/challenge.ts';
import { refused } from '../../passkeys/relying-party.ts';
import { idInHandle } from '../../passkeys/user-handle.ts';
import { verifiedCounter } from '../../passkeys/verified.ts';
import { operatorById } from '../operator-row.ts';
import { operatorOfStep } from '../sign-in-step.ts';
import { signInEntry } from '../signed-in.ts';
import { openStaffSession } from '../staff-session.ts';
import { forgetTries } from '../tries.ts';

/**
 * A passkey of an operator has signed: they are in. It knows a finger, a face or the lock of their device, so it is two factors by
 * itself; after a password it stands for the code, and must be of the same operator.
 */
export const signInStaffWithPasskey = operation('sign-in-staff-with-passkey', async (call, signed) => {
  const { shell, caller, now } = call;
  const challenge = challengeIn(signed.clientDataJSON);
  if (challenge === null || !isGoodChallenge(call, { to: 'staff-sign-in', whom: caller.deviceId }, challenge))
    return refused;
  const operatorId = idInHandle(signed.userHandle);
  if (signed.signIn !== undefined && operatorOfStep(call, signed.signIn) !== operatorId) return refused;
  const passkey = await passkeyOf(call, { operatorId, passkeyId: signed.passkeyId });
  const operator = passkey && (await operatorById(shell.db, operatorId));
  if (!operator || operator.state !== 'active' || operator.source !== 'local') return refused;
  const counter = await verifiedCounter(call, { signed, passkey, challenge });
  // Each challenge opens one session, though it be ended since.
  const sessionId = idOfChallenge(challenge);
  if (counter === null || (await wasOpened(call, { operatorId, sessionId }))) return refused;
  const { insert, token } = openStaffSession(call, { operatorId, sessionId, way: 'passkey' });
  await forgetTries(call, operator.login);
  const entry = {
    operatorId,
    sessionId,
    operation: 'sign-in-staff-with-passkey',
    detail: { way: 'passkey' },
  };
  return {
    ok: true,
    value: { operatorId, recoveryCodesLeft: operator.recovery.length },
    staffSession: { token },
    writes: {
      owners: [],
      beside: async (db) => {
        const { numUpdatedRows } = await db
          .updateTable('staff_passkey')
          .set({ counter, used_at: new Date(now) })
          .where('operator_id', '=', operatorId)
          .where('passkey_id', '=', signed.passkeyId)
          .where('counter', '=', passkey.counter)
          .executeTakeFirst();
        if (Number(numUpdatedRows) === 0) throw new Conflict('a passkey was removed or used');
        await insert(db);
      },
      audit: [signInEntry(call, entry)],
    },
  };
});

const passkeyOf = (
  { shell }: Call,
  { operatorId, passkeyId }: { readonly operatorId: string; readonly passkeyId: string },
) =>
  shell.db
    .selectFrom('staff_passkey')
    .select(['passkey_id', 'public_key', 'counter'])
    .where('operator_id', '=', operatorId)
    .where('passkey_id', '=', passkeyId)
    .executeTakeFirst();

async function wasOpened(
  { shell }: Call,
  { operatorId, sessionId }: { readonly operatorId: string; readonly sessionId: string },
): Promise<boolean> {
  const found = await shell.db
    .selectFrom('staff_session')
    .select('session_id')
    .where('operator_id', '=', operatorId)
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  return found !== undefined;
}
