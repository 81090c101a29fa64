import { checkConfirmation } from '../confirmations/check-confirmation.ts';
import { readProgress } from '../confirmations/progress.ts';
import { operation, refuse } from '../operation.ts';
import { accountAnswer } from './account-answer.ts';
import { holderOf, isTheirs, leading, noticesTo, purposeOf, withContact } from './contact-change.ts';
import { changeSelf, readSelf } from './own-account.ts';

/** The code came back from the new phone or e-mail: it is the member's from now on, and the old one is told. */
export const confirmContact = operation('confirm-contact', async (call, { changeId, code }) => {
  const self = await readSelf(call);
  if (!self.ok) return self;
  const { state, member } = self.value;
  const asked = await readProgress(call.shell.db, member.owner_id, changeId);
  if (asked === null) return refuse('confirmation-wrong', 'Ask for a code first.', { path: '/changeId' });
  const { address } = asked;
  // Asked again when the answer was lost on the way.
  if (isTheirs(member, address)) return { ok: true, value: await accountAnswer(call, state, member) };
  const confirmed = await checkConfirmation(call, {
    ownerId: member.owner_id,
    purpose: purposeOf(address),
    confirmationId: changeId,
    code,
    path: '/code',
  });
  if (!confirmed.ok) return confirmed;
  // Only now, when the phone is in their hand: before, nobody is told whose it is.
  const held = await holderOf(call, address);
  if (held !== null && held !== member.owner_id)
    return refuse('contact-taken', 'Another profile has it: sign in by it, and the two can become one.', {
      path: '/changeId',
    });
  const changed = await changeSelf(call, state, {
    member: withContact(member, address),
    fields: [address.kind],
    rows: { message: noticesTo(call, member, address) },
  });
  if (!changed.ok) return changed;
  const [owner] = changed.writes?.owners ?? [];
  if (!owner) throw new Error('a contact changes nothing');
  return {
    ...changed,
    writes: {
      owners: [
        {
          ...owner,
          uses: confirmed.value,
          ...(call.caller.untilContact === true && {
            opens: { owner_id: member.owner_id, session_id: call.caller.sessionId },
          }),
        },
      ],
      ...leading(call, member, { address, isNobodys: held === null }),
    },
  };
});
