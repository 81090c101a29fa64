import { staffAction } from '../actions/staff-action.ts';
import { checkConfirmation } from '../confirmations/check-confirmation.ts';
import { readProgress } from '../confirmations/progress.ts';
import { eventRow } from '../events.ts';
import { doneBy, refuse } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { endSessions, liveSessions } from '../sessions/live-sessions.ts';
import { holderOf, isTheirs, leading, noticesTo, purposeOf, withContact } from './contact-change.ts';
import { memberAfter, memberNow, readMember } from './member-answer.ts';
import { rewardCompletion } from './reward-completion.ts';
import { bookOf } from './standing.ts';

/**
 * The member has told staff the code that came to the new phone or e-mail: it is theirs from now on, and the old one is told. Where
 * they were signed in by a phone that they have no longer they are not any more.
 */
export const confirmMemberContact = staffAction('confirm-member-contact', async (call, request) => {
  const { changeId, code, reason } = request;
  const found = await readMember(call, request.memberId);
  if (!found.ok) return found;
  const state = found.value;
  const { owner, member } = state;
  if (!member) throw new Error(`member ${owner.owner_id} has no row`);
  const asked = await readProgress(call.shell.db, owner.owner_id, changeId);
  if (asked === null) return refuse('confirmation-wrong', 'Ask for a code first.', { path: '/changeId' });
  const { address } = asked;
  // Asked again when the answer was lost on the way.
  if (isTheirs(member, address)) return { ok: true, value: await memberNow(call, state) };
  const confirmed = await checkConfirmation(call, {
    ownerId: owner.owner_id,
    purpose: purposeOf(address),
    about: 'confirm-member-contact',
    confirmationId: changeId,
    code,
    path: '/code',
  });
  if (!confirmed.ok) return confirmed;
  // Only now, when the phone is in the member's hand.
  const held = await holderOf(call, address);
  if (held !== null && held !== owner.owner_id)
    return refuse('contact-taken', 'Another profile has it. If both are this person, merge the two.', {
      path: '/changeId',
      extra: { memberId: held },
    });
  const changed = withContact(member, address);
  const version = await call.shell.programmes.current();
  const book = bookOf(state, call);
  const rewarded = await rewardCompletion(call, version, { member: changed, book });
  const payload = { fields: [address.kind], reason, ...doneBy(call.caller) };
  const ended =
    address.kind === 'phone' && member.phone !== null
      ? endSessions(call, await liveSessions(call, owner.owner_id))
      : [];
  const kept = ownerWrites(owner, book, {
    rows: {
      member: [changed],
      message: noticesTo(call, member, address),
      event: [eventRow(owner.owner_id, 'member-updated', call.now, payload), ...rewarded],
    },
  });
  return {
    ok: true,
    value: await memberAfter(call, { ...state, member: changed }, book),
    writes: {
      owners: [{ ...kept, uses: confirmed.value }, ...ended],
      ...leading(call, member, { address, isNobodys: held === null }),
    },
  };
});
