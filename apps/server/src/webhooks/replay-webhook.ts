import { TRIED } from '@bonum/contract';
import { sql, type RawBuilder } from 'kysely';
import { operation, refuse } from '../operation.ts';
import { noWebhook } from './webhook-row.ts';

const MOST_DAYS = 31;
const DAY_MS = 86_400_000;

/** Puts events on their way to a webhook once more, as if they had just happened, each under its own id. */
export const replayWebhook = operation('replay-webhook', async ({ shell, now }, request) => {
  const { webhookId } = request;
  const { rows: there } = await sql`select from webhook where webhook_id = ${webhookId}`.execute(shell.db);
  if (there.length === 0) return noWebhook();
  const replay = 'eventIds' in request ? named(request.eventIds) : inTime(request, now);
  if (replay === null)
    return refuse('bad-request', `Ask for at most ${MOST_DAYS} days at once, from before until after.`, {
      path: '/since',
    });
  const { numAffectedRows } = await sql`
    insert into webhook_delivery as d (owner_id, event_id, webhook_id, state, next_at)
    select e.owner_id, e.event_id, w.webhook_id, 'waiting', ${new Date(now)}
      from event e join webhook w on w.webhook_id = ${webhookId}
     where e.type <> ${TRIED} and ${replay}
    on conflict (owner_id, event_id, webhook_id) do update
      set state = 'waiting', next_at = excluded.next_at, tries = 0
      where d.state <> 'waiting'`.execute(shell.db);
  const replayed = Number(numAffectedRows ?? 0);
  return { ok: true, value: { replayed }, audit: { detail: { replayed } } };
});

const named = (ids: readonly string[]): RawBuilder<unknown> => sql`e.event_id = any(${[...ids]}::uuid[])`;

function inTime(
  {
    since,
    until,
    failedOnly,
  }: { since: string; until?: string | undefined; failedOnly?: boolean | undefined },
  now: number,
): RawBuilder<unknown> | null {
  const from = Date.parse(since);
  const to = until === undefined ? now : Date.parse(until);
  if (to < from || to - from > MOST_DAYS * DAY_MS) return null;
  const within = sql`e.at >= ${new Date(from)} and e.at < ${new Date(to)}`;
  if (failedOnly === true)
    return sql`${within} and exists (select from webhook_delivery f where f.owner_id = e.owner_id
      and f.event_id = e.event_id and f.webhook_id = w.webhook_id and f.state = 'failed')`;
  return sql`${within} and (w.events = '{}' or e.type = any(w.events))`;
}
