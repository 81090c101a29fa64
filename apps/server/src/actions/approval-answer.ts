import { actionUnits, operations, type ActionId, type Answer } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import type { ScopedCaller } from '../operation.ts';
import { isOpen, type ApprovalRow } from './approval-row.ts';

type Approval = Answer<'list-approvals'>['approvals'][number];

/** An approval as whoever looks at it sees it, with what they may say to it. */
export function approvalAnswer(
  row: ApprovalRow,
  {
    memberName,
    caller,
    now,
  }: { readonly memberName: string | null; readonly caller: ScopedCaller; readonly now: number },
): Approval {
  const open = isOpen(row, now);
  return {
    approvalId: row.approval_id,
    memberId: row.owner_id,
    memberName,
    action: row.action,
    input: { ...row.input },
    reason: row.reason,
    unit: actionUnits[row.action as ActionId],
    amount: row.amount,
    because: row.because,
    confirmed: row.confirmed,
    askedBy: { operatorId: row.asked_by, name: row.asked_name },
    askedAt: iso(Date.parse(row.asked_at)),
    expiresAt: iso(Date.parse(row.expires_at)),
    state: row.state === 'pending' && !open ? 'expired' : row.state,
    decidedBy: row.decided_by === null ? null : { operatorId: row.decided_by, name: row.decided_name ?? '' },
    decidedAt: row.decided_at === null ? null : iso(Date.parse(row.decided_at)),
    said: row.said,
    actions: open ? sayingOf(row, caller) : [],
  };
}

/** Never both: who asked does not agree with themselves. */
function sayingOf(row: ApprovalRow, caller: ScopedCaller): Approval['actions'] {
  if (!('operatorId' in caller)) return [];
  if (caller.operatorId === row.asked_by) return ['withdraw'];
  return mayDecide(row, caller) ? ['approve', 'decline'] : [];
}

/** Who lets it happen must be one who may do such a thing. */
export const mayDecide = (
  { action }: Pick<ApprovalRow, 'action'>,
  { scopes }: Pick<ScopedCaller, 'scopes'>,
): boolean => scopes.includes('approvals:decide') && scopes.includes(operations[action as ActionId].access);
