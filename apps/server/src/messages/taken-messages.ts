import type { ChannelKind, Delivery } from '@bonum/adapters/ports';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { codeHash } from '../confirmations/code.ts';
import { attemptsOf } from '../confirmations/progress.ts';
import type { Database } from '../database/schema.ts';
import type { Shell } from '../operation.ts';
import { LEASE_MS, type Act, type Attempt, type OnItsWay } from './next-act.ts';
import type { Said } from './outward.ts';
import { expectReceipts } from './receipts.ts';

type TakingShell = Pick<Shell, 'db' | 'clock' | 'distributed' | 'secret'>;

/** A message that a worker has to itself until the lease ends. */
export interface Taken extends OnItsWay, Said {
  readonly ownerId: string;
  /** Epoch milliseconds; whoever writes names it, and finds nothing once another has taken over. */
  readonly lease: number;
}

/** The end of a lease, and by its odd milliseconds the name of who holds it. */
const newLease = (now: number): number => now + LEASE_MS + Math.floor(Math.random() * 1000);

const due = (now: number): RawBuilder<unknown> => sql`next_at <= ${new Date(now)}`;

/** Takes messages that are due, those longest waiting first. Several workers share the work. */
export async function takeDue(shell: TakingShell, most: number): Promise<readonly Taken[]> {
  const now = shell.clock();
  const lease = newLease(now);
  const ids = await (shell.distributed === true
    ? takeOneByOne(shell.db, { now, lease, most })
    : takeBatch(shell.db, { now, lease, most }));
  return Promise.all(ids.map((id) => readTaken(shell.db, id, lease)));
}

interface Id {
  readonly ownerId: string;
  readonly messageId: string;
}

interface Taking {
  readonly now: number;
  readonly lease: number;
  readonly most: number;
}

async function takeBatch(db: Kysely<Database>, { now, lease, most }: Taking): Promise<readonly Id[]> {
  const { rows } = await sql<Id>`
    with due as (
      select owner_id, message_id from message where ${due(now)}
       order by next_at, message_id limit ${most} for update skip locked)
    update message m set next_at = ${new Date(lease)} from due
     where m.owner_id = due.owner_id and m.message_id = due.message_id
    returning m.owner_id as "ownerId", m.message_id as "messageId"`.execute(db);
  return rows;
}

/** Citus locks rows of one shard in a statement: so they are looked for on all, and taken each by itself. */
async function takeOneByOne(db: Kysely<Database>, { now, lease, most }: Taking): Promise<readonly Id[]> {
  const { rows: waiting } = await sql<Id>`
    select owner_id as "ownerId", message_id as "messageId" from message where ${due(now)}
     order by next_at, message_id limit ${most}`.execute(db);
  const taken: Id[] = [];
  for (const id of waiting) {
    const { rows } = await sql`
      update message set next_at = ${new Date(lease)}
       where owner_id = ${id.ownerId} and message_id = ${id.messageId} and ${due(now)}
      returning 1`.execute(db);
    if (rows.length > 0) taken.push(id);
  }
  return taken;
}

async function readTaken(db: Kysely<Database>, id: Id, lease: number): Promise<Taken> {
  const { rows } = await sql<Omit<Taken, 'lease'>>`
    select m.owner_id as "ownerId", m.message_id as "messageId", m.purpose, m.title, m.body, m.url,
           m.unsubscribe_url as "unsubscribeUrl", m.steps, m.step, m.expires_at as "expiresAt",
           c.used_at is not null or c.tries_left = 0 as settled,
           case when c.confirmation_id is not null
                then jsonb_build_object('purpose', c.purpose, 'about', c.about, 'language', c.language) end as confirmation,
           ${attemptsOf(id.ownerId)} as attempts
      from message m left join confirmation c on c.owner_id = ${id.ownerId} and c.confirmation_id = m.message_id
     where m.owner_id = ${id.ownerId} and m.message_id = ${id.messageId}`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('a message was taken and is not there');
  return { ...row, settled: row.settled ?? false, lease };
}

const mine = ({ ownerId, messageId, lease }: Taken): RawBuilder<unknown> =>
  sql`owner_id = ${ownerId} and message_id = ${messageId} and next_at = ${new Date(lease)}`;

/** Puts a message back, to wait or for good. */
export async function release(
  { db, clock }: TakingShell,
  message: Taken,
  act: Exclude<Act, { do: 'try' }>,
): Promise<void> {
  if (act.do === 'wait') {
    await sql`update message set step = ${act.step}, next_at = ${new Date(act.until)} where ${mine(message)}`.execute(
      db,
    );
    return;
  }
  const sentAt = act.failed === null ? new Date(clock()) : null;
  await sql`
    update message set step = ${act.step}, next_at = null, failed = ${act.failed}, sent_at = coalesce(sent_at, ${sentAt})
     where ${mine(message)}`.execute(db);
}

interface Trying {
  readonly act: Extract<Act, { do: 'try' }>;
  readonly channel: ChannelKind;
  readonly provider: string;
}

