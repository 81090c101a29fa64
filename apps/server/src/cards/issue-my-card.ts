import { eventRow } from '../events.ts';
import { accountAnswer } from '../members/account-answer.ts';
import { changeSelf, readSelf } from '../members/own-account.ts';
import { operation, refuse } from '../operation.ts';
import { eventOf } from '../owner/event-of.ts';
import { Conflict } from '../conflict.ts';
import { newCardNumber } from './card-number.ts';
import { activeCards, mostCards } from './own-cards.ts';
import { cardRow } from './physical-card.ts';

/** A member takes another virtual card, once for each `cardId`. */
export const issueMyCard = operation('issue-my-card', async (call, { cardId }) => {
  // Before the member is read, so that a card that was issued shows in them.
  const before = await eventOf(call.shell.db, [call.caller.memberId], cardId);
  const self = await readSelf(call);
  if (!self.ok) return self;
  const { state, member } = self.value;
  if (before?.type === 'card-issued') return { ok: true, value: await accountAnswer(call, state, member) };
  if (before)
    return refuse('id-reused', 'This cardId was used for something else. Make a new one.', {
      path: '/cardId',
    });
  const { programme } = await call.shell.programmes.current();
  if (activeCards(state.cards).length >= mostCards(programme)) {
    // The same was asked at the same moment, and went first.
    if (await eventOf(call.shell.db, [call.caller.memberId], cardId)) throw new Conflict('a card was issued');
    return refuse('too-many-cards', 'Block a card that is not needed, then take another.');
  }
  const { owner_id } = member;
  const number = newCardNumber(programme.cards.prefixes[0] ?? '');
  const card = cardRow(call, { owner_id, number, form: 'virtual' });
  // The event's id is the card's, so that the same card cannot be issued twice.
  const event = { ...eventRow(owner_id, 'card-issued', call.now, { form: 'virtual' }), event_id: cardId };
  const changed = await changeSelf(call, state, {
    member,
    fields: [],
    rows: { card: [card], event: [event] },
  });
  if (!changed.ok) return changed;
  return {
    ...changed,
    writes: {
      owners: changed.writes?.owners ?? [],
      identifiers: { add: [{ kind: 'card', value: number, owner_id }] },
    },
  };
});
