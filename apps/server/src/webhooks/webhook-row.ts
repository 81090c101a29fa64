import type { Answer, EventType } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { refuse, type Refusal } from '../operation.ts';
import { lastGoodUntil } from './old-secrets.ts';

type Webhook = Answer<'change-webhook'>;

interface Row {
  readonly webhook_id: string;
  readonly url: string;
  readonly events: EventType[];
  readonly description: string | null;
  readonly created_at: number;
  readonly paused_at: number | null;
  readonly gone: boolean;
  readonly failures: number;
  readonly failing_since: number | null;
  readonly old_secret_until: number | null;
  readonly waiting: number;
  readonly failed: number;
}

/** Those there are, or this one, with how they fare. */
export async function readWebhooks(
  db: Kysely<Database>,
  now: number,
  webhookId?: string,
): Promise<readonly Webhook[]> {
  const { rows } = await sql<Row>`
    select w.webhook_id, w.url, w.events, w.description, w.created_at, w.paused_at, w.gone, w.failures, w.failing_since, ${lastGoodUntil(new Date(now))} as old_secret_until,
           coalesce(d.waiting, 0)::int as waiting, coalesce(d.failed, 0)::int as failed
      from webhook w left join (
        select webhook_id, count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'failed') as failed
          from webhook_delivery where state <> 'delivered' group by webhook_id) d on d.webhook_id = w.webhook_id
     where ${webhookId === undefined ? sql`true` : sql`w.webhook_id = ${webhookId}`}
     order by w.created_at desc, w.webhook_id desc`.execute(db);
  return rows.map(answerOf);
}

/** @throws when it is not there, which whoever has just written it knows */
export async function readWebhook(db: Kysely<Database>, now: number, webhookId: string): Promise<Webhook> {
  const [webhook] = await readWebhooks(db, now, webhookId);
  if (!webhook) throw new Error('a webhook was written and is not there');
  return webhook;
}

export const noWebhook = (): Refusal =>
  refuse('unknown-webhook', 'There is no such webhook, or it was ended.', { path: '/webhookId' });

function answerOf(row: Row): Webhook {
  const { failing_since: failing, old_secret_until: until } = row;
  return {
    webhookId: row.webhook_id,
    url: row.url,
    events: row.events,
    description: row.description,
    state: stateOf(row),
    createdAt: iso(row.created_at),
    waiting: row.waiting,
    failed: row.failed,
    failingSince: failing === null ? null : iso(failing),
    oldSecretUntil: until === null ? null : iso(until),
  };
}

function stateOf({ gone, paused_at, failures }: Row): Webhook['state'] {
  if (gone) return 'gone';
  if (paused_at !== null) return 'paused';
  return failures > 0 ? 'failing' : 'open';
}
