import { operation, refuse } from '../operation.ts';
import { invitationOver, invited } from './invitation.ts';
import { changeOperator } from './operator-row.ts';
import { hashPassword, weakness } from './password.ts';
import { newRecoveryCodes, recoveryHash, sealTotp, stepOfCode, totpOfInvitation } from './second-factor.ts';
import { signInEntry } from './signed-in.ts';
import { endStaffSessions, openStaffSession } from './staff-session.ts';
import { chargeTry } from './tries.ts';

/** An operator has chosen a password and set up their phone: they are in. Wherever they were signed in before they are not any more. */
export const acceptStaffInvitation = operation(
  'accept-staff-invitation',
  async (call, { invitation, password, code }) => {
    const operator = await invited(call, invitation);
    if (operator === null) return invitationOver;
    const { operator_id, login, invitation_hash } = operator;
    const tooMany = await chargeTry(call, login);
    if (tooMany) return tooMany;
    const weak = weakness(password, login);
    if (weak) return weak;
    const { secret } = call.shell;
    const totp = totpOfInvitation(secret, operator_id, invitation_hash);
    const step = stepOfCode(totp, { code, now: call.now, after: 0 });
    if (step === null) return codeWrong;
    const recoveryCodes = newRecoveryCodes();
    const changes = {
      state: 'active',
      password_hash: await hashPassword(password),
      totp_secret: sealTotp(secret, operator_id, totp),
      totp_step: step,
      recovery: recoveryCodes.map((one) => recoveryHash(secret, operator_id, one)),
      invitation_hash: null,
      invitation_until: null,
    } as const;
    const { insert, token, sessionId } = openStaffSession(call, { operatorId: operator_id, way: 'password' });
    const detail = { way: 'invitation' };
    const entry = { operatorId: operator_id, sessionId, operation: 'accept-staff-invitation', detail };
    return {
      ok: true,
      value: { operatorId: operator_id, recoveryCodes: [...recoveryCodes] },
      staffSession: { token },
      writes: {
        owners: [],
        beside: async (db) => {
          await changeOperator(db, operator, changes);
          await endStaffSessions(db, { operatorId: operator_id, now: call.now });
          await insert(db);
        },
        audit: [signInEntry(call, entry)],
      },
    };
  },
);

const codeWrong = refuse('not-let-in', 'The code does not fit. Look whether the phone has the right time.', {
  path: '/code',
});
