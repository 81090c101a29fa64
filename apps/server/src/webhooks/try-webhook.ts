import { TRIED } from '@bonum/contract';
import { sql } from 'kysely';
import { eventId } from '../event-id.ts';
import { operation } from '../operation.ts';
import { noWebhook } from './webhook-row.ts';

/** Puts an event that means nothing on the way that all events go, to this webhook alone. Its owner is the webhook. */
export const tryWebhook = operation('try-webhook', async ({ shell, now }, { webhookId }) => {
  const { rows: there } = await sql`select from webhook where webhook_id = ${webhookId}`.execute(shell.db);
  if (there.length === 0) return noWebhook();
  const id = eventId();
  await sql`
    with made as (
      insert into event (owner_id, event_id, type, payload, at, delivered_at)
      values (${webhookId}, ${id}, ${TRIED}, '{}', ${new Date(now)}, ${new Date(now)}))
    insert into webhook_delivery (owner_id, event_id, webhook_id, state, next_at)
    values (${webhookId}, ${id}, ${webhookId}, 'waiting', ${new Date(now)})`.execute(shell.db);
  return { ok: true, value: { eventId: id } };
});
