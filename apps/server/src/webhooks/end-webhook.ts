import { sql } from 'kysely';
import { operation } from '../operation.ts';
import { noWebhook } from './webhook-row.ts';

/** Ends a webhook; what still waits for it goes with the next tidying. */
export const endWebhook = operation('end-webhook', async ({ shell }, { webhookId }) => {
  const { rows } = await sql`delete from webhook where webhook_id = ${webhookId} returning 1`.execute(
    shell.db,
  );
  return rows.length > 0 ? { ok: true, value: {} } : noWebhook();
});
