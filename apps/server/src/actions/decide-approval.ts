import { actionUnits, operations as contracts, scopesOf, type ActionId, type Role } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import { operation, refuse, type Call, type Decision, type Refusal, type StaffCaller } from '../operation.ts';
import { readExactOwner } from '../owner/read-owner.ts';
import type { Writes } from '../write.ts';
import { approvalAnswer, mayDecide } from './approval-answer.ts';
import { isOpen, readApproval, type ApprovalRow, type Decided } from './approval-row.ts';
import { changedSince } from './changed-since.ts';
import { staffActions } from './staff-actions.ts';

/** A second person agrees, and what was asked for is done; or they do not, and it is not. */
export const decideApproval = operation(
  'decide-approval',
  async (call, { memberId, approvalId, decision, said }) => {
    const { shell, caller, now } = call;
    const row = await readApproval(shell.db, memberId, approvalId);
    if (row === null) return unknownApproval;
    if (!('operatorId' in caller))
      return refuse('second-person-needed', 'A person decides, signed in as themselves. A key is nobody.');
    const state = decision === 'approve' ? 'approved' : 'declined';
    if (row.state === state && row.decided_by === caller.operatorId)
      return { ok: true, value: approvalAnswer(row, { memberName: null, caller, now }) };
    const closed = refuseClosed(row, now);
    if (closed) return closed;
    if (row.asked_by === caller.operatorId)
      return refuse('second-person-needed', 'You asked for it yourself: somebody else decides.');
    if (!mayDecide(row, caller))
      return refuse('second-person-needed', `Who may ${row.action} themselves decides on it.`);
    const decided: Decided = {
      ownerId: row.owner_id,
      approvalId,
      state,
      by: { operatorId: caller.operatorId, name: caller.name },
      at: iso(now),
      said: said ?? null,
    };
    const done = decision === 'approve' ? await carryOut({ ...call, caller }, row) : nothing;
    if (!done.ok) return done;
    return {
      ok: true,
      value: approvalAnswer(after(row, decided), { memberName: null, caller, now }),
      audit: { detail: { action: row.action, askedBy: row.asked_by, decision } },
      writes: { ...done.value, approval: decided },
    };
  },
);

export const unknownApproval = refuse('unknown-approval', 'This member has no such approval.', {
  path: '/approvalId',
});

const nothing = { ok: true, value: { owners: [] } } as const;

export const after = (row: ApprovalRow, { state, by, at, said }: Decided): ApprovalRow => ({
  ...row,
  state,
  decided_by: by.operatorId,
  decided_name: by.name,
  decided_at: at,
  said,
});

/** null: it is open. */
export function refuseClosed(row: ApprovalRow, now: number): Refusal | null {
  if (isOpen(row, now)) return null;
  const state = row.state === 'pending' ? 'expired' : row.state;
  return refuse(
    'approval-closed',
    'It is decided, withdrawn or has run out. Ask for it anew if it is wanted.',
    {
      path: '/approvalId',
      extra: { state, decidedBy: row.decided_name },
    },
  );
}

/**
 * What was asked for, thought about as things stand now. Where it cannot be done any more nothing is, and it stays open: whoever decides
 * may wait or decline.
 */
async function carryOut(call: Call<StaffCaller>, row: ApprovalRow): Promise<Decision<Writes>> {
  const { shell } = call;
  const asker = await askerOf(call, row);
  if (asker === null)
    return cannot({ code: 'scope-missing', detail: 'Whoever asked may not do it themselves any more.' });
  const state = await readExactOwner(shell.db, row.owner_id);
  if (state?.owner.merged_into)
    return cannot({ code: 'moved-since', detail: `The member was merged into ${state.owner.merged_into}.` });
  const action = row.action as ActionId;
  const { ifVersion } = row.input as { readonly ifVersion?: number };
  // Points come to what they come to; data would be written over what nobody who asked has seen.
  if (ifVersion !== undefined && actionUnits[action] !== 'points') {
    const changed = await changedSince(call, action, { memberId: row.owner_id, ifVersion });
    if (changed) return cannot(changed);
  }
  const { decide } = staffActions[action];
  // What was stored is what the operation's contract had let in.
  const decision = await decide({ ...call, caller: asker }, row.input as never);
  if (!decision.ok) return cannot(decision);
  return { ok: true, value: decision.writes ?? { owners: [] } };
}

const cannot = ({ code, detail }: { readonly code: string; readonly detail: string }): Refusal =>
  refuse('cannot-carry-out', detail, { extra: { because: { code, detail } } });

/** Who asked, with what they may do now; null: not this any more. */
async function askerOf({ shell, caller }: Call<StaffCaller>, row: ApprovalRow): Promise<StaffCaller | null> {
  const asker = await shell.db
    .selectFrom('operator')
    .select(['name', 'roles', 'state'])
    .where('operator_id', '=', row.asked_by)
    .executeTakeFirst();
  if (asker?.state !== 'active') return null;
  const roles = asker.roles as readonly Role[];
  const scopes = scopesOf(roles);
  if (!scopes.includes(contracts[row.action as ActionId].access)) return null;
  return { ...caller, operatorId: row.asked_by, name: asker.name, roles, scopes };
}
