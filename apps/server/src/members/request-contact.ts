import { readProgress } from '../confirmations/progress.ts';
import { sendCode } from '../confirmations/send-code.ts';
import { operation } from '../operation.ts';
import { addressOf, purposeOf } from './contact-change.ts';
import { readSelf } from './own-account.ts';
import { proved } from './proof.ts';

/** Sends a code to the phone or e-mail that is to be the member's. Whether it is somebody's already is not said. */
export const requestContact = operation('request-contact', async (call, request) => {
  const self = await readSelf(call);
  if (!self.ok) return self;
  const { member } = self.value;
  const to = addressOf(request);
  if (!to.ok) return to;
  const again = await readProgress(call.shell.db, member.owner_id, request.changeId);
  const proof = again ? ({ ok: true, value: null } as const) : await proved(call, member, request.proof);
  if (!proof.ok) return proof;
  const sent = await sendCode(call, {
    ownerId: member.owner_id,
    confirmationId: request.changeId,
    purpose: purposeOf(to.value),
    to: to.value,
    language: member.language,
    from: { device: call.caller.deviceId, address: call.caller.address },
  });
  if (!sent.ok) return sent;
  const { answer, writes } = sent.value;
  if (writes === null) return { ok: true, value: answer };
  const uses = proof.value;
  return { ok: true, value: answer, writes: { owners: [{ ...writes, ...(uses && { uses }) }] } };
});
