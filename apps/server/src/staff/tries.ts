import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { refuse, type Call, type Refusal, type Visitor } from '../operation.ts';
import { plainLogin } from './operator-row.ts';

const WINDOW_MS = 15 * 60_000;
/** Of one login, whether there is one or not; somebody who knows theirs needs a few. */
const MOST_OF_LOGIN = 10;
/** From one address, which may be that of a whole office. */
const MOST_OF_ADDRESS = 100;

/**
 * Charges a try to come in, before it is looked at: of many at once each counts. It stands in the database, so that it counts on
 * every server.
 * @returns the refusal once there were too many
 */
export async function chargeTry(call: Call<Visitor>, login: string): Promise<Refusal | null> {
  const ofLogin = await charge(call, `login\n${plainLogin(login)}`);
  const ofAddress = await charge(call, `address\n${call.caller.address}`);
  if (ofLogin <= MOST_OF_LOGIN && ofAddress <= MOST_OF_ADDRESS) return null;
  return refuse('no-tries-left', 'Wait a quarter of an hour, or sign in by another way.');
}

/** Whoever came in starts anew. */
export const forgetTries = async ({ shell }: Call, login: string): Promise<void> => {
  await shell.db
    .deleteFrom('staff_try')
    .where('whose', '=', hashOf(`login\n${plainLogin(login)}`))
    .execute();
};

const hashOf = (whose: string): Buffer => createHash('sha256').update(whose).digest();

async function charge({ shell, now }: Call, whose: string): Promise<number> {
  const [at, begun] = [new Date(now), new Date(now - WINDOW_MS)];
  const { rows } = await sql<{ tries: number }>`
    insert into staff_try (whose, since, tries) values (${hashOf(whose)}, ${at}, 1)
    on conflict (whose) do update
       set tries = case when staff_try.since <= ${begun}::timestamptz then 1 else staff_try.tries + 1 end,
           since = case when staff_try.since <= ${begun}::timestamptz then excluded.since else staff_try.since end
    returning tries`.execute(shell.db);
  return rows[0]?.tries ?? 0;
}
