import { operation } from '../../operation.ts';
import { staffPasskeys, staffPasskeysAnswer } from './staff-passkeys.ts';

/** What the operator can sign in with, without a password. */
export const listStaffPasskeys = operation('list-staff-passkeys', async (call) => ({
  ok: true,
  value: staffPasskeysAnswer(await staffPasskeys(call, call.caller.operatorId)),
}));
