import { operation } from '../../operation.ts';
import { changeOperator } from '../operator-row.ts';
import { staffPasskeys, staffPasskeysAnswer } from './staff-passkeys.ts';
import { stillThem } from './still-them.ts';

/** It opens nothing any more. Safe to repeat. */
export const removeStaffPasskey = operation('remove-staff-passkey', async (call, { passkeyId, code }) => {
  const { operatorId } = call.caller;
  const known = await staffPasskeys(call, operatorId);
  const gone = known.find(({ passkey_id }) => passkey_id === passkeyId);
  if (!gone) return { ok: true, value: staffPasskeysAnswer(known) };
  const them = await stillThem(call, code);
  if (!them.ok) return them;
  const { operator, taken } = them.value;
  return {
    ok: true,
    value: staffPasskeysAnswer(known.filter((passkey) => passkey !== gone)),
    audit: { detail: { name: gone.name } },
    writes: {
      owners: [],
      beside: async (db) => {
        await changeOperator(db, operator, taken ?? {});
        await db
          .deleteFrom('staff_passkey')
          .where('operator_id', '=', operatorId)
          .where('passkey_id', '=', passkeyId)
          .execute();
      },
    },
  };
});
