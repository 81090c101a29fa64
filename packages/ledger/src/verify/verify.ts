import { sql, type ControlledTransaction, type Kysely, type Transaction } from 'kysely';
import type { BreakRow, Invariant, Sieve } from './invariant.ts';
import { ledgerInvariants } from './ledger-invariants.ts';

/** One place where an invariant doesn't hold. */
export interface Break {
  readonly invariant: string;
  /** null: it is not one owner's. */
  readonly ownerId: string | null;
  readonly row: string;
  readonly expected: string;
  readonly found: string;
  readonly sentence: string;
}

/** How one invariant was checked. */
export interface Check {
  readonly invariant: string;
  /** Breaks told; `limit` of them may mean there are more. */
  readonly breaks: number;
  /** An even share of what was spent on all that one statement settled. */
  readonly milliseconds: number;
}

export interface VerifyOptions {
  /** Breaks to tell of one invariant, at most; so memory stays flat even when a whole table is wrong. */
  readonly limit?: number;
  /** The ledger's when absent. */
  readonly invariants?: readonly Invariant[];
  /** How many work at once, on as many connections of the pool; one when absent. */
  readonly connections?: number;
  readonly onCheck?: (check: Check) => void;
}

const DEFAULT_LIMIT = 100;

/** Checks the database, in one snapshot, and tells every break. Changes nothing. */
export async function* verify<Tables>(
  db: Kysely<Tables>,
  options: VerifyOptions = {},
): AsyncGenerator<Break> {
  const snapshots = await openSnapshots(db, options.connections ?? 1);
  const all = inTurn(options.invariants ?? ledgerInvariants);
  // Looked at when its turn comes, which may be never.
  for (const { checked } of all) checked.promise.catch(() => {});
  const waiting = [...Map.groupBy(all, ({ invariant }) => invariant.sieve ?? invariant).values()];
  const lanes = snapshots.map(async (snapshot) => {
    for (let some = waiting.shift(); some !== undefined; some = waiting.shift())
      await checkTogether(snapshot, some, options);
  });
  try {
    for (const { invariant, checked } of all) {
      const { rows, milliseconds } = await checked.promise;
      options.onCheck?.({ invariant: invariant.name, breaks: rows.length, milliseconds });
      for (const row of rows) yield told(invariant, row);
    }
  } finally {
    waiting.length = 0;
    await Promise.all(lanes);
    await endAll(snapshots);
  }
}

/** Transactions that all see the same. */
async function openSnapshots<Tables>(
  db: Kysely<Tables>,
  connections: number,
): Promise<ControlledTransaction<Tables>[]> {
  const first = await openSnapshot(db);
  const all = [first];
  if (connections === 1) return all;
  try {
    const { rows } = await sql<{ id: string }>`select pg_export_snapshot() as id`.execute(first);
    while (all.length < connections) all.push(await openSnapshot(db, rows[0]?.id));
    return all;
  } catch (error) {
    await endAll(all);
    throw error;
  }
}

/** Also those behind one that is gone. */
const endAll = (snapshots: readonly { rollback(): { execute(): Promise<void> } }[]): Promise<unknown> =>
  Promise.allSettled(snapshots.map((snapshot) => snapshot.rollback().execute()));

async function openSnapshot<Tables>(db: Kysely<Tables>, id?: string): Promise<ControlledTransaction<Tables>> {
  const snapshot = await db
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute();
  try {
    await setUp(snapshot, id);
    return snapshot;
  } catch (error) {
    await endAll([snapshot]);
    throw error;
  }
}

