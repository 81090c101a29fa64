import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { putProducts } from '../catalogue/put-products.ts';
import { putStores } from '../catalogue/put-stores.ts';
import type { Database } from '../database/schema.ts';
import type { KeyCaller, Shell } from '../operation.ts';
import { programmesOf } from '../programme/programmes.ts';
import { liveOut, sell, type Stage } from './act.ts';
import { furnish } from './content.ts';
import { setTheDoor } from './at-the-door.ts';
import { productsRequest } from './goods.ts';
import { planYear, type Plan } from './plan.ts';
import { DAY_MS, DAYS } from './rhythm.ts';
import { storesRequest } from './stores.ts';
import { makeSuspects } from './suspects.ts';

interface Seeding {
  readonly shell: Shell;
  readonly caller: KeyCaller;
  readonly members: number;
  readonly stop: AbortSignal;
}

/** How far the chain is made up; kept, so that a start that was interrupted goes on with the same story. */
interface Progress {
  readonly state: 'begun' | 'done';
  /** Midnight UTC of the first day of the story. */
  readonly first: number;
  readonly members: number;
}

const SETTING = 'demo-chain';
/** Fewer members are a test's, which has no time for stories. */
const SUSPECTS = 100;

/** Members are independent of each other: while the database works for one, we think about another. */
const LANES = 8;

/** Makes up a year of a chain, once. @returns whether there was anything to do */
export async function seedOnce(seeding: Seeding): Promise<boolean> {
  const { shell, caller } = seeding;
  const before = await readProgress(shell.db);
  if (before?.state === 'done') return false;
  if (!before) await requireEmpty(shell.db);
  const progress = before ?? beginning(seeding);
  await writeProgress(shell.db, progress);
  await putStores.run(shell, caller, storesRequest());
  await putProducts.run(shell, caller, productsRequest());
  const plan = planYear({ first: progress.first }, progress.members);
  const stage = await stageOf(seeding, plan);
  await actOut(plan, { stage, stop: seeding.stop });
  if (seeding.stop.aborted) return true;
  if (progress.members > 1) await setTheDoor(stage);
  if (progress.members > SUSPECTS) await makeSuspects(stage);
  await ageMessages(shell.db);
  await furnish(shell, caller);
  await writeProgress(shell.db, { ...progress, state: 'done' });
  return true;
}

/** The year that ended yesterday. */
function beginning({ shell, members }: Seeding): Progress {
  const today = Math.floor(shell.clock() / DAY_MS) * DAY_MS;
  return { state: 'begun', first: today - DAYS * DAY_MS, members };
}

async function readProgress(db: Kysely<Database>): Promise<Progress | undefined> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', SETTING).executeTakeFirst();
  return row?.value as Progress | undefined;
}

async function writeProgress(db: Kysely<Database>, progress: Progress): Promise<void> {
  const value = JSON.stringify(progress);
  await db
    .insertInto('setting')
    .values({ name: SETTING, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

/** `npm start` with the DATABASE_URL of a real chain must not mix made-up members into it. */
async function requireEmpty(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select from owner) or exists (select from store) as used`.execute(db);
  if (!rows[0]?.used) return;
  throw new Error(
    'This database has members or stores that are not of the demo. The demo makes up a chain, so give it a database of its own; ' +
      'to serve this one use: bonum serve',
  );
}

async function stageOf({ shell, caller }: Seeding, plan: Plan): Promise<Stage> {
  const { version, programme } = await shell.programmes.current();
  const rows = await shell.db
    .selectFrom('identifier')
    .select('value')
    .where('kind', '=', 'receipt')
    .execute();
  return {
    // Fixed, since asking which one is live takes a question to the database each time.
    shell: { ...shell, programmes: programmesOf(shell.db, version) },
    caller,
    keys: plan.keys,
    done: new Set(rows.map((row) => row.value)),
    cardPrefix: programme.cards.prefixes[0] ?? '',
    pointKind: programme.kinds[0]?.id ?? '',
  };
}

async function actOut(plan: Plan, { stage, stop }: { stage: Stage; stop: AbortSignal }): Promise<void> {
  const tasks = [
    ...plan.lives.map((life) => () => liveOut(stage, life)),
    ...plan.passersBy.map((sale) => () => sell(stage, sale, null)),
  ].values();
  const lane = async (): Promise<void> => {
    for (const task of tasks) {
      if (stop.aborted) return;
      await task();
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** They were read long ago; the worker must not send a year of codes today, and may have found some of them too late meanwhile. */
async function ageMessages(db: Kysely<Database>): Promise<void> {
  await sql`
    update message set sent_at = created_at + interval '2 seconds', next_at = null, failed = null where sent_at is null`.execute(
    db,
  );
}
