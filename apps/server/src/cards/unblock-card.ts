import { staffAction } from '../actions/staff-action.ts';
import { eventRow } from '../events.ts';
import { memberAfter, memberNow, readMember } from '../members/member-answer.ts';
import { bookOf } from '../members/standing.ts';
import { doneBy, refuse } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import type { CardRow } from '../owner/read-owner.ts';
import { activeCards, mostCards } from './own-cards.ts';
import { parseCardNumber } from './card-number.ts';

/** A card that was found again works again. One that was replaced, or blocked with the account, stays blocked. */
export const unblockCard = staffAction(
  'unblock-card',
  async (call, { memberId, number: written, reason }) => {
    const found = await readMember(call, memberId);
    if (!found.ok) return found;
    const state = found.value;
    const number = parseCardNumber(written);
    const card = state.cards.find((candidate) => candidate.number === number);
    if (!card) return refuse('unknown-card', 'This member has no such card.', { path: '/number' });
    if (card.state === 'active') return { ok: true, value: await memberNow(call, state) };
    if (card.block_reason?.startsWith(REPLACED) === true)
      return refuse('card-blocked', 'Another card has taken its place. Give the member that one.', {
        path: '/number',
      });
    const { programme } = await call.shell.programmes.current();
    if (activeCards(state.cards).length >= mostCards(programme))
      return refuse('too-many-cards', 'Block a card that is not needed first.', { path: '/number' });
    const active: CardRow = { ...card, state: 'active', blocked_at: null, block_reason: null };
    const owner_id = state.owner.owner_id;
    const event = eventRow(owner_id, 'card-unblocked', call.now, {
      form: card.form,
      reason,
      ...doneBy(call.caller),
    });
    const cards = state.cards.map((candidate) => (candidate === card ? active : candidate));
    return {
      ok: true,
      value: await memberAfter(call, { ...state, cards }),
      writes: {
        owners: [ownerWrites(state.owner, bookOf(state, call), { rows: { card: [active], event: [event] } })],
      },
    };
  },
);

/** With what the reason of a card begins that another has replaced. */
export const REPLACED = 'replaced: ';
