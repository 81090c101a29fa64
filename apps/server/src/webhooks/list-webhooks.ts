import { operation } from '../operation.ts';
import { readWebhooks } from './webhook-row.ts';

/** All webhooks, with how they fare. */
export const listWebhooks = operation('list-webhooks', async ({ shell, now }) => ({
  ok: true,
  value: { webhooks: [...(await readWebhooks(shell.db, now))] },
}));
