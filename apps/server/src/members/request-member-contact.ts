import { sendCode } from '../confirmations/send-code.ts';
import { operation, refuse } from '../operation.ts';
import { addressOf, purposeOf } from './contact-change.ts';
import { readMember } from './member-answer.ts';

/** Staff have a code sent to the phone or e-mail that a member says is theirs; with neither, to the e-mail that is written down. */
export const requestMemberContact = operation('request-member-contact', async (call, request) => {
  const found = await readMember(call, request.memberId);
  if (!found.ok) return found;
  const { member } = found.value;
  if (!member) throw new Error(`member ${request.memberId} has no row`);
  const { phone, email } = request;
  if (phone === undefined && email === undefined && member.email === null)
    return refuse('bad-request', 'No e-mail is written down. Give one, or a phone.', { path: '' });
  const to = addressOf(
    phone === undefined && email === undefined && member.email !== null ? { email: member.email } : request,
  );
  if (!to.ok) return to;
  const sent = await sendCode(call, {
    ownerId: member.owner_id,
    confirmationId: request.changeId,
    purpose: purposeOf(to.value),
    about: 'confirm-member-contact',
    to: to.value,
    language: member.language,
  });
  if (!sent.ok) return sent;
  const { answer, writes } = sent.value;
  return { ok: true, value: answer, ...(writes && { writes: { owners: [writes] } }) };
});
