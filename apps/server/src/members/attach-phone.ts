import { iso } from '@bonum/ledger';
import { findIdentifier, memberOf } from '../sign-in/standing.ts';
import { staffAction } from '../actions/staff-action.ts';
import { eventRow } from '../events.ts';
import { doneBy, refuse, type Call } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { memberPasskeys } from '../passkeys/member-passkeys.ts';
import type { OwnerState } from '../owner/read-owner.ts';
import { endSessions, liveSessions } from '../sessions/live-sessions.ts';
import type { OwnerWrites } from '../write.ts';
import { memberAfter, memberNow, readMember } from './member-answer.ts';
import { parsePhone } from './phone.ts';
import { bookOf } from './standing.ts';

/** Gives a member a phone because staff know that it is theirs; whoever had it has it no longer. */
export const attachPhone = staffAction('attach-phone', async (call, { memberId, phone: written, reason }) => {
  const found = await readMember(call, memberId);
  if (!found.ok) return found;
  const phone = parsePhone(written);
  if (phone === null)
    return refuse('bad-phone', 'Write the phone with its area code, such as +7 916 123-45-67.', {
      path: '/phone',
    });
  const { owner, member } = found.value;
  const owner_id = owner.owner_id;
  if (!member) throw new Error(`member ${owner_id} has no row`);
  const held = await findIdentifier(call, 'phone', phone);
  if (held?.owner_id === owner_id) return { ok: true, value: await memberNow(call, found.value) };
  const holder = await memberOf(call, held?.owner_id);
  const changed = { ...member, phone, claimed_phone: null, open: false };
  const payload = { reason, ...doneBy(call.caller) };
  const proven = { kind: 'phone', value: phone, owner_id, proven_at: iso(call.now) } as const;
  // Whoever has the phone that was lost is signed in no longer.
  const isLost = member.phone !== null;
  const ended = isLost ? endSessions(call, await liveSessions(call, owner_id)) : [];
  const passkeys = isLost ? await memberPasskeys(call, owner_id) : [];
  const event = [
    eventRow(owner_id, 'phone-proven', call.now, payload),
    ...passkeys.map(() => eventRow(owner_id, 'passkey-removed', call.now, payload)),
  ];
  return {
    ok: true,
    value: await memberAfter(call, { ...found.value, member: changed }),
    writes: {
      owners: [
        ownerWrites(owner, bookOf(found.value, call), { rows: { member: [changed], event } }),
        ...(holder ? [withoutPhone(call, holder, payload)] : []),
        ...ended,
      ],
      ...(passkeys.length > 0 && { passkeys: { removed: passkeys } }),
      identifiers: holder ? { put: [proven] } : { add: [proven] },
      phones: {
        lost: member.phone === null ? [] : [{ kind: 'phone', value: member.phone, owner_id }],
        unclaimed: member.claimed_phone === null ? [] : [{ phone: member.claimed_phone, owner_id }],
      },
    },
  };
});

/** Everything else stays with them. */
export function withoutPhone(call: Call, state: OwnerState, payload: object): OwnerWrites {
  const { owner, member } = state;
  if (!member) throw new Error(`member ${owner.owner_id} has no row`);
  const event = eventRow(owner.owner_id, 'phone-let-go', call.now, payload);
  const rows = { member: [{ ...member, phone: null }], event: [event] };
  return ownerWrites(owner, bookOf(state, call), { rows });
}
