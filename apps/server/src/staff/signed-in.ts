import { iso } from '@bonum/ledger';
import { actorOf } from '../audit/entries-of-call.ts';
import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Call, Visitor } from '../operation.ts';

/** What the audit log says of an operator who came in, or could not. */
export function signInEntry(
  { caller, now }: Call<Visitor>,
  {
    operatorId,
    sessionId = null,
    operation,
    detail,
  }: {
    readonly operatorId: string;
    readonly sessionId?: string | null;
    readonly operation: string;
    readonly detail: Readonly<Record<string, unknown>>;
  },
): AuditEntry {
  const asked = { operatorId, sessionId, address: caller.address };
  const actor = actorOf(asked);
  if (actor === null) throw new Error('an operator is an actor');
  return {
    owner_id: operatorId,
    at: iso(now),
    kind: 'sign-in',
    operation,
    ...actor,
    detail: JSON.stringify(detail),
  };
}
