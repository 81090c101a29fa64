import { operation, refuse } from '../operation.ts';
import { callAnswers } from './call-row.ts';
import { isMember, ownCall, sayOfCall } from './own-call.ts';

/** Whose call it is, said by the operator who asked them, or who has just signed them up. */
export const setCallMember = operation('set-call-member', async (call, { callId, memberId }) => {
  const { shell, caller } = call;
  const own = await ownCall(call, callId);
  if (!own.ok) return own;
  if (!(await isMember(call, memberId)))
    return refuse('unknown-member', 'Find the member first.', { path: '/memberId' });
  const said = { member_id: memberId };
  const row = { ...own.value, ...said, version: own.value.version + 1 };
  const [value] = await callAnswers(shell.db, [row], caller);
  if (!value) throw new Error('A call that was read was not told');
  return { ok: true, value, audit: { concerns: [memberId] }, writes: sayOfCall(own.value, said) };
});