/** Writes down that a channel is about to be asked; null: somebody else has the message. */
export async function noteTry(
  { db, clock }: TakingShell,
  message: Taken,
  { act, channel, provider }: Trying,
): Promise<Taken | null> {
  const [now, lease] = [clock(), newLease(clock())];
  const { rows } = await sql<{ nth: number; tries: number }>`
    with held as (
      update message set step = ${act.step}, next_at = ${new Date(lease)} where ${mine(message)}
      returning owner_id, message_id)
    insert into attempt (owner_id, message_id, step, nth, channel, provider, state, tries, began_at)
    select held.owner_id, held.message_id, ${act.step}, nth, ${channel}, ${provider}, 'under-way', 1, ${new Date(now)}
      from held, unnest(${[...act.nths]}::int[]) nth
    on conflict (owner_id, message_id, step, nth) do update
       set state = 'under-way', tries = attempt.tries + 1, began_at = excluded.began_at, provider = excluded.provider,
           because = null, answered_at = null
    returning nth, tries`.execute(db);
  if (rows.length === 0) return null;
  const begun = rows.map(({ nth, tries }): Attempt => ({
    step: act.step,
    nth,
    tries,
    state: 'under-way',
    because: null,
    beganAt: now,
    answeredAt: null,
  }));
  return { ...message, step: act.step, lease, attempts: [...others(message, begun), ...begun] };
}

const others = ({ attempts }: Taken, changed: readonly Attempt[]): Attempt[] =>
  attempts.filter((old) => !changed.some(({ step, nth }) => step === old.step && nth === old.nth));

/** What a channel answered for one address. */
export interface Noted {
  readonly nth: number;
  readonly delivery: Delivery;
}

interface Answers {
  readonly step: number;
  readonly provider: string;
  readonly noted: readonly Noted[];
}

/** Writes down what the channel said. */
export async function noteDeliveries(
  shell: TakingShell,
  message: Taken,
  { step, provider, noted }: Answers,
): Promise<Taken> {
  const now = shell.clock();
  const changed: Attempt[] = [];
  for (const { nth, delivery } of noted) {
    const begun = message.attempts.find((attempt) => attempt.step === step && attempt.nth === nth);
    if (!begun) continue;
    if (delivery.state === 'taken' && delivery.code !== undefined)
      await addCode(shell, message, delivery.code);
    await noteAnswer(shell, message, { begun, delivery });
    if (delivery.state === 'taken' && delivery.gatewayIds)
      await expectReceipts(shell, { ...message, step, nth }, { provider, ids: delivery.gatewayIds });
    const because = delivery.state === 'taken' ? null : delivery.because;
    changed.push({ ...begun, state: delivery.state, because, answeredAt: now });
  }
  return { ...message, attempts: [...others(message, changed), ...changed] };
}

/** Even when the lease is over: what the channel said is so, whoever goes on from here. */
async function noteAnswer(
  { db, clock }: TakingShell,
  { ownerId, messageId }: Taken,
  { begun, delivery }: { begun: Attempt; delivery: Delivery },
): Promise<void> {
  const taken = delivery.state === 'taken' ? delivery : null;
  const now = new Date(clock());
  await db
    .updateTable('attempt')
    .set({
      state: delivery.state,
      because: delivery.state === 'taken' ? null : delivery.because,
      receipts: JSON.stringify(Object.fromEntries((taken?.gatewayIds ?? []).map((id) => [id, null]))),
      cost_micros: taken?.costMicros ?? null,
      answered_at: now,
      ended_at: delivery.state === 'refused' ? now : null,
    })
    .where('owner_id', '=', ownerId)
    .where('message_id', '=', messageId)
    .where('step', '=', begun.step)
    .where('nth', '=', begun.nth)
    .where('tries', '=', begun.tries)
    .where('state', 'in', ['under-way', 'unsure'])
    .execute();
}

/** A worker that had begun an attempt did not live to say what came of it: nobody knows whether it is out. */
export async function noteDead({ db, clock }: TakingShell, message: Taken): Promise<Taken> {
  const dead = message.attempts.filter(
    ({ state, beganAt }) => state === 'under-way' && beganAt + LEASE_MS <= clock(),
  );
  if (dead.length === 0) return message;
  await db
    .updateTable('attempt')
    .set({ state: 'unsure', because: 'worker-died' })
    .where('owner_id', '=', message.ownerId)
    .where('message_id', '=', message.messageId)
    .where('state', '=', 'under-way')
    .where(sql<boolean>`began_at <= ${new Date(clock() - LEASE_MS)}`)
    .execute();
  const unsure = dead.map((attempt): Attempt => ({ ...attempt, state: 'unsure', because: 'worker-died' }));
  return { ...message, attempts: [...others(message, unsure), ...unsure] };
}

/** The code that a gateway chose works from now on. */
async function addCode({ db, secret }: TakingShell, message: Taken, code: string): Promise<void> {
  const hash = codeHash(secret, message.messageId, code);
  await sql`
    update confirmation set code_hashes = code_hashes || ${hash}::bytea
     where owner_id = ${message.ownerId} and confirmation_id = ${message.messageId} and not ${hash}::bytea = any(code_hashes)`.execute(
    db,
  );
}
