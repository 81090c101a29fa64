import { iso } from '@bonum/ledger';
import { keepsName, operation } from '../operation.ts';
import { operatorByLogin } from './operator-row.ts';
import { passwordFits } from './password.ts';
import { notLetIn, sealStep } from './sign-in-step.ts';
import { chargeTry } from './tries.ts';

/** An operator's login and password: right ones are asked for the code. */
export const startStaffSignIn = operation('start-staff-sign-in', async (call, { login, password }) => {
  const tooMany = await chargeTry(call, login);
  if (tooMany) return tooMany;
  const operator = await operatorByLogin(call.shell.db, login);
  const fits = await passwordFits(operator?.password_hash ?? null, password);
  if (!operator || !fits || operator.state !== 'active') return notLetIn;
  const { signIn, expiresAt } = sealStep(call, operator.operator_id);
  return { ok: true, value: { signIn, expiresAt: iso(expiresAt) }, ...keepsName(call.caller) };
});
