import { operation, type Call } from '../operation.ts';
import { changeOperator, operatorById, type OperatorRow } from './operator-row.ts';
import { openTotp, recoveryHash, stepOfCode } from './second-factor.ts';
import { signInEntry } from './signed-in.ts';
import { notLetIn, operatorOfStep } from './sign-in-step.ts';
import { openStaffSession } from './staff-session.ts';
import { chargeTry, forgetTries } from './tries.ts';

/** The code after the password: from the operator's phone, or one of those kept for when it is lost. */
export const finishStaffSignIn = operation('finish-staff-sign-in', async (call, { signIn, code }) => {
  const operatorId = operatorOfStep(call, signIn);
  const operator = operatorId === null ? undefined : await operatorById(call.shell.db, operatorId);
  if (!operator || operator.state !== 'active') return notLetIn;
  const tooMany = await chargeTry(call, operator.login);
  if (tooMany) return tooMany;
  const { operator_id } = operator;
  const taken = takeCode(call, operator, code);
  const entry = { operatorId: operator_id, operation: 'finish-staff-sign-in' };
  if (taken === null) {
    // Whoever tries knows the password: its owner should be able to see that.
    const audit = [signInEntry(call, { ...entry, detail: { refused: 'wrong-code' } })];
    return { ...notLetIn, writes: { owners: [], audit } };
  }
  const { insert, token, sessionId } = openStaffSession(call, { operatorId: operator_id, way: 'password' });
  await forgetTries(call, operator.login);
  return {
    ok: true,
    value: { operatorId: operator_id, recoveryCodesLeft: taken.recovery.length },
    staffSession: { token },
    writes: {
      owners: [],
      beside: async (db) => {
        await changeOperator(db, operator, taken);
        await insert(db);
      },
      audit: [signInEntry(call, { ...entry, sessionId, detail: { way: 'password' } })],
    },
  };
});

/** What becomes of the operator as a code is taken; null: it is none of theirs. */
function takeCode(
  { shell, now }: Call,
  { operator_id, totp_secret, totp_step, recovery }: OperatorRow,
  code: string,
): Pick<OperatorRow, 'totp_step' | 'recovery'> | null {
  if (totp_secret === null) return null;
  const digits = code.replaceAll(/\s/g, '');
  if (/^\d{6}$/.test(digits)) {
    const totp = openTotp(shell.secret, operator_id, totp_secret);
    const step = stepOfCode(totp, { code: digits, now, after: totp_step });
    return step === null ? null : { totp_step: step, recovery };
  }
  const given = recoveryHash(shell.secret, operator_id, code);
  const left = recovery.filter((kept) => !kept.equals(given));
  return left.length === recovery.length ? null : { totp_step, recovery: left };
}
