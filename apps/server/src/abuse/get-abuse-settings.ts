import { operation } from '../operation.ts';
import { readParameters } from './parameters.ts';

export const getAbuseSettings = operation('get-abuse-settings', async ({ shell }) => ({
  ok: true,
  value: await readParameters(shell.db),
}));
