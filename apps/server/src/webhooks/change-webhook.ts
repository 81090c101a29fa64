import { sql } from 'kysely';
import { operation } from '../operation.ts';
import { noHosts, refusedAddress } from './address.ts';
import { noWebhook, readWebhook } from './webhook-row.ts';

/** Changes what is named. Another address begins anew: it has not failed yet. */
export const changeWebhook = operation(
  'change-webhook',
  async ({ shell, now }, { webhookId, url, events, description, paused }) => {
    const refused = url === undefined ? null : refusedAddress(url, shell.webhookHosts ?? noHosts);
    if (refused) return refused;
    const anew = url !== undefined || paused === false;
    const { rows } = await sql`
      update webhook set
        url = coalesce(${url ?? null}, url),
        events = coalesce(${events ? [...events] : null}::text[], events),
        description = ${description === undefined ? sql`description` : description},
        paused_at = ${paused === undefined ? sql`paused_at` : paused ? sql`coalesce(paused_at, ${new Date(now)})` : null},
        gone = ${paused === false ? false : sql`gone`},
        failures = ${anew ? 0 : sql`failures`},
        rest_until = ${anew ? null : sql`rest_until`},
        failing_since = ${anew ? null : sql`failing_since`}
       where webhook_id = ${webhookId} returning 1`.execute(shell.db);
    if (rows.length === 0) return noWebhook();
    return { ok: true, value: await readWebhook(shell.db, now, webhookId) };
  },
);
