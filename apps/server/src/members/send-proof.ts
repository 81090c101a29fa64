import { sendCode } from '../confirmations/send-code.ts';
import { operation, refuse } from '../operation.ts';
import { readSelf } from './own-account.ts';

/** Sends a code to the member's own phone or e-mail, before they change how they are found or erase everything. */
export const sendProof = operation('send-proof', async (call, { confirmationId, by, purpose }) => {
  const self = await readSelf(call);
  if (!self.ok) return self;
  const { member } = self.value;
  const value = by === 'phone' ? member.phone : member.proved_email;
  if (value === null)
    return refuse('no-such-contact', 'There is no such way to reach you. Use the other one.', {
      path: '/by',
    });
  const sent = await sendCode(call, {
    ownerId: member.owner_id,
    confirmationId,
    purpose,
    to: { kind: by, value },
    language: member.language,
    from: { device: call.caller.deviceId, address: call.caller.address },
  });
  if (!sent.ok) return sent;
  const { answer, writes } = sent.value;
  return { ok: true, value: answer, ...(writes && { writes: { owners: [writes] } }) };
});
