import { sendCode } from '../confirmations/send-code.ts';
import { readMember } from '../members/member-answer.ts';
import { waysTo } from '../members/proof.ts';
import { operation, refuse } from '../operation.ts';

/** Sends the member a code by which they agree to what staff are about to do; it counts for that action alone. */
export const sendActionCode = operation(
  'send-action-code',
  async (call, { memberId, confirmationId, action, by }) => {
    const found = await readMember(call, memberId);
    if (!found.ok) return found;
    const { member } = found.value;
    if (!member) throw new Error(`member ${memberId} has no row`);
    const ways = waysTo(member);
    const kind = by ?? ways[0];
    const value = kind === 'phone' ? member.phone : member.proved_email;
    if (kind === undefined || value === null || !ways.includes(kind))
      return refuse('no-such-contact', 'There is no such way to reach the member.', {
        path: '/by',
        extra: { by: ways },
      });
    const sent = await sendCode(call, {
      ownerId: member.owner_id,
      confirmationId,
      purpose: 'agree',
      about: action,
      to: { kind, value },
      language: member.language,
    });
    if (!sent.ok) return sent;
    const { answer, writes } = sent.value;
    return { ok: true, value: answer, ...(writes && { writes: { owners: [writes] } }) };
  },
);
