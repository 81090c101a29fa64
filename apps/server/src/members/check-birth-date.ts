import { operation } from '../operation.ts';
import { readMember } from './member-answer.ts';

/** Whether somebody said their own date of birth. What it is, is not answered. */
export const checkBirthDate = operation('check-birth-date', async (call, { memberId, birthDate }) => {
  const found = await readMember(call, memberId);
  if (!found.ok) return found;
  const known = found.value.member?.birth_date ?? null;
  return { ok: true, value: { known: known !== null, matches: known === birthDate } };
});
