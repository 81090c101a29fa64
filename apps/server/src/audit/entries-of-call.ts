import { auditOf, operations, type OperationContract, type OperationId } from '@bonum/contract';
import type { Instant } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import type { AuditEntry } from './audit-entry.ts';

/** What an operation says itself about its trace in the audit log. */
export interface AuditNote {
  /** Whom it concerns; absent: the member that the request or the answer names, or else the operator who asks. */
  readonly concerns?: readonly string[];
  /** Figures and ids that say what was done; no personal data. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** One call of an operation, as far as the log asks about it. */
interface Called {
  readonly id: OperationId;
  readonly caller: unknown;
  readonly input: unknown;
  readonly value: unknown;
  readonly changed: boolean;
  readonly note: AuditNote | undefined;
  readonly now: Instant;
}

type Actor = Pick<AuditEntry, 'actor' | 'actor_id' | 'session_id' | 'address'>;

/** What a call leaves in the audit log: of staff whatever they change or look at, of keys what they change of a member by hand. */
export function entriesOfCall(called: Called): readonly AuditEntry[] {
  const contract: OperationContract = operations[called.id];
  const kind = auditOf(contract);
  const actor = actorOf(called.caller);
  if (kind === null || actor === null) return [];
  const member = textIn(called.input, 'memberId') ?? textIn(called.value, 'memberId');
  // Nothing has changed of somebody who was found to be so already.
  if (kind === 'change' && member !== null && !called.changed) return [];
  const isOperator = actor.actor === 'operator';
  if (!isOperator && (kind === 'view' || isOfTills(contract))) return [];
  const concerns = called.note?.concerns ?? [member ?? (isOperator ? actor.actor_id : null)];
  return concerns
    .filter((id) => id !== null)
    .map((owner_id) => ({
      owner_id,
      at: iso(called.now),
      kind,
      operation: called.id,
      ...actor,
      detail: JSON.stringify(detailOf(contract, called)),
    }));
}

/** Whose every act leaves a receipt or a code that was confirmed, which is trace enough. */
const isOfTills = ({ access, keyScope }: OperationContract): boolean =>
  [access, keyScope].some((scope) => scope === 'till' || scope === 'members:join');

/** What the address named but the member, the reason that was given, and what the operation adds. */
function detailOf({ params }: OperationContract, { input, note }: Called): Record<string, unknown> {
  const named = Object.keys(params?.properties ?? {}).filter((name) => name !== 'memberId');
  const given = [...named, 'reason'].map((name) => [name, Object(input)[name]]);
  return { ...Object.fromEntries(given.filter(([, value]) => value !== undefined)), ...note?.detail };
}

const TERMINAL = 'terminal';

/** null: a member or nobody, who leave no trace here. */
export function actorOf(caller: unknown): Actor | null {
  const [operatorId, keyId] = [textIn(caller, 'operatorId'), textIn(caller, 'keyId')];
  if (operatorId !== null)
    return {
      actor: 'operator',
      actor_id: operatorId,
      session_id: textIn(caller, 'sessionId'),
      address: textIn(caller, 'address'),
    };
  if (keyId === null) return null;
  const actor = keyId === TERMINAL ? 'terminal' : 'key';
  return { actor, actor_id: keyId === TERMINAL ? null : keyId, session_id: null, address: null };
}

function textIn(value: unknown, name: string): string | null {
  const found: unknown = Object(value)[name];
  return typeof found === 'string' ? found : null;
}
