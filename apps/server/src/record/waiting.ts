import type { Carried, RecordSystem } from '@bonum/adapters/system-of-record';
import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../database/schema.ts';
import { eventRow, writeEvent } from '../events.ts';
import type { Shell } from '../operation.ts';
import type { StoredAct } from './acts-of.ts';
import { linkColumns, type Link } from './link-row.ts';
import { unhurried } from './unhurried.ts';

/** What waits of an owner, or was refused. */
export interface Waiting {
  readonly version: number;
  readonly place: number;
  readonly commandId: string;
  readonly act: StoredAct;
  readonly at: number;
  readonly state: 'waiting' | 'refused';
  readonly tries: number;
}

const open = sql`state in ('waiting', 'refused')`;

/** As JSON, for a statement that does something else too; what comes after one that was refused waits with it. */
export const nextJson = (
  ownerId: string,
  after?: Pick<Waiting, 'version' | 'place'>,
): RawBuilder<Waiting | null> => sql`(
  select row_to_json(n) from (
    select c.version, c.place, c.command_id as "commandId", c.act, (extract(epoch from c.at) * 1000)::bigint as at, c.state, c.tries
      from record_command c where c.owner_id = ${ownerId} and c.${open}
       and ${after ? sql`(c.version, c.place) > (${after.version}::bigint, ${after.place}::integer)` : sql`true`}
     order by c.version, c.place limit 1) n)`;

/** The first of what waits. */
export async function nextOf(db: Kysely<Database>, ownerId: string): Promise<Waiting | null> {
  const { rows } = await sql<{ next: Waiting | null }>`select ${nextJson(ownerId)} as next`.execute(db);
  return rows[0]?.next ?? null;
}

/** Whether anything of an owner waits, or was refused, that happened up to a version of theirs. */
export async function isOpenUntil(
  db: Kysely<Database>,
  { ownerId, version }: { readonly ownerId: string; readonly version: number },
): Promise<boolean> {
  const { rows } = await sql`
    select from record_command where owner_id = ${ownerId} and version <= ${version} and ${open} limit 1`.execute(
    db,
  );
  return rows.length > 0;
}

/** What has not reached the system: how many points, and whether anything is said of the person or of cards. */
export interface Untold {
  readonly count: number;
  /** Of these. */
  readonly refused: number;
  readonly points: number;
  readonly acts: readonly StoredAct['act'][];
  /** The consents that were given by them. */
  readonly anew: readonly string[];
}

const untoldSums = (ownerId: string): RawBuilder<unknown> => sql`
  select count(*)::int as count, count(*) filter (where state = 'refused')::int as refused,
         coalesce(sum((act->>'points')::bigint), 0)::bigint as points, coalesce(array_agg(distinct act->>'act'), '{}') as acts,
         (select coalesce(json_agg(distinct name), '[]') from record_command o, jsonb_array_elements_text(o.act->'anew') as name
           where o.owner_id = ${ownerId} and o.${open}) as anew
    from record_command where owner_id = ${ownerId} and ${open}`;

/** How a member stands to the system: what links them, and what it was not told. */
export async function linkAndUntold(
  db: Kysely<Database>,
  ownerId: string,
): Promise<{ readonly link: Link | null; readonly untold: Untold }> {
  const { rows } = await sql<{ link: Link | null; untold: Untold }>`
    select (select row_to_json(l) from (select ${linkColumns} from record_link where owner_id = ${ownerId}) l) as link,
           (select row_to_json(u) from (${untoldSums(ownerId)}) u) as untold`.execute(db);
  const { link = null, untold = nothing } = rows[0] ?? {};
  return { link, untold };
}

const nothing: Untold = { count: 0, refused: 0, points: 0, acts: [], anew: [] };

/** So long at most between two tries: what has come back is to hear of everything soon. */
const LONGEST_WAIT_MS = 60_000;
const waitAfter = (tries: number): number => Math.min(1000 * 2 ** tries, LONGEST_WAIT_MS);

interface Carrying {
  readonly system: RecordSystem;
  readonly ownerId: string;
  readonly waiting: Waiting;
  readonly carried: Carried;
  /** The lease until then ends if nothing is behind it. */
  readonly ending?: Date | undefined;
}

type NotingShell = Pick<Shell, 'db' | 'distributed' | 'clock'>;

