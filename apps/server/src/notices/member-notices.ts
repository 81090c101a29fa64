import type { Answer, Input } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import { readContent } from '../content/content.ts';
import { sql } from 'kysely';
import type { Call } from '../operation.ts';
import type { News } from './news.ts';
import { tell } from './tell.ts';
import { readTexts } from './texts.ts';

type Notice = Answer<'list-my-notices'>['notices'][number];
type Announcement = Input<'put-announcements'>['announcements'][number];

const DAY_MS = 86_400_000;
export const KEPT_DAYS = 90;
const MOST = 100;

/** What a member was told of themselves, and what everybody is told, the newest first. */
export async function memberNotices(call: Call, ownerId: string, joinedAt: number): Promise<Notice[]> {
  const since = call.now - KEPT_DAYS * DAY_MS;
  const { rows } = await sql<Row>`
    select n.notice_id as "noticeId", n.kind, n.facts, n.at,
           coalesce((select i.read_until from inbox i where i.owner_id = ${ownerId}), 'epoch') as "readUntil"
      from notice n
     where n.owner_id = ${ownerId} and n.at > ${new Date(since)}
     order by n.at desc, n.notice_id desc limit ${MOST}`.execute(call.shell.db);
  const readUntil = rows[0]?.readUntil ?? (await readUntilOf(call, ownerId));
  const { programme } = await call.shell.programmes.current();
  const texts = await readTexts(call.shell.db);
  const own = rows.flatMap(({ noticeId, kind, facts, at }): Notice[] => {
    const told = tell({ kind, facts } as News, { programme, texts });
    return told ? [{ noticeId, kind, at: iso(at), ...told, read: at <= readUntil }] : [];
  });
  const written = await readContent<Input<'put-announcements'>>(call.shell.db, 'announcements');
  const everybodys = (written?.document.announcements ?? [])
    .filter(({ from, until }) => Date.parse(from) <= call.now && call.now < Date.parse(until))
    // Who joined later is not told what was new before.
    .filter(({ until }) => Date.parse(until) > joinedAt)
    .map((one) => announced(one, readUntil));
  return [...own, ...everybodys].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, MOST);
}

interface Row {
  readonly noticeId: string;
  readonly kind: string;
  readonly facts: unknown;
  readonly at: number;
  readonly readUntil: number;
}

const announced = ({ id, from, title, text, link }: Announcement, readUntil: number): Notice => ({
  noticeId: id,
  kind: 'announcement',
  at: iso(Date.parse(from)),
  title,
  text,
  points: null,
  link: link === undefined ? null : { page: link, id: null },
  read: Date.parse(from) <= readUntil,
});

async function readUntilOf({ shell }: Call, ownerId: string): Promise<number> {
  const row = await shell.db
    .selectFrom('inbox')
    .select('read_until')
    .where('owner_id', '=', ownerId)
    .executeTakeFirst();
  return row?.read_until ?? 0;
}

export const unreadIn = (notices: readonly Notice[]): number => notices.filter(({ read }) => !read).length;
