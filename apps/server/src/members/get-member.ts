import { operation } from '../operation.ts';
import { memberNow, readMember } from './member-answer.ts';

/** A member's profile, level, balances and cards. */
export const getMember = operation('get-member', async (call, { memberId }) => {
  const found = await readMember(call, memberId);
  return found.ok ? { ok: true, value: await memberNow(call, found.value) } : found;
});
