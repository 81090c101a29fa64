import { operation } from '../operation.ts';
import { readMember } from './member-answer.ts';
import { recordStanding } from '../record/standing.ts';
import { meAnswer } from './me-answer.ts';

/** The member who has signed in, with everything that the app's first screen shows. */
export const getMe = operation('get-me', async (call) => {
  const { memberId, sessionId } = call.caller;
  const found = await readMember(call, memberId);
  if (!found.ok) return found;
  const programme = await call.shell.programmes.current();
  const barcode = await call.shell.db
    .selectFrom('barcode')
    .select('reference')
    .where('owner_id', '=', memberId)
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  const me = meAnswer(call, programme, found.value);
  const record = await recordStanding(call, found.value.owner.owner_id);
  return { ok: true, value: { ...me, ...record, barcode: barcode?.reference ?? null } };
});
