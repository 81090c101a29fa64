import { operation, refuse, type Call, type Refusal } from '../operation.ts';
import { knownRoles } from './find-staff-session.ts';
import { rolesBeyond } from './invite-operator.ts';
import { operatorAnswer } from './operator-answer.ts';
import { allOperators, changeOperator as write, operatorById, type OperatorRow } from './operator-row.ts';
import { endStaffSessions } from './staff-session.ts';

/** An administrator changes what an operator is called, what they may do, or shuts them out and lets them in again. */
export const changeOperator = operation(
  'change-operator',
  async (call, { operatorId, name, roles, blocked, ifVersion }) => {
    const operator = await operatorById(call.shell.db, operatorId);
    if (!operator) return noSuchOperator;
    if (operator.version !== ifVersion)
      return refuse('changed-since', 'Somebody changed this operator meanwhile. Look at them again.', {
        path: '/ifVersion',
        extra: { version: operator.version },
      });
    if (roles !== undefined && operator.source === 'oidc')
      return refuse(
        'roles-elsewhere',
        'The identity provider says what this operator may do. Change it there.',
        {
          path: '/roles',
        },
      );
    const wanted = roles ?? knownRoles(operator.roles);
    const state = stateOf(operator, blocked);
    const wrong =
      rolesBeyond(call.caller, wanted) ??
      (await withoutAdministrator(call, operator, { roles: wanted, state }));
    if (wrong) return wrong;
    const changes = { ...(name !== undefined && { name }), roles: [...new Set(wanted)], state };
    return {
      ok: true,
      value: operatorAnswer({ ...operator, ...changes, version: operator.version + 1 }),
      writes: {
        owners: [],
        beside: async (db) => {
          await write(db, operator, changes);
          if (state === 'blocked') await endStaffSessions(db, { operatorId, now: call.now });
        },
      },
      audit: { concerns: [operatorId], detail: { roles: changes.roles, state } },
    };
  },
);

export const noSuchOperator = refuse('unknown-operator', 'There is no such operator.', {
  path: '/operatorId',
});

/** Who was invited and never came is invited again when they are let in. */
function stateOf(
  { state, source, password_hash }: OperatorRow,
  blocked: boolean | undefined,
): OperatorRow['state'] {
  if (blocked === undefined) return state;
  if (blocked) return 'blocked';
  return source === 'oidc' || password_hash !== null ? 'active' : 'invited';
}

/** Whoever shuts the last administrator out, themselves included, shuts the chain out of its own desk. */
async function withoutAdministrator(
  { shell }: Call,
  { operator_id }: OperatorRow,
  { roles, state }: Pick<OperatorRow, 'roles' | 'state'>,
): Promise<Refusal | null> {
  if (state === 'active' && roles.includes('administrator')) return null;
  const active = (await allOperators(shell.db)).filter(
    (one) => one.state === 'active' && one.roles.includes('administrator'),
  );
  if (!active.some((one) => one.operator_id === operator_id) || active.length > 1) return null;
  return refuse('last-administrator', 'This is the last administrator. Make another one first.');
}
