import { operation, refuse } from '../operation.ts';

/** Makes the sandbox's chain up anew: what keys of the sandbox have done is gone. */
export const resetSandbox = operation('reset-sandbox', async ({ shell }) => {
  if (!shell.sandbox)
    return refuse(
      'no-sandbox',
      'There is none to reset. Set BONUM_SANDBOX_DATABASE_URL to an empty database.',
    );
  if (await shell.sandbox.reset()) return { ok: true, value: { made: true } };
  return refuse('busy', 'Somebody else is making it up. Ask again in some seconds.');
});
