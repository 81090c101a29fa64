import { operation } from '../operation.ts';
import { meAnswer } from './me-answer.ts';
import { readMember } from './member-answer.ts';

/** Level, points by kind, and what comes due: what the member's own first screen shows. */
export const getStanding = operation('get-standing', async (call, { memberId }) => {
  const found = await readMember(call, memberId);
  if (!found.ok) return found;
  const { now, version, programme, kinds, standing, cannotSpend, mainCard } = meAnswer(
    call,
    await call.shell.programmes.current(),
    found.value,
  );
  return { ok: true, value: { now, version, programme, kinds, standing, cannotSpend, mainCard } };
});
