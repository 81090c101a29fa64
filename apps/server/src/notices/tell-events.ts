import { iso } from '@bonum/ledger';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { readCascade, type Rung } from '../messages/cascades.ts';
import type { Shell } from '../operation.ts';
import type { MemberRow } from '../owner/read-owner.ts';
import { pushAddressesOf } from '../push/push-addresses.ts';
import { KEPT_DAYS } from './member-notices.ts';
import { newsIn, type News } from './news.ts';
import { messageOf, type Addressee } from './send.ts';
import type { Speaking } from './tell.ts';
import { readTexts } from './texts.ts';

export const EVENTS_A_BATCH = 200;

interface Waiting {
  readonly ownerId: string;
  readonly eventId: string;
  readonly type: string;
  readonly payload: unknown;
  readonly at: number;
}

/** An event that is news, to the member it concerns. */
interface Told extends Waiting {
  readonly news: News;
  readonly to: Addressee;
}

const DAY_MS = 86_400_000;

type TellingShell = Pick<Shell, 'db' | 'clock' | 'distributed' | 'programmes' | 'publicUrl'>;

/**
 * Tells members what happened, and puts it on its way to the webhooks that hear of it: one batch of events, the oldest first. That
 * an event is told, its notice, the message that goes out with it and its deliveries are written in one statement, so that whoever is killed in between has told nothing and the next one tells it
 * once.
 * @returns how many there were
 */
export async function tellEvents(shell: TellingShell): Promise<number> {
  const telling = {
    now: shell.clock(),
    programme: (await shell.programmes.current()).programme,
    texts: await readTexts(shell.db),
    cascade: await readCascade(shell.db, 'message'),
    site: shell.publicUrl,
  };
  if (shell.distributed === true) {
    const waiting = await waitingEvents(shell.db, false);
    // A statement touches one owner, and so one machine.
    for (const one of waiting) await tellBatch(shell.db, [one], telling);
    return waiting.length;
  }
  return shell.db.transaction().execute(async (transaction) => {
    const waiting = await waitingEvents(transaction, true);
    if (waiting.length > 0) await tellBatch(transaction, waiting, telling);
    return waiting.length;
  });
}

/** Several workers share the work: each takes rows that no other has. */
async function waitingEvents(db: Kysely<Database>, alone: boolean): Promise<readonly Waiting[]> {
  const { rows } = await sql<Waiting>`
    select owner_id as "ownerId", event_id as "eventId", type, payload, at
      from event where delivered_at is null
     order by at limit ${EVENTS_A_BATCH} ${alone ? sql`for update skip locked` : sql``}`.execute(db);
  return rows;
}

interface Telling extends Speaking {
  readonly now: number;
  readonly cascade: readonly Rung[];
  readonly site: string;
}

/** Events of receipts that are nobody's are no news to anybody. */
async function newsAmong(db: Kysely<Database>, events: readonly Waiting[], now: number): Promise<Told[]> {
  const news = events.flatMap((event) => {
    const told = newsIn(event.type, event.payload);
    return told === null ? [] : [{ ...event, news: told }];
  });
  if (news.length === 0) return [];
  const owners = [...new Set(news.map(({ ownerId }) => ownerId))];
  const { rows } = await sql<{ member: MemberRow }>`
    select row_to_json(m) as member from member m where m.owner_id = any(${owners}::uuid[])`.execute(db);
  const members = new Map(rows.map(({ member }) => [member.owner_id, member]));
  const pushes = await pushAddressesOf(db, [...members.keys()], now);
  return news.flatMap((event) => {
    const member = members.get(event.ownerId);
    const push = pushes.filter(({ ownerId }) => ownerId === event.ownerId).map(({ address }) => address);
    return member ? [{ ...event, to: { member, push } }] : [];
  });
}

async function tellBatch(db: Kysely<Database>, events: readonly Waiting[], telling: Telling): Promise<void> {
  const { now } = telling;
  const done = events.map(({ ownerId, eventId }) => ({ owner_id: ownerId, event_id: eventId }));
  const news = await newsAmong(db, events, now);
  const messages = news.flatMap((told) => messageOf({ ...told, ...telling }) ?? []);
  const owners = [...new Set(events.map(({ ownerId }) => ownerId))];
  const [only] = owners;
  const theirs = only !== undefined && owners.length === 1 ? sql`e.owner_id = ${only}` : sql`true`;
  await sql`
    with told as (
      update event e set delivered_at = ${new Date(now)}
        from jsonb_to_recordset(${JSON.stringify(done)}::jsonb) as t (owner_id uuid, event_id uuid)
       where e.owner_id = t.owner_id and e.event_id = t.event_id and e.delivered_at is null and ${theirs}
      returning e.owner_id, e.event_id),
    forgotten as (
      delete from notice n using told where n.owner_id = told.owner_id and n.at < ${new Date(now - KEPT_DAYS * DAY_MS)}),
    sent as (
      insert into message
      select r.* from jsonb_populate_recordset(null::message, ${JSON.stringify(messages)}::jsonb) r
        join told on told.owner_id = r.owner_id and told.event_id = r.message_id
      on conflict do nothing),
    hooked as (
      insert into webhook_delivery (owner_id, event_id, webhook_id, state, next_at)
      select e.owner_id, e.event_id, w.webhook_id, 'waiting', ${new Date(now)}
        from told join event e on e.owner_id = told.owner_id and e.event_id = told.event_id
        join webhook w on w.events = '{}' or e.type = any(w.events)
      on conflict do nothing)
    insert into notice
    select r.* from jsonb_populate_recordset(null::notice, ${JSON.stringify(news.map(noticeRow))}::jsonb) r
      join told on told.owner_id = r.owner_id and told.event_id = r.notice_id
    on conflict do nothing`.execute(db);
}

const noticeRow = ({ ownerId, eventId, at, news: { kind, facts } }: Told): object => ({
  owner_id: ownerId,
  notice_id: eventId,
  kind,
  facts,
  at: iso(at),
});
