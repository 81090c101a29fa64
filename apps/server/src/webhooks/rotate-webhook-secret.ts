import { sql } from 'kysely';
import { iso } from '../events.ts';
import { operation, refuse } from '../operation.ts';
import { firstGoodUntil, oldSecretsNow } from './old-secrets.ts';
import { newSecret, sealSecret } from './sealed-secret.ts';
import { noWebhook, readWebhook } from './webhook-row.ts';

const DAY_MS = 86_400_000;
/** Each is a signature more in a header of everything that is sent. */
const MOST_BEFORE = 3;

/** Gives a webhook a new secret; each one before signs beside it until its own day has ended, unless they are revoked. */
export const rotateWebhookSecret = operation(
  'rotate-webhook-secret',
  async ({ shell, now }, { webhookId, revoke = false }) => {
    const { db } = shell;
    const secret = newSecret();
    const at = new Date(now);
    const kept = oldSecretsNow(at);
    const one = sql`jsonb_build_object('secret', encode(secret, 'hex'), 'until', ${new Date(now + DAY_MS)}::timestamptz)`;
    const { rows } = await sql`
      update webhook set old_secrets = ${revoke ? sql`'[]'` : sql`${one} || ${kept}`},
        secret = ${sealSecret(shell.secret, webhookId, secret)}
       where webhook_id = ${webhookId} and (${revoke} or jsonb_array_length(${kept}) < ${MOST_BEFORE})
      returning 1`.execute(db);
    if (rows.length > 0) {
      const value = { webhook: await readWebhook(db, now, webhookId), secret };
      return { ok: true, value, audit: { detail: { revoke } } };
    }
    const { rows: there } = await sql<{ until: number }>`
      select ${firstGoodUntil(at)} as until from webhook where webhook_id = ${webhookId}`.execute(db);
    const [full] = there;
    if (!full) return noWebhook();
    return refuse(
      'too-many-secrets',
      `${MOST_BEFORE} secrets from before are still good beside the one of now. Ask again after ${iso(full.until)}, when the first of them ends; or send revoke: true, which ends all of them at once.`,
    );
  },
);
