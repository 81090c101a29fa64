import { changeSelf, readSelf } from '../members/own-account.ts';
import { operation, refuse } from '../operation.ts';
import { ownCard } from './block-my-card.ts';

/** A member chooses the card to show first. */
export const makeCardMain = operation('make-card-main', async (call, { number }) => {
  const self = await readSelf(call);
  if (!self.ok) return self;
  const { state, member } = self.value;
  const card = ownCard(state.cards, number);
  if (!card.ok) return card;
  if (card.value.state === 'blocked')
    return refuse('card-blocked', 'A blocked card cannot be shown. Choose another.', { path: '/number' });
  const changed = { ...member, main_card: card.value.number };
  return changeSelf(call, state, { member: changed, fields: ['mainCard'] });
});
