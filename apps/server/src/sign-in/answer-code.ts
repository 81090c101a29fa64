import { checkConfirmation } from '../confirmations/check-confirmation.ts';
import { operation } from '../operation.ts';
import type { Target } from './machine.ts';
import { purposeOf } from './send-sign-in-code.ts';
import { lookUp, type Asked } from './standing.ts';
import { happen, signInOf, wrongStep } from './step.ts';

/** The code that came, typed in the browser that asked for it. */
export const answerCode = operation('answer-code', async (call, { code: typed }) => {
  const attempt = await signInOf(call);
  const { state, code } = attempt;
  if (state.at !== 'code' || code === null) return wrongStep(call, attempt);
  const { ownerId, confirmationId } = code;
  const right = await checkConfirmation(call, {
    ownerId,
    confirmationId,
    purpose: purposeOf(state.to),
    code: typed,
    path: '/code',
  });
  if (!right.ok) return right;
  const known = await lookUp(call, askedOf(state.to));
  return happen(call, attempt, {
    event: { is: 'code-right', standing: known.standing },
    known,
    used: right.value,
  });
});

/** Whom a code that was right speaks of. */
function askedOf(to: Target): Asked {
  if (to.by === 'email') return { phone: '', cards: [], recovers: to.ownerId };
  if (to.by === 'card') return { phone: to.phone ?? '', cards: [], recovers: null };
  return { phone: to.phone, cards: to.card === null ? [] : [to.card], recovers: to.recovers };
}
