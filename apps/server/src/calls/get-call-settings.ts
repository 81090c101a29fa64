import { operation } from '../operation.ts';
import { readCallSettings } from './call-settings.ts';

export const getCallSettings = operation('get-call-settings', async ({ shell }) => ({
  ok: true,
  value: await readCallSettings(shell.db),
}));
