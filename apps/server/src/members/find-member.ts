import { operation } from '../operation.ts';
import { asSeenBy } from './masked.ts';
import { memberForKey, memberNow, noSuchMember, readMember } from './member-answer.ts';
import { resolveMember } from './resolve-member.ts';

/** A member by what identifies one: phone, card or id; as much of them as the key may know. */
export const findMember = operation('find-member', async (call, reference) => {
  const resolved = await resolveMember(call, reference, '');
  if (!resolved.ok) return resolved;
  const found = await readMember(call, resolved.value);
  if (!found.ok) return noSuchMember();
  const member = asSeenBy(call.caller, await memberNow(call, found.value));
  return { ok: true, value: memberForKey(call.caller, member) };
});
