import { scopesOf, type Role } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import { Conflict } from '../conflict.ts';
import { operation, refuse, type Refusal, type ScopedCaller } from '../operation.ts';
import { invite } from './invitation.ts';
import { operatorAnswer } from './operator-answer.ts';
import { operatorById, operatorByLogin, plainLogin } from './operator-row.ts';

/** A new operator with a local account, and the link by which they come in for the first time. */
export const inviteOperator = operation('invite-operator', async (call, request) => {
  const { operatorId, name, roles, language } = request;
  const beyond = rolesBeyond(call.caller, roles);
  if (beyond) return beyond;
  const { db } = call.shell;
  if (await operatorById(db, operatorId))
    // The link is not kept, so the same answer cannot be given twice.
    return refuse('id-reused', 'This operatorId was used before. Make a new one.', { path: '/operatorId' });
  const login = plainLogin(request.login);
  if (await operatorByLogin(db, login))
    return refuse('login-taken', 'Another operator signs in by this. Choose another.', { path: '/login' });
  const { columns, link, until } = invite(call, operatorId);
  const row = {
    operator_id: operatorId,
    login,
    name,
    roles: [...new Set(roles)],
    language: language ?? ('ru' as const),
    state: 'invited' as const,
    source: 'local' as const,
    subject: null,
    password_hash: null,
    totp_secret: null,
    totp_step: 0,
    recovery: [],
    ...columns,
    demo: false,
    version: 1,
    created_at: call.now,
  };
  return {
    ok: true,
    value: { operator: operatorAnswer(row), link, linkUntil: iso(until) },
    writes: {
      owners: [],
      beside: async (transaction) => {
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('operator')
          .values({ ...row, invitation_until: new Date(until), created_at: new Date(call.now) })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (Number(numInsertedOrUpdatedRows) === 0) throw new Conflict(`operator ${operatorId} is there`);
      },
    },
    audit: { concerns: [operatorId], detail: { roles } },
  };
});

/** A key makes nobody who may do more than itself. Administrators may: the audit log says what they did. */
export function rolesBeyond(caller: ScopedCaller, roles: readonly Role[]): Refusal | null {
  if ('operatorId' in caller) return null;
  const beyond = roles.findIndex((role) => scopesOf([role]).some((scope) => !caller.scopes.includes(scope)));
  if (beyond === -1) return null;
  return refuse('scope-missing', `Your key has not all the scopes of ${roles[beyond]}.`, {
    path: `/roles/${beyond}`,
  });
}
