import { iso } from '@bonum/ledger';
import { sql, type Kysely } from 'kysely';
import { Conflict } from '../conflict.ts';
import type { Database } from '../database/schema.ts';
import { operation, refuse, type Refusal } from '../operation.ts';
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
    const read = await readSecrets(db, webhookId, new Date(now));
    if (!read) return noWebhook();
    if (!revoke && read.count >= MOST_BEFORE) return tooMany(read);
    const secret = newSecret();
    // By values that were read: Citus takes no function of a column in a change of what is on every machine.
    const { rows } = await sql`
      update webhook set old_secrets = ${revoke ? '[]' : read.after}::jsonb, secret = ${sealSecret(shell.secret, webhookId, secret)}
       where webhook_id = ${webhookId} and secret = ${read.secret} returning 1`.execute(db);
    if (rows.length === 0) throw new Conflict('another secret was made meanwhile');
    const value = { webhook: await readWebhook(db, now, webhookId), secret };
    return { ok: true, value, audit: { detail: { revoke } } };
  },
);

interface Secrets {
  readonly secret: Buffer;
  /** How many of before are still good. */
  readonly count: number;
  /** They and the one of now, as they are from then on. */
  readonly after: string;
  /** When the first of them ends. */
  readonly until: number;
}

async function readSecrets(db: Kysely<Database>, webhookId: string, at: Date): Promise<Secrets | undefined> {
  const kept = oldSecretsNow(at);
  const until = new Date(at.getTime() + DAY_MS);
  const { rows } = await sql<Secrets>`
    select secret, jsonb_array_length(${kept}) as count, ${firstGoodUntil(at)} as until,
        (jsonb_build_object('secret', encode(secret, 'hex'), 'until', ${until}::timestamptz) || ${kept})::text as after
      from webhook where webhook_id = ${webhookId}`.execute(db);
  return rows[0];
}

const tooMany = (read: Secrets): Refusal =>
  refuse(
    'too-many-secrets',
    `${MOST_BEFORE} secrets from before are still good beside the one of now. Ask again after ${iso(read.until)}, when the first of them ends; or send revoke: true, which ends all of them at once.`,
  );
