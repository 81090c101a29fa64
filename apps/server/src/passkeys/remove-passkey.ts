import { eventRow } from '../events.ts';
import { readSelf } from '../members/own-account.ts';
import { proved } from '../members/proof.ts';
import { operation } from '../operation.ts';
import { memberPasskeys } from './member-passkeys.ts';
import { passkeysAnswer } from './passkeys-answer.ts';

/** It opens nothing any more. Safe to repeat. */
export const removePasskey = operation('remove-passkey', async (call, { passkeyId, proof }) => {
  const self = await readSelf(call);
  if (!self.ok) return self;
  const { member } = self.value;
  const known = await memberPasskeys(call, member.owner_id);
  const gone = known.find(({ passkey_id }) => passkey_id === passkeyId);
  if (!gone) return { ok: true, value: passkeysAnswer(known) };
  const right = await proved(call, member, proof);
  if (!right.ok) return right;
  const uses = right.value;
  const event = [eventRow(member.owner_id, 'passkey-removed', call.now, {})];
  return {
    ok: true,
    value: passkeysAnswer(known.filter((passkey) => passkey !== gone)),
    writes: {
      owners: [{ owner: null, rows: { event }, ...(uses && { uses }) }],
      passkeys: { removed: [gone] },
    },
  };
});
