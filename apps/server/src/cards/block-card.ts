import { iso } from '@bonum/ledger';
import { staffAction } from '../actions/staff-action.ts';
import { eventRow } from '../events.ts';
import { memberAfter, memberNow, readMember } from '../members/member-answer.ts';
import { bookOf } from '../members/standing.ts';
import { doneBy, refuse } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import type { CardRow } from '../owner/read-owner.ts';
import { parseCardNumber } from './card-number.ts';

/** Blocks a card; the points stay with the member. Safe to repeat. */
export const blockCard = staffAction('block-card', async (call, { memberId, number: written, reason }) => {
  const found = await readMember(call, memberId);
  if (!found.ok) return found;
  const state = found.value;
  const number = parseCardNumber(written);
  if (number === null)
    return refuse('bad-card-number', 'A card number has 13 digits and a right check digit.', {
      path: '/number',
    });
  const card = state.cards.find((candidate) => candidate.number === number);
  if (!card) return refuse('unknown-card', 'This member has no such card.', { path: '/number' });
  if (card.state === 'blocked') return { ok: true, value: await memberNow(call, state) };
  const blocked: CardRow = { ...card, state: 'blocked', blocked_at: iso(call.now), block_reason: reason };
  const event = eventRow(state.owner.owner_id, 'card-blocked', call.now, {
    form: card.form,
    reason,
    ...doneBy(call.caller),
  });
  const cards = state.cards.map((candidate) => (candidate === card ? blocked : candidate));
  return {
    ok: true,
    value: await memberAfter(call, { ...state, cards }),
    writes: {
      owners: [ownerWrites(state.owner, bookOf(state, call), { rows: { card: [blocked], event: [event] } })],
    },
  };
});
