import { readMember } from '../members/member-answer.ts';
import { operation } from '../operation.ts';
import { memberNotices, unreadIn } from './member-notices.ts';

export const listMyNotices = operation('list-my-notices', async (call) => {
  const found = await readMember(call, call.caller.memberId);
  if (!found.ok) return found;
  const { owner, member } = found.value;
  const notices = await memberNotices(call, owner.owner_id, Date.parse(member?.joined_at ?? ''));
  return { ok: true, value: { unread: unreadIn(notices), notices } };
});
