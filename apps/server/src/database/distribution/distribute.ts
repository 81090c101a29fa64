import { DatabaseError, type Client, type Pool } from 'pg';
import { inWords, planDistribution, type Placed, type Step } from './plan.ts';
import { readTables } from './read-tables.ts';
import type { Distribution } from './table.ts';

/** The tables cannot be put onto many machines as their comments say. */
class DistributionError extends Error {
  override name = 'DistributionError';
}

/** Whether this database is a distributed one: what operations have to know when a process begins. */
export async function isDistributed(database: Pool): Promise<boolean> {
  const { rowCount } = await database.query(`select from pg_extension where extname = 'citus'`);
  return rowCount === 1;
}

/** The same for whoever migrates. Where the server is set up for it and we may, it becomes one. */
export async function ensureCitus(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ present: boolean; offered: boolean }>(`
    select exists (select from pg_extension where extname = 'citus') as present,
           exists (select from pg_available_extensions where name = 'citus')
           and exists (select from pg_settings where name = 'shared_preload_libraries' and setting ~ '\\mcitus\\M')
           and (select rolsuper from pg_roles where rolname = current_user) as offered`);
  const [{ present, offered } = { present: false, offered: false }] = rows;
  if (!present && offered) await client.query('create extension if not exists citus');
  return present || offered;
}

/**
 * The first thing that is left to do until every table lies as its comment says; null: nothing is.
 * @throws DistributionError when it cannot be done; the message names each table and what is in the way
 */
export async function nextStep(client: Client): Promise<Step | null> {
  const plan = planDistribution(await readTables(client), await placedTables(client));
  if (!plan.ok) throw new DistributionError(`The tables cannot be distributed:\n${plan.because.join('\n')}`);
  return plan.steps[0] ?? null;
}

/** @returns what was done, in words */
export async function take(client: Client, step: Step): Promise<string> {
  const { table, distribution, sql, values } = step;
  try {
    await client.query(sql, [...values]);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    const about = `Table ${table} cannot be made ${inWords(distribution)}: ${error.message}`;
    throw new DistributionError([about, error.detail, error.hint].filter((part) => part).join('\n'), {
      cause: error,
    });
  }
  return `table ${table}: ${inWords(distribution)}`;
}

async function placedTables(client: Client): Promise<Placed> {
  const { rows } = await client.query<{ name: string; type: string; by: string }>(
    `select c.relname as name, t.citus_table_type as type, t.distribution_column as by
       from citus_tables t join pg_class c on c.oid = t.table_name
       join pg_namespace n on n.oid = c.relnamespace where n.nspname = current_schema()
      order by t.colocation_id, c.relname`,
  );
  return new Map(rows.map(({ name, type, by }) => [name, asPlaced(type, by)]));
}

const asPlaced = (type: string, by: string): Distribution =>
  type === 'distributed' ? { type, by } : { type: type === 'reference' ? type : 'local' };
