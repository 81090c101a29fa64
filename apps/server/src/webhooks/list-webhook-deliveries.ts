import type { Answer } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import { sql } from 'kysely';
import { operation } from '../operation.ts';
import { noWebhook } from './webhook-row.ts';

type Delivery = Answer<'list-webhook-deliveries'>['deliveries'][number];
type Row = Omit<Delivery, 'at' | 'nextAt'> & { readonly at: number; readonly nextAt: number | null };

/** What was told to a webhook, the newest first. Ids of events are in the order in which they happened. */
export const listWebhookDeliveries = operation(
  'list-webhook-deliveries',
  async ({ shell }, { webhookId, state, after, limit: most }) => {
    const { rows: there } = await sql`select from webhook where webhook_id = ${webhookId}`.execute(shell.db);
    if (there.length === 0) return noWebhook();
    const limit = most ?? 50;
    const { rows } = await sql<Row>`
      select d.event_id as "eventId", e.type, d.owner_id as "ownerId", e.at, d.state, d.next_at as "nextAt", d.log as tries
        from webhook_delivery d join event e on e.owner_id = d.owner_id and e.event_id = d.event_id
       where d.webhook_id = ${webhookId}
         and ${state === undefined ? sql`true` : sql`d.state = ${state}`}
         and ${after === undefined ? sql`true` : sql`d.event_id < ${after}`}
       order by d.event_id desc limit ${limit + 1}`.execute(shell.db);
    const shown = rows.slice(0, limit);
    return {
      ok: true,
      value: {
        deliveries: shown.map((row) => ({
          ...row,
          at: iso(row.at),
          nextAt: row.nextAt === null ? null : iso(row.nextAt),
        })),
        next: rows.length > limit ? (shown.at(-1)?.eventId ?? null) : null,
      },
    };
  },
);