/** Writes down what became of a command, and tells that it waits for people if it was refused; gives the one behind it. */
export async function noteCarried(shell: NotingShell, carrying: Carrying): Promise<Waiting | null> {
  const { system, ownerId, waiting, carried } = carrying;
  if (carried.state !== 'refused') return note(shell, carrying);
  const { commandId, act } = waiting;
  const { because } = carried;
  return shell.db.transaction().execute(async (db) => {
    const next = await note({ ...shell, db }, carrying);
    const said = { system, commandId, act: act.act, because };
    await writeEvent(db, eventRow(ownerId, 'record-command-refused', shell.clock(), said));
    return next;
  });
}

/** What the system has no place for of a command's points is kept beside it. */
async function note(
  shell: NotingShell,
  { ownerId, waiting, carried, ending }: Carrying,
): Promise<Waiting | null> {
  const now = shell.clock();
  const { act, version, place, tries } = waiting;
  const points = act.act === 'points' ? act.points : 0;
  const kept =
    carried.state === 'kept' ? points : carried.state === 'done' ? points - (carried.taken ?? points) : 0;
  const tells = carried.state === 'done' && (act.act === 'register' || act.act === 'change');
  const nextAt = carried.state === 'away' ? new Date(now + waitAfter(tries)) : null;
  const ended = carried.state === 'done' || carried.state === 'kept' ? new Date(now) : null;
  const { rows } = await sql<{ next: Waiting | null }>`
    with noted as (
      update record_command set state = ${carried.state === 'away' ? 'waiting' : carried.state}, tries = ${tries + 1},
             next_at = ${nextAt}, ended_at = ${ended},
             because = ${'because' in carried ? carried.because : null},
             about = ${carried.state === 'refused' ? JSON.stringify(carried.about) : null}::jsonb,
             reference = ${carried.state === 'done' ? (carried.reference ?? null) : null}
       where owner_id = ${ownerId} and version = ${version} and place = ${place} returning ${unhurried(shell)}),
    beside as (
      update record_link set beside = beside + ${kept}::bigint, told = told or ${tells},
             leased_until = case when leased_until = ${ending ?? null}::timestamptz and ${nextJson(ownerId, waiting)} is null
                                 then null else leased_until end
       where owner_id = ${ownerId} and (${kept} <> 0 or ${tells} or ${ending !== undefined}))
    select ${nextJson(ownerId, waiting)} as next from (select count(*) from noted) n`.execute(shell.db);
  return rows[0]?.next ?? null;
}

/** Whether their registration ever stood in the queue. */
export async function wasRegistered(db: Kysely<Database>, ownerId: string): Promise<boolean> {
  const { rows } = await sql`
    select from record_command where owner_id = ${ownerId} and act->>'act' = 'register' limit 1`.execute(db);
  return rows.length > 0;
}

/**
 * Somebody who was here before the system of record was connected, and whom it does not know: before anything else is said of them
 * it has to be told who they are, which cards they have, and what they can spend beyond what waits anyway.
 */
export async function queueFromBefore(
  db: Kysely<Database>,
  { ownerId, kind, now }: { ownerId: string; kind: string; now: number },
): Promise<void> {
  const cards = await db.selectFrom('card').select('number').where('owner_id', '=', ownerId).execute();
  const first: StoredAct[] = [
    { act: 'register' },
    ...cards.map(({ number }) => ({ act: 'put-card' as const, number })),
  ];
  const at = new Date(now);
  const rows = first.map((act, place) => ({ place, command_id: randomUUID(), act }));
  const points: StoredAct = { act: 'points', points: 0, kind, because: 'brought', receiptId: null };
  await sql`
    with has as (
      select coalesce((select sum(available + held - debt) from wallet where owner_id = ${ownerId}), 0)
           - coalesce((select sum((act->>'points')::bigint) from record_command where owner_id = ${ownerId} and ${open}), 0)
           - coalesce((select beside from record_link where owner_id = ${ownerId}), 0) as points)
    insert into record_command (owner_id, version, place, command_id, act, at, state, next_at)
    select ${ownerId}::uuid, 0, r.place, r.command_id, r.act, ${at}::timestamptz, 'waiting', ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (place integer, command_id uuid, act jsonb)
    union all
    select ${ownerId}::uuid, 0, ${rows.length}::integer, ${randomUUID()}::uuid,
           ${JSON.stringify(points)}::jsonb || jsonb_build_object('points', has.points), ${at}::timestamptz, 'waiting', ${at}::timestamptz
      from has where has.points <> 0
    on conflict do nothing`.execute(db);
}
