import { operation } from '../operation.ts';
import { asSeenBy } from './masked.ts';
import { memberNow, readMember } from './member-answer.ts';

/** A member's profile, level, balances and cards, as far as whoever asks may know who they are. */
export const getMember = operation('get-member', async (call, { memberId }) => {
  const found = await readMember(call, memberId);
  if (!found.ok) return found;
  return { ok: true, value: asSeenBy(call.caller, await memberNow(call, found.value)) };
});
