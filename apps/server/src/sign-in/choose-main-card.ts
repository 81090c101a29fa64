import { operation, refuse } from '../operation.ts';
import { cardIdOf } from './answer.ts';
import { profilesOf } from './machine.ts';
import { lookUp } from './standing.ts';
import { happen, signInOf, wrongStep } from './step.ts';

/** The card that stays of several. */
export const chooseMainCard = operation('choose-main-card', async (call, { cardId }) => {
  const attempt = await signInOf(call);
  const { state } = attempt;
  if (state.at !== 'choice') return wrongStep(call, attempt);
  const known = await lookUp(call, state.proven);
  const { standing } = known;
  const cards = profilesOf(state.proven, standing).flatMap((profile) => profile.cards);
  const number = cards.find((card) => cardIdOf(attempt, card) === cardId);
  if (number === undefined)
    return refuse('unknown-card', 'It is not among the cards to choose from; ask get-sign-in for them.', {
      path: '/cardId',
    });
  return happen(call, attempt, { event: { is: 'main-chosen', number, standing }, known });
});
