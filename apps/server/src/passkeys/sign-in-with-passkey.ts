import type { Input } from '@bonum/contract';
import { eventRow } from '../events.ts';
import { operation, type Call } from '../operation.ts';
import { ownerChain } from '../owner/owner-chain.ts';
import { openSession } from '../sessions/open-session.ts';
import { DEVICE_DIGITS, deviceOf } from '../sign-in/attempt.ts';
import { challengeIn, idOfChallenge, isGoodChallenge } from './challenge.ts';
import { refused } from './relying-party.ts';
import { idInHandle } from './user-handle.ts';
import { verifiedCounter } from './verified.ts';

/** A passkey of a member has signed: they are in. After a merge it opens the member who stays. */
export const signInWithPasskey = operation('sign-in-with-passkey', async (call, signed) => {
  const { deviceId } = call.caller;
  const challenge = challengeIn(signed.clientDataJSON);
  if (challenge === null || !isGoodChallenge(call, { to: 'sign-in', whom: deviceId }, challenge))
    return refused;
  const passkey = await passkeyOf(call, signed);
  if (!passkey) return refused;
  const counter = await verifiedCounter(call, { signed, passkey, challenge });
  const ownerId = (await ownerChain(call.shell.db, passkey.owner_id)).at(-1)?.ownerId;
  if (counter === null || ownerId === undefined) return refused;
  // Each challenge opens one session, though it be ended since.
  const sessionId = idOfChallenge(challenge);
  if (await wasOpened(call, ownerId, sessionId)) return refused;
  const { row, token } = openSession(call, { ownerId, sessionId });
  const device = deviceOf(deviceId).slice(0, DEVICE_DIGITS);
  const event = [eventRow(ownerId, 'signed-in', call.now, { device })];
  const { owner_id, passkey_id, counter: before } = passkey;
  return {
    ok: true,
    value: { memberId: ownerId },
    session: { token },
    writes: {
      owners: [{ owner: null, rows: { session: [row], event } }],
      passkeys: { used: { owner_id, passkey_id, before, counter, used_at: new Date(call.now) } },
    },
  };
});

function passkeyOf({ shell }: Call, { userHandle, passkeyId }: Input<'sign-in-with-passkey'>) {
  return shell.db
    .selectFrom('passkey')
    .select(['owner_id', 'passkey_id', 'public_key', 'counter'])
    .where('owner_id', '=', idInHandle(userHandle))
    .where('passkey_id', '=', passkeyId)
    .executeTakeFirst();
}

async function wasOpened({ shell }: Call, ownerId: string, sessionId: string): Promise<boolean> {
  const found = await shell.db
    .selectFrom('session')
    .select('session_id')
    .where('owner_id', '=', ownerId)
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  return found !== undefined;
}
