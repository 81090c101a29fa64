import { iso } from '@bonum/ledger';
import { eventRow } from '../events.ts';
import { readSelf } from '../members/own-account.ts';
import { operation, type Call } from '../operation.ts';
import { challengeIn, idOfChallenge, isGoodChallenge } from './challenge.ts';
import { madeOn } from './made-on.ts';
import { memberPasskeys, MOST_PASSKEYS } from './member-passkeys.ts';
import { passkeysAnswer } from './passkeys-answer.ts';
import { refused } from './relying-party.ts';
import { tooMany } from './request-passkey.ts';
import { verifiedCredential } from './verified.ts';

/** The browser has made a passkey: from now on it signs the member in. */
export const addPasskey = operation('add-passkey', async (call, made) => {
  const self = await readSelf(call);
  if (!self.ok) return self;
  const { owner_id } = self.value.member;
  const challenge = challengeIn(made.clientDataJSON);
  const given = { to: 'add', whom: call.caller.sessionId } as const;
  if (challenge === null || !isGoodChallenge(call, given, challenge)) return refused;
  const event_id = idOfChallenge(challenge);
  if (await hasHappened(call, owner_id, event_id)) return refused;
  const known = await memberPasskeys(call, owner_id);
  if (known.length >= MOST_PASSKEYS) return tooMany;
  const credential = await verifiedCredential(call, made, challenge);
  if (credential === null || known.some(({ passkey_id }) => passkey_id === credential.id)) return refused;
  const passkey = {
    owner_id,
    passkey_id: credential.id,
    public_key: `\\x${Buffer.from(credential.publicKey).toString('hex')}`,
    counter: credential.counter,
    transports: made.transports,
    name: madeOn(call.caller.userAgent),
    created_at: iso(call.now),
    used_at: null,
  };
  const event = { ...eventRow(owner_id, 'passkey-added', call.now, {}), event_id };
  return {
    ok: true,
    value: passkeysAnswer([{ ...passkey, created_at: call.now, used_at: null }, ...known]),
    writes: { owners: [{ owner: null, rows: { passkey: [passkey], event: [event] } }] },
  };
});

/** Each challenge adds one passkey, though it be removed since. */
async function hasHappened({ shell }: Call, ownerId: string, eventId: string): Promise<boolean> {
  const found = await shell.db
    .selectFrom('event')
    .select('event_id')
    .where('owner_id', '=', ownerId)
    .where('event_id', '=', eventId)
    .executeTakeFirst();
  return found !== undefined;
}
