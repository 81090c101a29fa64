import { iso } from '@bonum/ledger';
import type { WebhookAnswer, WebhookPost } from '@bonum/adapters/ports';
import { sql, type Kysely } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database } from '../database/schema.ts';
import { bugReport } from '../http/bug-report.ts';
import type { Shell } from '../operation.ts';
import { waitAfter } from './next-try.ts';
import { noteFailure } from './note-failure.ts';
import { secretsBefore } from './old-secrets.ts';
import { openSecret } from './sealed-secret.ts';
import { signedHeaders } from './sign.ts';

/** How many deliveries to one webhook are on their way at once. */
const AT_ONCE = 32;
/** Longer than the other side is waited for. */
const LEASE_MS = 60_000;
const LOGGED_TRIES = 10;
const REST_MS = 300;

type SendingShell = Pick<Shell, 'db' | 'clock' | 'distributed' | 'secret'>;

interface Means {
  readonly webhooks: WebhookPost;
  readonly logger: Logger;
}

interface Webhook {
  readonly webhookId: string;
  readonly url: string;
  /** Sealed, the newest first: all of them sign. */
  readonly secrets: readonly Buffer[];
  readonly failures: number;
}

interface Due {
  readonly ownerId: string;
  readonly eventId: string;
}

interface Taken extends Due {
  readonly type: string;
  readonly at: number;
  readonly payload: object;
  readonly tries: number;
}

export interface WebhookSender {
  /** Begins what can be begun, and waits for a place where none is free; whether there may be more at once. */
  readonly work: () => Promise<boolean>;
  /** Everything that is on its way has ended. */
  readonly drained: () => Promise<void>;
}

/**
 * Tells events to webhooks: to each a few at once, so that a slow one holds up nobody else. What fails is tried again later, and a
 * webhook that fails is left alone for longer and longer, then asked once.
 */
export function webhookSender(shell: SendingShell, means: Means): WebhookSender {
  const busy = new Map<string, Set<Promise<void>>>();

  function begin(webhook: Webhook, taken: Taken): void {
    const mine = busy.get(webhook.webhookId) ?? new Set();
    busy.set(webhook.webhookId, mine);
    const one = deliver(shell, means, { webhook, taken })
      .catch((error: unknown) => means.logger.error({ error: bugReport(error) }, 'a delivery was not noted'))
      .finally(() => mine.delete(one));
    mine.add(one);
  }

  async function work(): Promise<boolean> {
    let begun = 0;
    let full = false;
    for (const webhook of await readOpen(shell)) {
      const room = (webhook.failures > 0 ? 1 : AT_ONCE) - (busy.get(webhook.webhookId)?.size ?? 0);
      if (room <= 0) {
        full = true;
        continue;
      }
      const taken = await take(shell, webhook.webhookId, room);
      for (const one of taken) begin(webhook, one);
      begun += taken.length;
    }
    if (begun > 0) return true;
    // A place may become free, and something else may become due meanwhile.
    if (full) await Promise.race([pause(REST_MS), ...[...busy.values()].flatMap((mine) => [...mine])]);
    return full;
  }

  const drained = async (): Promise<void> => {
    await Promise.all([...busy.values()].flatMap((mine) => [...mine]));
  };
  return { work, drained };
}

/** Those that something is due for, and that may be asked. */
async function readOpen({ db, clock }: SendingShell): Promise<readonly Webhook[]> {
  const now = new Date(clock());
  const { rows } = await sql<Webhook>`
    select webhook_id as "webhookId", url, failures, array[secret] || array(${secretsBefore(now)}) as secrets
      from webhook where paused_at is null and (rest_until is null or rest_until <= ${now})
       and webhook_id in (select webhook_id from webhook_delivery where next_at <= ${now})`.execute(db);
  return rows;
}