async function setUp<Tables>(snapshot: Transaction<Tables>, id: string | undefined): Promise<void> {
  if (id !== undefined) await sql`set transaction snapshot ${sql.lit(id)}`.execute(snapshot);
  // Sums over all transfers: with the usual few megabytes each would go through temporary files.
  await sql`set local work_mem = '128MB'`.execute(snapshot);
  // All joins here are of whole tables. To look at one for each row of another is good for few rows, and PostgreSQL thinks that there are
  // few where a kind came since it last looked, as the first day's receipts after a migration: then it holds each against each, for hours.
  await sql`set local enable_nestloop = off`.execute(snapshot);
  // Up to PostgreSQL 17 that is a cost so high where there is no other join, as with a list of values, that each statement is compiled first.
  await sql`set local jit = off`.execute(snapshot);
  // Each connection keeps a processor busy: helpers beside them had to find every page anew, and all of it took a twentieth to a twelfth longer.
  await sql`set local max_parallel_workers_per_gather = 0`.execute(snapshot);
  await sql`set local statement_timeout = 0`.execute(snapshot);
  // One that has nothing left to do waits for the other.
  await sql`set local idle_in_transaction_session_timeout = 0`.execute(snapshot);
}

interface Checked {
  readonly rows: readonly BreakRow[];
  readonly milliseconds: number;
}

interface Waiting {
  readonly invariant: Invariant;
  readonly checked: PromiseWithResolvers<Checked>;
  /** The checks that it follows from; null: from none, or from one that is not made before it. */
  readonly after: readonly Promise<Checked>[] | null;
}

/** In the order in which they begin and are told: what may be proved by others waits for them last, and keeps no connection from its work. */
function inTurn(invariants: readonly Invariant[]): readonly Waiting[] {
  const all: Waiting[] = [];
  for (const invariant of invariants)
    all.push({ invariant, checked: Promise.withResolvers<Checked>(), after: checksOf(invariant, all) });
  return all.toSorted((one, other) => Number(one.after !== null) - Number(other.after !== null));
}

/** Only of those before it, which have begun when its turn comes: nobody waits for what waits behind them. */
function checksOf({ follows }: Invariant, before: readonly Waiting[]): readonly Promise<Checked>[] | null {
  const found = before.filter(({ invariant }) => follows?.includes(invariant));
  return follows?.every((one) => found.some(({ invariant }) => invariant === one))
    ? found.map(({ checked }) => checked.promise)
    : null;
}

const holds = async (checks: readonly Promise<Checked>[]): Promise<boolean> =>
  (await Promise.all(checks)).every(({ rows }) => rows.length === 0);

/** Invariants of one sieve, or a single one. */
async function checkTogether<Tables>(
  db: Transaction<Tables>,
  some: readonly Waiting[],
  options: VerifyOptions,
): Promise<void> {
  const sieve = some[0]?.invariant.sieve;
  try {
    const started = performance.now();
    const passed = sieve !== undefined && !(await catches(db, sieve));
    const milliseconds = (performance.now() - started) / some.length;
    for (const { invariant, checked, after } of some) {
      const isProved = passed || (after !== null && (await holds(after)));
      const own = isProved ? { rows: [], milliseconds: 0 } : await check(db, invariant, options);
      checked.resolve({ rows: own.rows, milliseconds: own.milliseconds + milliseconds });
    }
  } catch (error) {
    for (const { checked } of some) checked.reject(error);
  }
}

async function catches<Tables>(db: Transaction<Tables>, { suspects }: Sieve): Promise<boolean> {
  const { rows } = await sql`${suspects} limit 1`.execute(db);
  return rows.length > 0;
}

async function check<Tables>(
  db: Transaction<Tables>,
  invariant: Invariant,
  options: VerifyOptions,
): Promise<Checked> {
  const started = performance.now();
  const limit = options.limit ?? DEFAULT_LIMIT;
  const { rows } = await sql<BreakRow>`select owner_id::text, place, expected::text, found::text
    from (${invariant.breaks}) breaks limit ${limit}`.execute(db);
  return { rows, milliseconds: performance.now() - started };
}

function told(invariant: Invariant, row: BreakRow): Break {
  const whose = row.owner_id === null ? '' : `Owner ${row.owner_id}: `;
  return {
    invariant: invariant.name,
    ownerId: row.owner_id,
    row: row.place,
    expected: row.expected,
    found: row.found,
    sentence: `${whose}${invariant.says(row)}`,
  };
}
