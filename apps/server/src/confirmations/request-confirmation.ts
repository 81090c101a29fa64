import type { Input } from '@bonum/contract';
import { parsePhone } from '../members/phone.ts';
import { readMember } from '../members/member-answer.ts';
import { resolveMember } from '../members/resolve-member.ts';
import { operation, refuse, type Call, type Outcome } from '../operation.ts';
import { pushAddresses } from '../push/push-addresses.ts';
import { prospectOf } from './address.ts';
import type { Language } from './purposes.ts';
import { sendCode } from './send-code.ts';

/** Sends a one-time code to a phone that joins, or to the member who wants to spend. */
export const requestConfirmation = operation('request-confirmation', async (call, request) => {
  const to = await addressee(call, request);
  if (!to.ok) return to;
  const { ownerId, phone, language } = to.value;
  const { confirmationId, purpose } = request;
  const sent = await sendCode(call, {
    ownerId,
    confirmationId,
    purpose,
    to: { kind: 'phone', value: phone },
    ...(call.shell.channels.push && { push: await pushAddresses(call.shell.db, [ownerId], call.now) }),
    language,
  });
  if (!sent.ok) return sent;
  const { answer, writes } = sent.value;
  return { ok: true, value: answer, ...(writes && { writes: { owners: [writes] } }) };
});

interface Addressee {
  readonly ownerId: string;
  readonly phone: string;
  readonly language: Language;
}

async function addressee(call: Call, request: Input<'request-confirmation'>): Promise<Outcome<Addressee>> {
  if (request.purpose === 'join') return prospect(request);
  if (!request.member) return refuse('bad-request', 'To spend, name the member.', { path: '/member' });
  const resolved = await resolveMember(call, request.member, '/member');
  if (!resolved.ok) return resolved;
  const found = await readMember(call, resolved.value);
  if (!found.ok) return refuse('unknown-member', 'No member has this id.', { path: '/member' });
  const { owner, member } = found.value;
  if (member?.status === 'suspended')
    return refuse('member-suspended', 'This member cannot spend at present.', { path: '/member' });
  if (!member?.phone)
    return refuse('bad-phone', 'This member has no phone to send a code to.', { path: '/member' });
  return { ok: true, value: { ownerId: owner.owner_id, phone: member.phone, language: member.language } };
}

function prospect(request: Input<'request-confirmation'>): Outcome<Addressee> {
  if (request.phone === undefined)
    return refuse('bad-request', 'To join, give the phone.', { path: '/phone' });
  const phone = parsePhone(request.phone);
  if (phone === null)
    return refuse('bad-phone', 'Write the phone with its area code, such as +7 916 123-45-67.', {
      path: '/phone',
    });
  return { ok: true, value: { ownerId: prospectOf(phone), phone, language: request.language ?? 'ru' } };
}
