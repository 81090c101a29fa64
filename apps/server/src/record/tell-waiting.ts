import { sql } from 'kysely';
import type { Shell } from '../operation.ts';

const OWNERS_A_ROUND = 100;
/** A member's commands go one after another; of so many members they go at once, and the adapter asks no more than the system takes. */
const AT_ONCE = 4;

/**
 * Tells the system of record what could not be told as it happened. Of each member the first that waits says when it is tried again.
 * @returns whether there may be more to do at once
 */
export async function tellWaiting(shell: Shell): Promise<boolean> {
  const { record } = shell;
  if (!record || record.rests()) return false;
  const owners = await ownersWaiting(shell);
  let told = 0;
  for (let index = 0; index < owners.length && !record.rests(); index += AT_ONCE) {
    const some = owners.slice(index, index + AT_ONCE);
    const all = await Promise.all(some.map((ownerId) => record.tellOne(shell, ownerId)));
    told += all.filter(Boolean).length;
  }
  return told === OWNERS_A_ROUND;
}

async function ownersWaiting({ db, wallClock }: Shell): Promise<readonly string[]> {
  const { rows } = await sql<{ owner_id: string }>`
    select owner_id from (
      select distinct on (owner_id) owner_id, state, next_at, at from record_command
       where state in ('waiting', 'refused') order by owner_id, version, place) first
     where state = 'waiting' and next_at <= ${new Date(wallClock())} order by at limit ${OWNERS_A_ROUND}`.execute(
    db,
  );
  return rows.map(({ owner_id }) => owner_id);
}
