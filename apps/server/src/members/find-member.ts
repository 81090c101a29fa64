import { operation } from '../operation.ts';
import { memberNow, noSuchMember, readMember } from './member-answer.ts';
import { resolveMember } from './resolve-member.ts';

/** A member by what identifies one: phone, card or id. */
export const findMember = operation('find-member', async (call, reference) => {
  const resolved = await resolveMember(call, reference, '');
  if (!resolved.ok) return resolved;
  const found = await readMember(call, resolved.value);
  return found.ok ? { ok: true, value: await memberNow(call, found.value) } : noSuchMember();
});
