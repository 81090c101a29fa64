import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Shell } from '../operation.ts';
import type { Said } from './said.ts';

/** A member, and what the system of record has of them. */
export interface Link {
  readonly recordId: string | null;
  readonly beside: number;
  readonly said: Said | null;
  readonly readAt: number | null;
}

const columns = sql`record_id as "recordId", beside, said, read_at as "readAt"`;

/** null: nobody has asked the system about them yet. */
export async function readLink(db: Kysely<Database>, ownerId: string): Promise<Link | null> {
  const { rows } = await sql<Link>`select ${columns} from record_link where owner_id = ${ownerId}`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** Longer than anything the system is asked for about one member. */
const LEASE_MS = 60_000;

/** One who talks to the system about a member, so that two never do at once. */
export interface Lease {
  readonly link: Link;
  /** Ends it, with what the system has said of them at that time; it ends once. */
  readonly release: (heard?: { readonly said: Said | null; readonly at: number }) => Promise<void>;
}

/**
 * Nobody waits until this is on the disk: what is lost with a machine is who talked to whom, and what was said is asked again. Citus
 * takes no such function here.
 */
const unhurried = ({ distributed }: Pick<Shell, 'distributed'>): RawBuilder<unknown> =>
  distributed === true ? sql`1` : sql`set_config('synchronous_commit', 'off', true)`;

type LinkShell = Pick<Shell, 'db' | 'distributed' | 'wallClock'>;

/** null: somebody does so already. */
export async function takeLease(shell: LinkShell, ownerId: string): Promise<Lease | null> {
  const now = shell.wallClock();
  const until = new Date(now + LEASE_MS);
  const { rows } = await sql<Link>`
    insert into record_link as l (owner_id, leased_until) values (${ownerId}, ${until})
    on conflict (owner_id) do update set leased_until = excluded.leased_until
     where l.leased_until is null or l.leased_until <= ${new Date(now)}
    returning ${columns}, ${unhurried(shell)}`.execute(shell.db);
  const [link] = rows;
  if (!link) return null;
  let over = false;
  return {
    link,
    release: async (heard) => {
      if (over) return;
      over = true;
      const said = heard?.said == null ? null : JSON.stringify(heard.said);
      await sql`
        update record_link set leased_until = null, said = coalesce(${said}::jsonb, said),
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
