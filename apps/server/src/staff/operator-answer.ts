import type { Answer } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import { knownRoles } from './find-staff-session.ts';
import type { OperatorRow } from './operator-row.ts';

/** An operator as administrators see them. */
export const operatorAnswer = (
  row: Omit<OperatorRow, 'created_at'> & { created_at: number },
): Answer<'invite-operator'>['operator'] => ({
  operatorId: row.operator_id,
  login: row.login,
  name: row.name,
  roles: knownRoles(row.roles),
  language: row.language,
  state: row.state,
  source: row.source,
  invitedUntil: row.invitation_until === null ? null : iso(row.invitation_until),
  version: row.version,
  createdAt: iso(row.created_at),
});
