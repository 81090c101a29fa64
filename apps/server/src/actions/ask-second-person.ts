import { createHash } from 'node:crypto';
import type { ActionId, actionUnits } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import canonicalize from 'canonicalize';
import { v5 } from 'uuid';
import { entriesOfCall } from '../audit/entries-of-call.ts';
import { refuse, type Call, type Refusal, type StaffCaller } from '../operation.ts';
import { ownerChain } from '../owner/owner-chain.ts';
import type { UsedConfirmation } from '../write.ts';
import { isOpen, readAlike, type ApprovalRow } from './approval-row.ts';
import { approvalLastsMs, type StaffRules } from './staff-rules.ts';

interface Asked {
  readonly action: ActionId;
  readonly unit: (typeof actionUnits)[ActionId];
  readonly input: { readonly memberId: string; readonly reason?: string; readonly confirmation?: object };
  readonly amount: number;
  readonly because: ApprovalRow['because'];
  /** The member's word for it. */
  readonly uses: UsedConfirmation | null;
  readonly rules: StaffRules;
}

const APPROVALS = 'b1d1b3c8-64f6-4b0f-9d0a-54c1a4c5a7e2';

/** Keeps what was asked for till a second person decides. Asked again while it is open, it is the same. */
export async function askSecondPerson(call: Call<StaffCaller>, asked: Asked): Promise<Refusal> {
  const { shell, caller, now } = call;
  const { action, amount, because, uses, rules } = asked;
  const { confirmation: _used, ...input } = asked.input;
  const owner_id = (await ownerChain(shell.db, input.memberId)).at(-1)?.ownerId ?? input.memberId;
  const digest = createHash('sha256')
    .update(canonicalize({ action, input, by: caller.operatorId }) ?? '')
    .digest();
  const alike = await readAlike(shell.db, owner_id, digest);
  const open = alike.find((row) => isOpen(row, now));
  if (open) return waits(open, asked);
  const row: ApprovalRow = {
    owner_id,
    approval_id: v5(`${digest.toString('hex')} ${alike.length}`, APPROVALS),
    action,
    input,
    digest: `\\x${digest.toString('hex')}`,
    reason: input.reason ?? '',
    amount,
    because,
    confirmed: uses !== null,
    asked_by: caller.operatorId,
    asked_name: caller.name,
    asked_at: iso(now),
    expires_at: iso(now + approvalLastsMs(rules)),
    state: 'pending',
    decided_by: null,
    decided_name: null,
    decided_at: null,
    said: null,
  };
  const note = { detail: { approvalId: row.approval_id, because, amount } };
  const audit = entriesOfCall({ id: action, caller, input, value: null, changed: true, note, now });
  const waiting = { owner: null, rows: { approval: [row] }, ...(uses && { uses }) };
  return { ...waits(row, asked), writes: { owners: [waiting], audit } };
}

const waits = (
  {
    approval_id,
    owner_id,
    because,
    expires_at,
  }: Pick<ApprovalRow, 'approval_id' | 'owner_id' | 'because' | 'expires_at'>,
  { action, amount, unit }: Asked,
): Refusal =>
  refuse(
    'waits-for-approval',
    'Nothing is done yet: somebody else who may has to agree. It waits for them.',
    {
      extra: {
        approval: {
          approvalId: approval_id,
          memberId: owner_id,
          action,
          amount,
          unit,
          because,
          expiresAt: iso(Date.parse(expires_at)),
          waitsFor: 'approvals:decide',
        },
      },
    },
  );
