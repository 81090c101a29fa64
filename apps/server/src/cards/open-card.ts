import type { Answer, Input } from '@bonum/contract';
import { emptyAccount } from '@bonum/ledger';
import { eventRow } from '../events.ts';
import { storeOf } from '../members/join-member.ts';
import { memberAfter, memberForKey, memberNow } from '../members/member-answer.ts';
import { parsePhone } from '../members/phone.ts';
import { operation, refuse, type Call, type ScopedCaller, type Outcome } from '../operation.ts';
import { newMemberRow, newOwner, ownerWrites } from '../owner/owner-writes.ts';
import { readOwner, type OwnerState } from '../owner/read-owner.ts';
import { cardRow, physicalCard } from './physical-card.ts';

/** A card is handed out, and whoever has it earns with it; who that is will be known when they prove a phone. */
export const openCard = operation('open-card', async (call, request) => {
  const { programme } = await call.shell.programmes.current();
  const answer = (member: Answer<'get-member'>) =>
    ({ ok: true, value: memberForKey(call.caller, member) }) as const;
  const before = await readOwner(call.shell.db, request.memberId);
  const number = await physicalCard(call, {
    written: request.number,
    programme,
    ownerId: request.memberId,
    own: before?.cards ?? [],
    path: '/number',
  });
  if (!number.ok) return number;
  if (before) {
    const same = before.cards.some((card) => card.number === number.value);
    return same
      ? answer(await memberNow(call, before))
      : refuse('member-id-reused', 'This memberId is somebody else. Make a new one.', { path: '/memberId' });
  }
  const claimed = claimedPhone(request);
  if (!claimed.ok) return claimed;
  const placed = await storeOf(call, request);
  if (!placed.ok) return placed;
  const level = programme.levels[0]?.id ?? null;
  const state = opened(call, request, { number: number.value, claimed_phone: claimed.value, level });
  const { owner, member, cards } = state;
  const event = eventRow(owner.owner_id, 'card-issued', call.now, { form: 'physical' });
  const phone = claimed.value;
  return {
    ...answer(await memberAfter(call, state)),
    writes: {
      owners: [ownerWrites(owner, null, { rows: { member: [member ?? {}], card: cards, event: [event] } })],
      identifiers: { add: [{ kind: 'card', value: number.value, owner_id: owner.owner_id }] },
      ...(phone !== null && { phones: { claimed: [{ phone, owner_id: owner.owner_id }] } }),
    },
  };
});

function claimedPhone({ claimedPhone: written }: Input<'open-card'>): Outcome<string | null> {
  if (written === undefined) return { ok: true, value: null };
  const phone = parsePhone(written);
  if (phone !== null) return { ok: true, value: phone };
  return refuse('bad-phone', 'Write the phone with its area code, such as +7 916 123-45-67.', {
    path: '/claimedPhone',
  });
}

function opened(
  call: Call<ScopedCaller>,
  { memberId, storeId }: Input<'open-card'>,
  { number, claimed_phone, level }: { number: string; claimed_phone: string | null; level: string | null },
): OwnerState {
  const blank = newMemberRow(memberId, { at: call.now, storeId: storeId ?? call.caller.storeId });
  return {
    owner: newOwner(memberId, 'member', level),
    member: { ...blank, open: true, claimed_phone, main_card: number },
    cards: [cardRow(call, { owner_id: memberId, number, form: 'physical' })],
    offers: [],
    uses: [],
    account: emptyAccount(memberId),
  };
}
