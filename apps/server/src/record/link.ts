import type { Agreeing } from '@bonum/adapters/system-of-record';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Shell } from '../operation.ts';
import type { CardRow } from '../owner/read-owner.ts';
import { linkColumns, type Link } from './link-row.ts';
import type { Said } from './said.ts';
import { unhurried } from './unhurried.ts';
import { nextJson, type Waiting } from './waiting.ts';

/** null: nobody has asked the system about them yet. */
export async function readLink(db: Kysely<Database>, ownerId: string): Promise<Link | null> {
  const { rows } =
    await sql<Link>`select ${linkColumns} from record_link where owner_id = ${ownerId}`.execute(db);
  return rows[0] ?? null;
}

/** Longer than anything the system is asked for about one member. */
const LEASE_MS = 60_000;

/** How a member stands here: what they have and hold less what they owe, and their cards, states by number. */
export interface Here {
  readonly points: number;
  readonly cards: Readonly<Record<string, CardRow['state']>>;
}

const hereJson = (ownerId: string): RawBuilder<Here> => sql`json_build_object(
  'points', (select coalesce(sum(w.available + w.held - w.debt), 0)::bigint from wallet w where w.owner_id = ${ownerId}),
  'cards', (select coalesce(json_object_agg(k.number, k.state), '{}') from card k where k.owner_id = ${ownerId}))`;

/** One who talks to the system about a member, so that two never do at once. */
export interface Lease {
  readonly link: Link;
  readonly here: Here;
  /** The first of what waits to be told of them. */
  readonly next: Waiting | null;
  /** Which it is among those of the member. */
  readonly until: Date;
  /** It ended with a statement that did something else too. */
  readonly ended: () => void;
  /** Ends it, with what the system has said of them when it was asked at that time; it ends once. */
  readonly release: (heard?: { readonly said: Said | null; readonly at: number }) => Promise<void>;
}

type LinkShell = Pick<Shell, 'db' | 'distributed' | 'wallClock'>;

/** null: somebody does so already. */
export async function takeLease(shell: LinkShell, ownerId: string): Promise<Lease | null> {
  const now = shell.wallClock();
  const until = new Date(now + LEASE_MS);
  const { rows } = await sql<Link & Pick<Lease, 'next' | 'here'>>`
    with taken as (
      insert into record_link as l (owner_id, leased_until) values (${ownerId}, ${until})
      on conflict (owner_id) do update set leased_until = excluded.leased_until
       where l.leased_until is null or l.leased_until <= ${new Date(now)}
      returning l.*, ${unhurried(shell)})
    select ${linkColumns}, ${nextJson(ownerId)} as next, ${hereJson(ownerId)} as here from taken`.execute(
    shell.db,
  );
  const [taken] = rows;
  if (!taken) return null;
  const { next, here, ...link } = taken;
  let over = false;
  return {
    link,
    here,
    next,
    until,
    ended: () => {
      over = true;
    },
    release: async (heard) => {
      if (over) return;
      over = true;
      const said = heard?.said == null ? null : JSON.stringify(heard.said);
      await sql`
        update record_link set leased_until = null, said = coalesce(${said}::jsonb, said), told = told and ${said}::jsonb is null,
               read_at = coalesce(${heard ? new Date(heard.at) : null}::timestamptz, read_at)
         where owner_id = ${ownerId} and leased_until = ${until} returning ${unhurried(shell)}`.execute(
        shell.db,
      );
    },
  };
}

/**
 * What the system calls them from now on; it leads to them.
 * @returns whom else it leads to, and then nothing has changed; null: it is theirs
 */
export async function putRecordId(
  db: Kysely<Database>,
  ownerId: string,
  recordId: string,
): Promise<string | null> {
  await db
    .insertInto('identifier')
    .values({ kind: 'record', value: recordId, owner_id: ownerId })
    .onConflict((conflict) => conflict.columns(['kind', 'value']).doNothing())
    .execute();
  const { owner_id: holder } = await db
    .selectFrom('identifier')
    .select('owner_id')
    .where('kind', '=', 'record')
    .where('value', '=', recordId)
    .executeTakeFirstOrThrow();
  if (holder !== ownerId) return holder;
  await sql`insert into record_link (owner_id, record_id) values (${ownerId}, ${recordId})
            on conflict (owner_id) do update set record_id = excluded.record_id`.execute(db);
  return null;
}

/** What the system has said of them. */
export async function putSaid(
  db: Kysely<Database>,
  ownerId: string,
  said: Said | null,
  at: number,
): Promise<void> {
  await sql`update record_link set said = coalesce(${said === null ? null : JSON.stringify(said)}::jsonb, said),
              read_at = ${new Date(at)} where owner_id = ${ownerId}`.execute(db);
}

/** What it has from us of somebody's consents. A yes that gives way to a no of its own it may not have. */
export async function noteAgreed(
  db: Kysely<Database>,
  ownerId: string,
  consents: Readonly<Record<string, Agreeing>>,
): Promise<void> {
  const told = Object.entries(consents).filter(([, agrees]) => agrees !== 'yes');
  if (told.length === 0) return;
  const has = JSON.stringify(Object.fromEntries(told.map(([name, agrees]) => [name, agrees === 'anew'])));
  await sql`
    update record_link set said = jsonb_set(said, '{consents}', coalesce(said->'consents', '{}') || ${has}::jsonb)
     where owner_id = ${ownerId} and said is not null`.execute(db);
}
