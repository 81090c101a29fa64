import { sql } from 'kysely';
import { operation, refuse } from '../operation.ts';
import { noHosts, refusedAddress } from './address.ts';
import { newSecret, sealSecret } from './sealed-secret.ts';
import { readWebhook } from './webhook-row.ts';

/** Each event is written once for every webhook that hears of it. */
const MOST = 50;

/** Has events told to an address; the secret is in this answer and nowhere else. */
export const createWebhook = operation('create-webhook', async ({ shell, now }, request) => {
  const { webhookId, url, events = [], description = null } = request;
  const refused = refusedAddress(url, shell.webhookHosts ?? noHosts);
  if (refused) return refused;
  const secret = newSecret();
  const { rows } = await sql<{ made: boolean }>`
    with made as (
      insert into webhook (webhook_id, url, events, description, secret, created_at)
      select ${webhookId}, ${url}, ${[...events]}::text[], ${description}, ${sealSecret(shell.secret, webhookId, secret)}, ${new Date(now)}
       where (select count(*) from webhook) < ${MOST}
      on conflict do nothing returning 1)
    select exists (select from made) as made`.execute(shell.db);
  if (rows[0]?.made !== true) {
    const { rows: there } = await sql`select from webhook where webhook_id = ${webhookId}`.execute(shell.db);
    return there.length > 0
      ? refuse('id-reused', 'This webhookId was used before. Make a new one.', { path: '/webhookId' })
      : refuse('too-many-webhooks', `There are ${MOST} already: end one, or let one pass on to several.`);
  }
  const value = { webhook: await readWebhook(shell.db, now, webhookId), secret };
  return { ok: true, value, audit: { detail: { webhookId } } };
});
