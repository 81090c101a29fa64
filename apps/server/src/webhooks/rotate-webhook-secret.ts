import { sql } from 'kysely';
import { operation } from '../operation.ts';
import { newSecret, sealSecret } from './sealed-secret.ts';
import { noWebhook, readWebhook } from './webhook-row.ts';

const DAY_MS = 86_400_000;

/** Gives a webhook a new secret; the one before signs beside it for a day. */
export const rotateWebhookSecret = operation(
  'rotate-webhook-secret',
  async ({ shell, now }, { webhookId }) => {
    const secret = newSecret();
    const { rows } = await sql`
      update webhook set old_secret = secret, old_secret_until = ${new Date(now + DAY_MS)},
        secret = ${sealSecret(shell.secret, webhookId, secret)}
       where webhook_id = ${webhookId} returning 1`.execute(shell.db);
    if (rows.length === 0) return noWebhook();
    return { ok: true, value: { webhook: await readWebhook(shell.db, now, webhookId), secret } };
  },
);
