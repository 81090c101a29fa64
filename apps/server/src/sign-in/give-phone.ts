import { operation } from '../operation.ts';
import { phoneOf } from './start-sign-in.ts';
import { happen, signInOf, wrongStep } from './step.ts';

/** The phone, where a sign-in that began otherwise asks for it. */
export const givePhone = operation('give-phone', async (call, { phone }) => {
  const attempt = await signInOf(call);
  const { state } = attempt;
  const waits = state.at === 'phone' || (state.at === 'code' && state.to.by !== 'email');
  if (!waits) return wrongStep(call, attempt);
  const event = phoneOf(phone);
  return event.ok ? happen(call, attempt, { event: event.value }) : event;
});
