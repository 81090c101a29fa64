import { operation } from '../operation.ts';
import { happen, signInOf } from './step.ts';

/** Nothing of it stays. */
export const cancelSignIn = operation('cancel-sign-in', async (call) =>
  happen(call, await signInOf(call), { event: { is: 'cancelled' } }),
);
