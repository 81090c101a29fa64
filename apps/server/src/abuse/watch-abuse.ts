import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { collectReceipts, type CollectingShell } from './collect-receipts.ts';
import { keepCases } from './keep-cases.ts';
import { suspicionsIn, testMembers, testStaff, testTills } from './find-abuse.ts';
import { readParameters, type Parameters } from './parameters.ts';
import {
  readGrants,
  readMerges,
  readPlaces,
  readSignUps,
  receiptsByMembers,
  receiptsByStores,
} from './read-facts.ts';
import type { Suspicion, Tested } from './suspicion.ts';

const DAY_MS = 86_400_000;

/** Any constant will do: one worker at a time looks. */
const LOCK = 4_713;

/**
 * One round: copies what is new, lets the rules look at the whole window, and keeps what they find. Another worker that comes
 * meanwhile leaves it alone; whoever is killed has kept nothing wrong, and the next round begins where the copying had got to.
 * @returns how many suspicions there are; null when somebody else is at it
 */
export async function watchAbuse(shell: CollectingShell): Promise<number | null> {
  const { db, wallClock } = shell;
  return db.connection().execute(async (connection) => {
    const { rows } = await sql<{ alone: boolean }>`select pg_try_advisory_lock(${LOCK}) as alone`.execute(
      connection,
    );
    if (rows[0]?.alone !== true) return null;
    try {
      const parameters = await readParameters(db);
      await collectReceipts(shell, parameters);
      const now = wallClock();
      const found = await findInWindow(db, now - parameters.windowDays * DAY_MS, parameters);
      await keepCases(db, found, now);
      return found.length;
    } finally {
      await sql`select pg_advisory_unlock(${LOCK})`.execute(connection);
    }
  });
}

async function findInWindow(
  db: Kysely<Database>,
  since: number,
  parameters: Parameters,
): Promise<readonly Suspicion[]> {
  const tested: Tested[] = [];
  const keep = (all: readonly Tested[]): void => {
    for (const one of all) tested.push(worthKeeping(one, parameters));
  };
  for await (const receipts of receiptsByStores(db, since)) keep(testTills(receipts, parameters));
  const places = await readPlaces(db);
  for await (const receipts of receiptsByMembers(db, since))
    keep(testMembers({ receipts, places }, parameters));
  const [grants, signUps, merges] = [
    await readGrants(db, since),
    await readSignUps(db, since),
    await readMerges(db, since),
  ];
  keep(testStaff({ grants, signUps, merges }, parameters));
  return suspicionsIn(tested, parameters);
}

/** What is likely is never told: its receipts are let go of, and only counted. */
const worthKeeping = (one: Tested, { falsePercent }: Parameters): Tested =>
  one.chance <= falsePercent / 100 ? one : { ...one, evidence: () => nothing };

const nothing = { figures: {}, members: [], traces: [] };
