import type { Programme } from '@bonum/engine';
import { staffAction } from '../actions/staff-action.ts';
import { eventRow } from '../events.ts';
import { memberAfter, memberNow, readMember } from '../members/member-answer.ts';
import { bookOf } from '../members/standing.ts';
import { doneBy, refuse, type Call, type Outcome } from '../operation.ts';
import { eventOf } from '../owner/event-of.ts';
import { ownerChain } from '../owner/owner-chain.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import type { OwnerState } from '../owner/read-owner.ts';
import { newCardNumber } from './card-number.ts';
import { cardRow, physicalCard } from './physical-card.ts';

/** Issues a virtual card, once for each `cardId`, or links the physical one whose number is given. */
export const issueCard = staffAction(
  'issue-card',
  async (call, { memberId, cardId, number: written, reason }) => {
    if (cardId !== undefined && written !== undefined)
      return refuse('bad-request', 'Give either an id that you make or the number of a card.', { path: '' });
    const found = await readMember(call, memberId);
    if (!found.ok) return found;
    const state = found.value;
    const before = cardId === undefined ? null : await issuedBefore(call, { memberId, cardId, state });
    if (before) return before;
    const { programme } = await call.shell.programmes.current();
    const numbered = await numberOf(call, { written, programme, state });
    if (!numbered.ok) return numbered;
    const number = numbered.value;
    if (state.cards.some((card) => card.number === number))
      return { ok: true, value: await memberNow(call, state) };

    const owner_id = state.owner.owner_id;
    const form = written === undefined ? 'virtual' : 'physical';
    const card = cardRow(call, { owner_id, number, form });
    const event = {
      ...eventRow(owner_id, 'card-issued', call.now, {
        form,
        ...(reason !== undefined && { reason }),
        ...doneBy(call.caller),
      }),
      // The event's id is the card's, so that the same card cannot be issued twice.
      ...(cardId !== undefined && { event_id: cardId }),
    };
    return {
      ok: true,
      value: await memberAfter(call, { ...state, cards: [...state.cards, card] }),
      writes: {
        owners: [ownerWrites(state.owner, bookOf(state, call), { rows: { card: [card], event: [event] } })],
        identifiers: { add: [{ kind: 'card', value: number, owner_id }] },
      },
    };
  },
);

/** A new number that happens to be somebody's fails as it is written, and another is made. */
const numberOf = async (
  call: Call,
  { written, programme, state }: { written: string | undefined; programme: Programme; state: OwnerState },
): Promise<Outcome<string>> =>
  written === undefined
    ? { ok: true, value: newCardNumber(programme.cards.prefixes[0] ?? '') }
    : physicalCard(call, {
        written,
        programme,
        ownerId: state.owner.owner_id,
        own: state.cards,
        path: '/number',
      });

/** What to answer when this card was asked for before; null when it was not. */
async function issuedBefore(
  call: Call,
  { memberId, cardId, state }: { memberId: string; cardId: string; state: OwnerState },
) {
  // It may have been the other member's, before the two were merged.
  const { db } = call.shell;
  const ownerIds = (await ownerChain(db, memberId)).map((owner) => owner.ownerId);
  const event = await eventOf(db, ownerIds, cardId);
  if (event === null) return null;
  if (event.type === 'card-issued') return { ok: true, value: await memberNow(call, state) } as const;
  return refuse('id-reused', 'This cardId was used for something else. Make a new one.', { path: '/cardId' });
}
