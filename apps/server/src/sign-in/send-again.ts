import { operation } from '../operation.ts';
import { againAt } from './answer.ts';
import { answerAgain, happen, signInOf } from './step.ts';

/** Another code, to where the last one went. */
export const sendAgain = operation('send-again', async (call) => {
  const attempt = await signInOf(call);
  if (attempt.state.at === 'code' && attempt.code && call.now < againAt(attempt.code))
    return answerAgain(call, attempt);
  return happen(call, attempt, { event: { is: 'again' } });
});
