import { verify, type Break, type Invariant, type VerifyOptions } from '@bonum/ledger';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../../database/schema.ts';
import { allInvariants } from '../all-invariants.ts';

/** What somebody does to the database by hand, and what `verify` must say of it. */
export interface Edit {
  /** SQL; each statement but `alter` must change something, or the test would prove nothing. */
  readonly statement: string;
  readonly invariant: string;
  readonly owner: string | null;
  /** Part of the row that is named. */
  readonly row: string;
}

export async function breaksOf(db: Kysely<Database>, options: VerifyOptions = {}): Promise<Break[]> {
  const breaks: Break[] = [];
  for await (const one of verify(db, { invariants: allInvariants, ...options })) breaks.push(one);
  return breaks;
}

const follows = ({ follows: others }: Invariant): number => (others === undefined ? 0 : 1);

/** Each by its own statement, as though no sieve had passed it and none followed from others, in the order in which they are told. */
export const withoutSieves: readonly Invariant[] = allInvariants
  .toSorted((one, other) => follows(one) - follows(other))
  .map(({ name, breaks, says }) => ({ name, breaks, says }));

export async function makeEdit(db: Kysely<Database>, statements: string): Promise<void> {
  await dropConstraints(db);
  for (const statement of statements.split(';')) {
    const { numAffectedRows } = await sql.raw(statement).execute(db);
    if (numAffectedRows === 0n) throw new Error(`changed nothing: ${statement}`);
  }
}

/** CHECKs and foreign keys keep most edits out; whoever edits by hand can drop them, and `verify` must not need them. */
export async function dropConstraints(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ statement: string }>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as statement
    from pg_constraint where contype in ('c', 'f') and connamespace = 'public'::regnamespace`.execute(db);
  for (const { statement } of rows) await sql.raw(statement).execute(db);
}

/** A break as far as the edit says what is expected of it. */
export const named = ({ ownerId, row }: Break, edit: Edit): Pick<Edit, 'owner' | 'row'> => ({
  owner: ownerId,
  row: row.includes(edit.row) ? edit.row : row,
});
