import { sql } from 'kysely';
import type { Shell } from '../operation.ts';

const DAY_MS = 86_400_000;
/** Early enough to come and shop; points that live less long are told of when half of their life is over. */
const AHEAD_DAYS = 14;

/** So many members are looked at by one statement, or the points of New Year's Eve would be one that never ends. */
const OWNERS_A_STATEMENT = 20_000;

type ForetellingShell = Pick<Shell, 'db' | 'clock'>;

/**
 * Notes as news that points of a member expire soon: once for all that expire on one day. The event's id follows from whose they
 * are and when they expire, so that it is there once, however many workers look and however often.
 * @returns of how many days of how many members it is noted now
 */
export async function foretellExpiry(
  { db, clock }: ForetellingShell,
  ownersAStatement = OWNERS_A_STATEMENT,
): Promise<number> {
  const now = new Date(clock());
  let noted = 0;
  for (let from: string | null = NOBODY; from !== null;) {
    const { rows } = await sql<{ owner_id: string }>`
      select owner_id from owner where owner_id > ${from} order by owner_id offset ${ownersAStatement - 1} limit 1`.execute(
      db,
    );
    const to: string | null = rows[0]?.owner_id ?? null;
    noted += await foretellOf(db, now, { from, to: to ?? LAST });
    from = to;
  }
  return noted;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

async function foretellOf(
  db: ForetellingShell['db'],
  now: Date,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<number> {
  const until = new Date(now.getTime() + AHEAD_DAYS * DAY_MS);
  const { numAffectedRows } = await sql`
    insert into event (owner_id, event_id, type, payload, at)
    select owner_id, md5('points-expiring ' || owner_id || ' ' || day)::uuid, 'points-expiring',
           jsonb_build_object('points', jsonb_object_agg(kind, points), 'until', min(expires_at)), ${now}
      from (
        select l.owner_id, l.kind, (l.expires_at at time zone 'UTC')::date as day, sum(l.available)::bigint as points,
               min(l.expires_at) as expires_at,
               min(l.expires_at - least(make_interval(days => ${AHEAD_DAYS}), (l.expires_at - l.created_at) / 2)) as told_from
          from lot l join owner o on o.owner_id = l.owner_id
         -- Whose next date is later has none that expire before: so few are looked at.
         where o.owner_id > ${from} and o.owner_id <= ${to} and o.due_at <= ${until} and not o.apart
           and l.expires_at > ${now} and l.expires_at <= ${until} and l.available > 0
         group by l.owner_id, l.kind, day) soon
     group by owner_id, day
    having min(told_from) <= ${now}
    on conflict do nothing`.execute(db);
  return Number(numAffectedRows ?? 0);
}
