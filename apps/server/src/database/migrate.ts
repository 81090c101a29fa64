import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, DatabaseError } from 'pg';
import { ensureExtension } from './ensure-extension.ts';
import { ensureCitus, nextStep, take } from './distribution/distribute.ts';
import { statementsOf } from './sql-statements.ts';
import { reach } from './reach.ts';

interface Migration {
  number: number;
  name: string;
  file: string;
  sql: string;
  sha256: string;
}

export interface MigrateOptions {
  /** Where the numbered files are; our own by default. */
  folder?: string;
  onApplied?: (file: string) => void;
  /** Told of each table that was put onto the machines of a distributed database. */
  onDistributed?: (what: string) => void;
}

/** The folder and the database do not fit together, or a file failed. The message names the file. */
class MigrationError extends Error {
  override name = 'MigrationError';
}

const OUR_MIGRATIONS = join(import.meta.dirname, 'migrations');

/** Any constant will do; it only has to be the same for every migrator. */
const LOCK = 4_712_001;

/**
 * Brings the database up to date and returns the files applied, none if it was; on Citus then puts every table where its
 * comment says. Safe to run from many places at once.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = await readMigrations(options.folder ?? OUR_MIGRATIONS);
  const client = new Client({ connectionString: url, application_name: 'bonum-migrate' });
  await reach(client);
  try {
    await requireUtf8(client);
    await inTransaction(client, () => createTable(client));
    const done: string[] = [];
    for (const migration of migrations) {
      if (!(await inTransaction(client, () => applyOnce(client, migrations, migration)))) continue;
      done.push(migration.file);
      options.onApplied?.(migration.file);
    }
    if (migrations.length === 0) await refuseMisfits(client, migrations);
    if (await ensureCitus(client)) await distribute(client, options.onDistributed);
    return done;
  } finally {
    await client.end();
  }
}

/** The files this release has and the database has not seen: none, if a server may work with it. Changes nothing. */
export async function pendingMigrations(url: string): Promise<string[]> {
  const migrations = await readMigrations(OUR_MIGRATIONS);
  const client = new Client({ connectionString: url, application_name: 'bonum-migrate' });
  await reach(client);
  try {
    const applied = (await hasTable(client)) ? await refuseMisfits(client, migrations) : new Set<number>();
    return migrations.filter(({ number }) => !applied.has(number)).map(({ file }) => file);
  } finally {
    await client.end();
  }
}

/** The numbered files of a folder in order. */
async function readMigrations(folder: string): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  const migrations = await Promise.all(files.map((file) => readMigration(folder, file)));
  // Gaps are nobody's harm: whoever writes two at once leaves room for the other's.
  for (const [index, { number, file }] of migrations.entries()) {
    if (number === migrations[index - 1]?.number)
      throw new MigrationError(`${file}: there is another file of this number; give it the next one`);
  }
  return migrations;
}

async function readMigration(folder: string, file: string): Promise<Migration> {
  const parts = /^(\d{4})_([a-z0-9_]+)\.sql$/.exec(file);
  if (!parts) throw new MigrationError(`${file}: a migration is called like 0001_receipts.sql`);
  // Git on Windows may have changed the line ends; that is not a change of the migration.
  const sql = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n');
  const sha256 = createHash('sha256').update(sql).digest('hex');
  return { number: Number(parts[1]), name: String(parts[2]), file, sql, sha256 };
}

async function inTransaction<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    // One migrator at a time; the next one finds the row of the first and passes over the file.
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** Names are Cyrillic, and more: a database of another encoding fails later, at the first one. */
async function requireUtf8(client: Client): Promise<void> {
  const { rows } = await client.query<{ server_encoding: string }>('show server_encoding');
  const encoding = rows[0]?.server_encoding;
  if (encoding === 'UTF8') return;
  throw new MigrationError(`the database is in ${encoding}: make one with encoding UTF8, from template0`);
}

/** A transaction each: Citus does not mix tables on every machine and distributed ones well in one. */
async function distribute(client: Client, onDistributed?: (what: string) => void): Promise<void> {
  for (;;) {
    const done = await inTransaction(client, async () => {
      const step = await nextStep(client);
      return step && take(client, step);
    });
    if (done === null) return;
    onDistributed?.(done);
  }
}

async function hasTable(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ present: boolean }>(
    `select to_regclass('migration') is not null as present`,
  );
  return rows[0]?.present === true;
}

async function createTable(client: Client): Promise<void> {
  if (await hasTable(client)) return;
  await client.query(`
    create table migration (
      number integer primary key,
      name text not null,
      sha256 text not null,
      applied_at timestamptz not null default now()
    );
    comment on table migration is 'local: which numbered SQL files this database has seen';`);
}

async function applyOnce(client: Client, all: Migration[], migration: Migration): Promise<boolean> {
  const applied = await refuseMisfits(client, all);
  if (applied.has(migration.number)) return false;
  // First of all, so that a concurrent migrator that somehow got past the lock collides here and not half-way.
  await client.query('insert into migration (number, name, sha256) values ($1, $2, $3)', [
    migration.number,
    migration.name,
    migration.sha256,
  ]);
  await runFile(client, migration);
  await runChecks(client, migration);
  return true;
}

/** What was applied must be what the folder holds: a file that changed afterwards would differ between installations. */
async function refuseMisfits(client: Client, migrations: Migration[]): Promise<Set<number>> {
  const { rows } = await client.query<Pick<Migration, 'number' | 'name' | 'sha256'>>(
    'select number, name, sha256 from migration order by number',
  );
  const byNumber = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const row of rows) {
    const label = `${String(row.number).padStart(4, '0')}_${row.name}.sql`;
    const known = byNumber.get(row.number);
    if (!known)
      throw new MigrationError(
        `${label} was applied to this database but this release does not have it: the database is newer`,
      );
    if (known.sha256 !== row.sha256 || known.name !== row.name) {
      throw new MigrationError(
        `${known.file} has changed since it was applied as ${label}; put it back and write a new migration`,
      );
    }
  }
  return new Set(rows.map((row) => row.number));
}

async function runFile(client: Client, { file, sql }: Migration): Promise<void> {
  for (const extension of saidBy('extension', sql)) {
    const trouble = await ensureExtension(client, extension);
    if (trouble !== null) throw new MigrationError(`${file}: ${trouble}`);
  }
  for (const statement of statementsOf(sql)) {
    try {
      await client.query(statement.sql);
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      const before = sql.slice(0, statement.at + Number(error.position));
      const line = error.position ? `:${before.split('\n').length}` : '';
      throw new MigrationError(
        `${file}${line}: ${error.message}${error.detail ? ` (${error.detail})` : ''}`,
        {
          cause: error,
        },
      );
    }
  }
}

async function runChecks(client: Client, { file, sql }: Migration): Promise<void> {
  for (const check of saidBy('check', sql)) {
    const { rows } = await client
      .query<{ holds: unknown }>(`select (${check}) as holds`)
      .catch((error: unknown) => {
        throw new MigrationError(`${file}: check cannot be run: ${check}: ${String(error)}`, {
          cause: error,
        });
      });
    if (rows[0]?.holds !== true) throw new MigrationError(`${file}: check failed: ${check}`);
  }
}

/** What the lines `-- check: …` or `-- extension: …` of a file say. */
const saidBy = (word: 'check' | 'extension', sql: string): string[] =>
  sql
    .split('\n')
    .map((line) => new RegExp(`^-- ${word}:(.*?);?\\s*$`).exec(line)?.[1]?.trim())
    .filter((said) => said !== undefined);
