import { DatabaseError, type Client } from 'pg';

/** Makes an extension of PostgreSQL be there. @returns what is in the way, and what to do about it; null when nothing is */
export async function ensureExtension(client: Client, name: string): Promise<string | null> {
  const { rows } = await client.query<{ schema: string | null; reachable: boolean; offered: boolean }>(
    `select n.nspname as schema, coalesce(n.nspname = any(current_schemas(true)), false) as reachable,
            exists (select from pg_available_extensions where name = $1) as offered
       from (values ($1)) wanted (name)
       left join pg_extension e on e.extname = wanted.name left join pg_namespace n on n.oid = e.extnamespace`,
    [name],
  );
  const [{ schema, reachable, offered } = { schema: null, reachable: false, offered: false }] = rows;
  if (schema !== null)
    return reachable
      ? null
      : `the extension ${name} is in the schema ${schema}, where it is not found: alter extension ${name} set schema public`;
  if (!offered)
    return (
      `this PostgreSQL does not have the extension ${name}, which is one of its own additional modules. Install them ` +
      '(where they do not come with the server the package is called postgresql-contrib), then migrate again'
    );
  return create(client, name);
}

/** Within the caller's transaction, which a refusal would otherwise end. */
async function create(client: Client, name: string): Promise<string | null> {
  await client.query('savepoint extension');
  try {
    await client.query(`create extension ${name}`);
    await client.query('release savepoint extension');
    return null;
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== INSUFFICIENT_PRIVILEGE) throw error;
    await client.query('rollback to savepoint extension');
    const who = await client.query<{ account: string; database: string }>(
      'select current_user as account, current_database() as database',
    );
    const { account = '', database = '' } = who.rows[0] ?? {};
    return (
      `the account ${account} may not create the extension ${name} in the database ${database}. Let it: grant create on ` +
      `database ${database} to ${account}; or let a superuser do it there: create extension ${name}. Then migrate again`
    );
  }
}

const INSUFFICIENT_PRIVILEGE = '42501';
