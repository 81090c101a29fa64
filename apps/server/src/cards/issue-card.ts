import { eventRow, iso } from '../events.ts';
import { badCardNumber } from '../checkout/read-checkout.ts';
import { memberNow, readMember } from '../members/member-answer.ts';
import { bookOf } from '../members/standing.ts';
import { operation, refuse } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import type { CardRow } from '../owner/read-owner.ts';
import { isOfChain, newCardNumber, parseCardNumber } from './card-number.ts';

/** Issues a virtual card, or links the physical one whose number is given. */
export const issueCard = operation('issue-card', async (call, { memberId, number: written }) => {
  const found = await readMember(call, memberId);
  if (!found.ok) return found;
  const state = found.value;
  const { programme } = await call.shell.programmes.current();
  const { prefixes } = programme.cards;
  const number = written === undefined ? newCardNumber(prefixes[0] ?? '') : parseCardNumber(written);
  if (number === null || !isOfChain(number, prefixes)) return badCardNumber('/number', prefixes);
  const own = state.cards.find((card) => card.number === number);
  if (own?.state === 'blocked')
    return refuse('card-blocked', 'This card was blocked. Take another.', { path: '/number' });
  if (own) return { ok: true, value: await memberNow(call, state) };
  const taken = await call.shell.db
    .selectFrom('identifier')
    .select('owner_id')
    .where('kind', '=', 'card')
    .where('value', '=', number)
    .executeTakeFirst();
  if (taken) return refuse('card-taken', 'This card belongs to somebody. Take another.', { path: '/number' });

  const owner_id = state.owner.owner_id;
  const form = written === undefined ? 'virtual' : 'physical';
  const card: CardRow = {
    owner_id,
    number,
    form,
    state: 'active',
    issued_at: iso(call.now),
    blocked_at: null,
    block_reason: null,
  };
  const event = eventRow(owner_id, 'card-issued', call.now, { form });
  return {
    ok: true,
    value: await memberNow(call, { ...state, cards: [...state.cards, card] }),
    writes: {
      owners: [ownerWrites(state.owner, bookOf(state, call), { rows: { card: [card], event: [event] } })],
      identifiers: { add: [{ kind: 'card', value: number, owner_id }] },
    },
  };
});
