import type { Answer } from '@bonum/contract';
import { eventRow } from '../events.ts';
import { doneBy, type Call, type Decision, type ScopedCaller } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { memberAfter, memberNow, readMember } from './member-answer.ts';
import { bookOf } from './standing.ts';

/** A member is stopped, or takes part again. */
export async function withStatus(
  call: Call<ScopedCaller>,
  { memberId, reason }: { readonly memberId: string; readonly reason: string },
  status: 'active' | 'suspended',
): Promise<Decision<Answer<'get-member'>>> {
  const found = await readMember(call, memberId);
  if (!found.ok) return found;
  const state = found.value;
  const { owner, member } = state;
  if (!member) throw new Error(`member ${owner.owner_id} has no row`);
  if (member.status === status) return { ok: true, value: await memberNow(call, state) };
  const changed = { ...member, status };
  const type = status === 'suspended' ? 'member-suspended' : 'member-resumed';
  const event = eventRow(owner.owner_id, type, call.now, { reason, ...doneBy(call.caller) });
  return {
    ok: true,
    value: await memberAfter(call, { ...state, member: changed }),
    writes: {
      owners: [ownerWrites(owner, bookOf(state, call), { rows: { member: [changed], event: [event] } })],
    },
  };
}
