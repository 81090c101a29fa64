import { operation, refuse, type Refusal } from '../operation.ts';
import type { MemberRow } from '../owner/read-owner.ts';
import { changeSelf, readSelf } from './own-account.ts';
import { profileRow, refuseUnborn } from './update-member.ts';

/** A member changes their own data. */
export const changeProfile = operation('change-profile', async (call, request) => {
  const self = await readSelf(call);
  if (!self.ok) return self;
  const { state, member } = self.value;
  const refused = refuseUnborn(call, request) ?? refuseOtherBirthDate(member, request.birthDate);
  if (refused) return refused;
  const { surname, gender, city, ...rest } = request;
  const changed = {
    ...member,
    ...profileRow(call, rest, member),
    ...(surname !== undefined && { surname }),
    ...(gender !== undefined && { gender }),
    ...(city !== undefined && { city }),
  };
  return changeSelf(call, state, { member: changed, fields: Object.keys(request) });
});

/** Said once: or every month would be somebody's birthday. */
export function refuseOtherBirthDate(
  member: Pick<MemberRow, 'birth_date'>,
  birthDate: string | undefined,
): Refusal | null {
  if (birthDate === undefined || member.birth_date === null || member.birth_date === birthDate) return null;
  return refuse('birth-date-fixed', 'Ask the staff to put the birth date right.', { path: '/birthDate' });
}
