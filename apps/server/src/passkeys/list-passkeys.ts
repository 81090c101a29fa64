import { readSelf } from '../members/own-account.ts';
import { operation } from '../operation.ts';
import { memberPasskeys } from './member-passkeys.ts';
import { passkeysAnswer } from './passkeys-answer.ts';

/** What the member can sign in with, without a code. */
export const listPasskeys = operation('list-passkeys', async (call) => {
  const self = await readSelf(call);
  if (!self.ok) return self;
  const { owner_id } = self.value.member;
  return { ok: true, value: passkeysAnswer(await memberPasskeys(call, owner_id)) };
});
