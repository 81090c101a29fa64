import { operation } from '../operation.ts';
import { answerAgain, signInOf } from './step.ts';

/** Where this browser's sign-in stands. */
export const getSignIn = operation('get-sign-in', async (call) => answerAgain(call, await signInOf(call)));
