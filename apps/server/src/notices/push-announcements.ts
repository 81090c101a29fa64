import type { Input } from '@bonum/contract';
import { sql, type Kysely } from 'kysely';
import { v5 } from 'uuid';
import { readContent } from '../content/content.ts';
import type { Database } from '../database/schema.ts';
import { maySend } from '../members/subscriptions.ts';
import { messageRow } from '../messages/message-row.ts';
import type { Shell } from '../operation.ts';
import type { MemberRow } from '../owner/read-owner.ts';
import { pushAddressesOf } from '../push/push-addresses.ts';
import type { Row } from '../write.ts';

type Announcement = Input<'put-announcements'>['announcements'][number];
type PushingShell = Pick<Shell, 'db' | 'clock' | 'channels' | 'publicUrl'>;

const DAY_MS = 86_400_000;
const MEMBERS_A_BATCH = 500;
/** Which announcements were pushed to everybody who wanted them. */
const SETTING = 'pushed-announcements';
const NAMESPACE = '2d0b3d55-9f0a-4c52-8a6b-51c1f8a2c0d3';

/**
 * Pushes what the chain announces to those who agreed to be told of offers, once each: a message's id follows from the
 * announcement and the member. What is older than a day is no news any more; it stands among the notices all the same.
 * @returns how many members it was sent to
 */
export async function pushAnnouncements(shell: PushingShell): Promise<number> {
  if (shell.channels.push === undefined) return 0;
  const now = shell.clock();
  const written = await readContent<Input<'put-announcements'>>(shell.db, 'announcements');
  const fresh = (written?.document.announcements ?? []).filter(
    ({ from, until }) =>
      Date.parse(from) <= now && now < Date.parse(until) && Date.parse(from) > now - DAY_MS,
  );
  if (fresh.length === 0) return 0;
  const done = await pushedBefore(shell.db);
  const waiting = fresh.filter(({ id }) => !done.includes(id));
  let sent = 0;
  for (const announcement of waiting) sent += await pushToAll(shell, announcement, now);
  if (waiting.length > 0)
    await notePushed(
      shell.db,
      fresh.map(({ id }) => id),
    );
  return sent;
}

async function pushedBefore(db: Kysely<Database>): Promise<readonly string[]> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', SETTING).executeTakeFirst();
  return (row?.value ?? []) as readonly string[];
}

async function notePushed(db: Kysely<Database>, ids: readonly string[]): Promise<void> {
  const value = JSON.stringify(ids);
  await db
    .insertInto('setting')
    .values({ name: SETTING, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

async function pushToAll(shell: PushingShell, announcement: Announcement, now: number): Promise<number> {
  let [after, sent] = ['00000000-0000-0000-0000-000000000000', 0];
  for (;;) {
    const owners = await subscribersAfter(shell.db, after);
    const last = owners.at(-1);
    if (last === undefined) return sent;
    const messages = await messagesTo(shell, owners, { announcement, now });
    for (const message of messages) sent += await insertMessage(shell.db, message);
    after = last;
  }
}

/** Who takes pushed messages in some browser; of a profile that became another, that other is asked for as well. */
async function subscribersAfter(db: Kysely<Database>, after: string): Promise<string[]> {
  const { rows } = await sql<{ owner_id: string }>`
    select distinct owner_id from push_subscription where owner_id > ${after} order by owner_id
     limit ${MEMBERS_A_BATCH}`.execute(db);
  return rows.map(({ owner_id }) => owner_id);
}

interface Pushing {
  readonly announcement: Announcement;
  readonly now: number;
}

async function messagesTo(
  { db, publicUrl }: PushingShell,
  owners: readonly string[],
  { announcement, now }: Pushing,
): Promise<Row[]> {
  const { rows } = await sql<{ member: MemberRow }>`
    select row_to_json(m) as member
      from member m join owner o on o.owner_id = m.owner_id
     where m.owner_id = any(${await whoTheyAre(db, owners)}::uuid[]) and o.merged_into is null`.execute(db);
  const members = rows
    .map(({ member }) => member)
    .filter((member) => maySend(member, { channel: 'push', kind: 'offers' }));
  const addresses = await pushAddressesOf(
    db,
    members.map(({ owner_id }) => owner_id),
    now,
  );
  return members.flatMap(({ owner_id: ownerId, language }) => {
    const to = addresses.filter((one) => one.ownerId === ownerId).map(({ address }) => address);
    if (to.length === 0) return [];
    return messageRow({
      ownerId,
      messageId: v5(`${announcement.id} ${ownerId}`, NAMESPACE),
      purpose: 'announcement',
      title: announcement.title[language],
      body: announcement.text[language],
      url: `${publicUrl}/app/notices`,
      steps: [{ channel: 'push', to, waitSeconds: null }],
      at: now as Parameters<typeof messageRow>[0]['at'],
      expiresAt: now + DAY_MS,
    });
  });
}

/** These members, and whoever those have become that were merged. */
async function whoTheyAre(db: Kysely<Database>, owners: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ merged_into: string | null }>`
    select merged_into from owner where owner_id = any(${[...owners]}::uuid[]) and merged_into is not null`.execute(
    db,
  );
  return [...owners, ...rows.flatMap(({ merged_into }) => merged_into ?? [])];
}

async function insertMessage(db: Kysely<Database>, message: Row): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into message select r.* from jsonb_populate_recordset(null::message, ${JSON.stringify([message])}::jsonb) r
    on conflict do nothing`.execute(db);
  return Number(numAffectedRows ?? 0);
}
