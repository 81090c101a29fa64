import { sql, type Kysely, type Transaction } from 'kysely';
import type { BreakRow, Invariant } from './invariant.ts';
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
  readonly milliseconds: number;
}

export interface VerifyOptions {
  /** Breaks to tell of one invariant, at most; so memory stays flat even when a whole table is wrong. */
  readonly limit?: number;
  /** The ledger's when absent. */
  readonly invariants?: readonly Invariant[];
  readonly onCheck?: (check: Check) => void;
}

const DEFAULT_LIMIT = 100;

/** Checks the database, in one snapshot, and tells every break. Changes nothing. */
export async function* verify<Tables>(
  db: Kysely<Tables>,
  options: VerifyOptions = {},
): AsyncGenerator<Break> {
  const snapshot = await db
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute();
  try {
    // Sums over all transfers: with the usual few megabytes each would go through temporary files.
    await sql`set local work_mem = '128MB'`.execute(snapshot);
    await sql`set local statement_timeout = 0`.execute(snapshot);
    for (const invariant of options.invariants ?? ledgerInvariants) {
      yield* check(snapshot, invariant, options);
    }
  } finally {
    await snapshot.rollback().execute();
  }
}

async function* check<Tables>(
  db: Transaction<Tables>,
  invariant: Invariant,
  options: VerifyOptions,
): AsyncGenerator<Break> {
  const started = performance.now();
  const limit = options.limit ?? DEFAULT_LIMIT;
  const { rows } = await sql<BreakRow>`select owner_id::text, place, expected::text, found::text
    from (${invariant.breaks}) breaks limit ${limit}`.execute(db);
  options.onCheck?.({
    invariant: invariant.name,
    breaks: rows.length,
    milliseconds: performance.now() - started,
  });
  for (const row of rows) yield told(invariant, row);
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
