import { iso } from '@bonum/ledger';
import { operation, refuse } from '../operation.ts';
import { noSuchOperator } from './change-operator.ts';
import { invite } from './invitation.ts';
import { rolesBeyond } from './invite-operator.ts';
import { knownRoles } from './find-staff-session.ts';
import { operatorAnswer } from './operator-answer.ts';
import { changeOperator, operatorById } from './operator-row.ts';
import { endStaffSessions } from './staff-session.ts';

/** Somebody lost their phone or their password: both are gone at once, and a new link lets them begin again. */
export const resetOperator = operation('reset-operator', async (call, { operatorId }) => {
  const operator = await operatorById(call.shell.db, operatorId);
  if (!operator) return noSuchOperator;
  const beyond = rolesBeyond(call.caller, knownRoles(operator.roles));
  if (beyond) return beyond;
  if (operator.source === 'oidc')
    return refuse('roles-elsewhere', 'This operator signs in by the identity provider. Help them there.', {
      path: '/operatorId',
    });
  if (operator.state === 'blocked')
    return refuse('operator-blocked', 'This operator is shut out. Let them in first.', {
      path: '/operatorId',
    });
  const { columns, link, until } = invite(call, operatorId);
  const changes = {
    state: 'invited' as const,
    password_hash: null,
    totp_secret: null,
    recovery: [],
    ...columns,
  };
  return {
    ok: true,
    value: {
      operator: operatorAnswer({ ...operator, ...changes, version: operator.version + 1 }),
      link,
      linkUntil: iso(until),
    },
    writes: {
      owners: [],
      beside: async (db) => {
        await changeOperator(db, operator, { ...changes, invitation_until: new Date(until) });
        await endStaffSessions(db, { operatorId, now: call.now });
        await db.deleteFrom('staff_passkey').where('operator_id', '=', operatorId).execute();
      },
    },
    audit: { concerns: [operatorId] },
  };
});
