import { iso } from '@bonum/ledger';
import { readMember } from '../members/member-answer.ts';
import { operation } from '../operation.ts';
import { memberNotices } from './member-notices.ts';

/** Two browsers may be behind each other: what was read stays read. */
export const readMyNotices = operation('read-my-notices', async (call, { until }) => {
  const found = await readMember(call, call.caller.memberId);
  if (!found.ok) return found;
  const { owner, member } = found.value;
  const notices = await memberNotices(call, owner.owner_id, Date.parse(member?.joined_at ?? ''));
  const read = Math.min(Date.parse(until), call.now);
  const left = notices.filter((notice) => !notice.read && Date.parse(notice.at) > read);
  const news = notices.some((notice) => !notice.read && Date.parse(notice.at) <= read);
  const row = { owner_id: owner.owner_id, read_until: iso(read) };
  return {
    ok: true,
    value: { unread: left.length },
    ...(news && { writes: { owners: [{ owner: null, rows: { inbox: [row] } }] } }),
  };
});
