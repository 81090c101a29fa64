import { iso } from '@bonum/ledger';
import { eventRow } from '../events.ts';
import { accountAnswer } from '../members/account-answer.ts';
import { changeSelf, readSelf } from '../members/own-account.ts';
import { operation, refuse, type Outcome } from '../operation.ts';
import type { CardRow } from '../owner/read-owner.ts';
import { parseCardNumber } from './card-number.ts';

/** A member blocks a card that is lost; the points stay theirs. */
export const blockMyCard = operation('block-my-card', async (call, { number, reason }) => {
  const self = await readSelf(call);
  if (!self.ok) return self;
  const { state, member } = self.value;
  const card = ownCard(state.cards, number);
  if (!card.ok) return card;
  if (card.value.state === 'blocked') return { ok: true, value: await accountAnswer(call, state, member) };
  const blocked: CardRow = {
    ...card.value,
    state: 'blocked',
    blocked_at: iso(call.now),
    block_reason: reason,
  };
  const event = eventRow(member.owner_id, 'card-blocked', call.now, { form: blocked.form });
  return changeSelf(call, state, { member, fields: [], rows: { card: [blocked], event: [event] } });
});

/** One of the member's own cards, by the number as it was typed. */
export function ownCard(cards: readonly CardRow[], written: string): Outcome<CardRow> {
  const number = parseCardNumber(written);
  const card = cards.find((candidate) => candidate.number === number);
  return card
    ? { ok: true, value: card }
    : refuse('unknown-card', 'None of your cards has this number.', { path: '/number' });
}
