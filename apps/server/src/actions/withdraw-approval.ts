import { iso } from '@bonum/ledger';
import { operation, refuse } from '../operation.ts';
import { approvalAnswer } from './approval-answer.ts';
import { readApproval } from './approval-row.ts';
import { after, refuseClosed, unknownApproval } from './decide-approval.ts';

/** Whoever asked does not want it any more. */
export const withdrawApproval = operation('withdraw-approval', async (call, { memberId, approvalId }) => {
  const { shell, caller, now } = call;
  const row = await readApproval(shell.db, memberId, approvalId);
  if (row === null || !('operatorId' in caller)) return unknownApproval;
  if (row.asked_by !== caller.operatorId)
    return refuse('second-person-needed', 'Who asked withdraws it; you may decline it.');
  if (row.state === 'withdrawn')
    return { ok: true, value: approvalAnswer(row, { memberName: null, caller, now }) };
  const closed = refuseClosed(row, now);
  if (closed) return closed;
  const by = { operatorId: caller.operatorId, name: caller.name };
  const decided = {
    ownerId: row.owner_id,
    approvalId,
    state: 'withdrawn',
    by,
    at: iso(now),
    said: null,
  } as const;
  return {
    ok: true,
    value: approvalAnswer(after(row, decided), { memberName: null, caller, now }),
    writes: { owners: [], approval: decided },
  };
});
