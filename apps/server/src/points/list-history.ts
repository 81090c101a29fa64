import { readMember } from '../members/member-answer.ts';
import { operation } from '../operation.ts';
import { readHistory } from './read-history.ts';

/** What happened to one's own points, newest first. */
export const listHistory = operation('list-history', async (call, asked) => {
  const found = await readMember(call, call.caller.memberId);
  if (!found.ok) return found;
  const { page } = await readHistory(call, found.value, asked);
  return { ok: true, value: page };
});
