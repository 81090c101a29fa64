import { prospectOf } from '../confirmations/address.ts';
import { operation } from '../operation.ts';
import { cardNumberOf } from './start-sign-in.ts';
import { lookUp } from './standing.ts';
import { happen, signInOf, wrongStep } from './step.ts';

/** A card that the person has, to be linked. */
export const enterCard = operation('enter-card', async (call, { card }) => {
  const attempt = await signInOf(call);
  const { state } = attempt;
  if (state.at !== 'choice' && state.at !== 'register') return wrongStep(call, attempt);
  const number = await cardNumberOf(call, card);
  if (!number.ok) return number;
  const cards = [...state.proven.cards, number.value];
  const known = await lookUp(call, { ...state.proven, cards });
  const { standing } = known;
  return happen(call, attempt, {
    event: { is: 'card-entered', number: number.value, standing },
    known,
    noted: prospectOf(state.proven.phone),
  });
});