async function take(shell: SendingShell, webhookId: string, most: number): Promise<readonly Taken[]> {
  const { db, clock } = shell;
  const now = new Date(clock());
  const lease = new Date(now.getTime() + LEASE_MS);
  const isDue = sql`webhook_id = ${webhookId} and next_at <= ${now}`;
  const due = sql`select owner_id as "ownerId", event_id as "eventId" from webhook_delivery where ${isDue}
    order by next_at limit ${most}`;
  const ids: Due[] = [];
  if (shell.distributed === true) {
    // Citus locks rows of one shard in a statement: they are looked for on all, and taken each by itself.
    for (const { ownerId, eventId } of (await sql<Due>`${due}`.execute(db)).rows) {
      const { rows } = await sql<Due>`update webhook_delivery set next_at = ${lease}
        where owner_id = ${ownerId} and event_id = ${eventId} and ${isDue}
        returning owner_id as "ownerId", event_id as "eventId"`.execute(db);
      ids.push(...rows);
    }
  } else {
    const { rows } = await sql<Due>`
      with due as (${due} for update skip locked)
      update webhook_delivery d set next_at = ${lease} from due
       where d.owner_id = due."ownerId" and d.event_id = due."eventId" and d.webhook_id = ${webhookId}
      returning d.owner_id as "ownerId", d.event_id as "eventId"`.execute(db);
    ids.push(...rows);
  }
  return ids.length === 0 ? [] : readTaken(db, webhookId, ids);
}

async function readTaken(db: Kysely<Database>, webhookId: string, ids: readonly Due[]): Promise<Taken[]> {
  const { rows } = await sql<Taken>`
    select e.owner_id as "ownerId", e.event_id as "eventId", e.type, e.at, e.payload, d.tries
      from jsonb_to_recordset(${JSON.stringify(ids)}::jsonb) as t ("ownerId" uuid, "eventId" uuid)
      join webhook_delivery d on d.owner_id = t."ownerId" and d.event_id = t."eventId" and d.webhook_id = ${webhookId}
      join event e on e.owner_id = d.owner_id and e.event_id = d.event_id`.execute(db);
  return rows;
}

interface Delivering {
  readonly webhook: Webhook;
  readonly taken: Taken;
}

async function deliver(shell: SendingShell, means: Means, { webhook, taken }: Delivering): Promise<void> {
  const at = shell.clock();
  const began = performance.now();
  const body = JSON.stringify({
    id: taken.eventId,
    type: taken.type,
    at: iso(taken.at),
    ownerId: taken.ownerId,
    data: taken.payload,
  });
  const { webhookId, url } = webhook;
  const secrets = webhook.secrets.map((sealed) => openSecret(shell.secret, webhookId, sealed));
  const answer = await means.webhooks.post({
    url,
    headers: signedHeaders({ id: taken.eventId, at, body }, secrets),
    body,
  });
  const ms = Math.round(performance.now() - began);
  await note(shell, { webhook, taken }, { answer, at, ms });
}

interface Ended {
  readonly answer: WebhookAnswer;
  readonly at: number;
  readonly ms: number;
}

async function note(shell: SendingShell, { webhook, taken }: Delivering, ended: Ended): Promise<void> {
  const { db, clock } = shell;
  const { answer, at, ms } = ended;
  const { webhookId } = webhook;
  const tries = taken.tries + 1;
  const wait = answer.because === null ? null : waitAfter(tries, Math.random());
  const state = answer.because === null ? 'delivered' : wait === null ? 'failed' : 'waiting';
  const entry = JSON.stringify([{ at: iso(at), status: answer.status, because: answer.because, ms }]);
  await sql`
    update webhook_delivery set state = ${state}, tries = ${tries},
      next_at = ${wait === null ? null : new Date(clock() + wait)},
      log = jsonb_path_query_array(${entry}::jsonb || log, ${sql.lit(`$[0 to ${LOGGED_TRIES - 1}]`)})
     where owner_id = ${taken.ownerId} and event_id = ${taken.eventId} and webhook_id = ${webhookId}`.execute(
    db,
  );
  if (answer.because !== null)
    return noteFailure(shell, { webhookId, failures: webhook.failures, status: answer.status });
  if (webhook.failures > 0)
    await sql`
      update webhook set failures = 0, rest_until = null, failing_since = null where webhook_id = ${webhookId}`.execute(
      db,
    );
}
