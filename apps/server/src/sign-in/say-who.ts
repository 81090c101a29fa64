import { parseCardNumber } from '../cards/card-number.ts';
import { operation } from '../operation.ts';
import { knows, lookUp } from './standing.ts';
import { happen, signInOf, wrongStep } from './step.ts';

/** Whether the profile that has the phone is theirs. */
export const sayWho = operation('say-who', async (call, { me, birthDate, card }) => {
  const attempt = await signInOf(call);
  const { state } = attempt;
  if (state.at !== 'who') return wrongStep(call, attempt);
  const known = await lookUp(call, state.proven);
  const { standing } = known;
  if (!me) return happen(call, attempt, { event: { is: 'said-not-me', standing }, known });
  const holder = known.states.get(standing.holder?.ownerId ?? '');
  const said = {
    card: card === undefined ? null : parseCardNumber(card),
    ...(birthDate !== undefined && { birthDate }),
  };
  const right = holder !== undefined && knows(holder, said);
  return happen(call, attempt, {
    event: { is: 'said-me', right, standing },
    known,
    ...(holder && { noted: holder.owner.owner_id }),
  });
});
