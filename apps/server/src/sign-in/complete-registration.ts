import { refuseUnborn } from '../members/update-member.ts';
import { operation, refuse } from '../operation.ts';
import { lookUp } from './standing.ts';
import { happen, signInOf, wrongStep } from './step.ts';

/** Without these nobody joins. */
const needed = ['terms', 'personal-data'];

/** What a new member says of themselves and agrees to. */
export const completeRegistration = operation('complete-registration', async (call, registration) => {
  const attempt = await signInOf(call);
  const { state } = attempt;
  if (state.at !== 'register') return wrongStep(call, attempt);
  const unborn = refuseUnborn(call, registration);
  if (unborn) return unborn;
  const given = new Set(registration.consents.filter((one) => one.given).map(({ kind }) => kind));
  const missing = needed.find((kind) => !given.has(kind));
  if (missing !== undefined)
    return refuse('consent-needed', `To join, agree to ${missing}.`, { path: '/consents' });
  const known = await lookUp(call, state.proven);
  return happen(call, attempt, {
    event: { is: 'registered', standing: known.standing },
    known,
    registration,
  });
});
