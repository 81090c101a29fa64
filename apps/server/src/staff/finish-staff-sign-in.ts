import { operation } from '../operation.ts';
import { changeOperator, operatorById } from './operator-row.ts';
import { signInEntry } from './signed-in.ts';
import { notLetIn, operatorOfStep } from './sign-in-step.ts';
import { openStaffSession } from './staff-session.ts';
import { takeCode } from './take-code.ts';
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
