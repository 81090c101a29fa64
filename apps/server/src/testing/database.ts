import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { inject } from 'vitest';
import { type Connection, connect } from '../database/connect.ts';
import { layOnShards } from './shards.ts';
import { WatchingClient } from './watching-client.ts';

export interface TestDatabase extends Connection {
  url: string;
  /** It stands in for a distributed one. */
  sharded: boolean;
}

/**
 * A migrated, empty database of its own, copied from the template of this run:
 *
 *     await using database = await createDatabase();
 *
 * or `beforeAll(createDatabase)` with `afterAll(() => database[Symbol.asyncDispose]())` for a file. Letting go of it fails
 * if a connection was left open: in the server that leak would starve the pool.
 */
export async function createDatabase(
  options: { poolSize?: number; empty?: boolean; shards?: boolean } = {},
): Promise<TestDatabase> {
  const template = inject('templateDatabase');
  const name = `${template}_${randomBytes(6).toString('hex')}`;
  const source = options.empty ? 'template0' : template;
  // file_copy: without fsync it is quicker than the default, which writes the whole database to the log.
  await onServer((client) => client.query(`create database ${name} template ${source} strategy file_copy`));
  const url = new URL(inject('serverUrl'));
  url.pathname = `/${name}`;
  const sharded = options.shards === true || (inject('shards') && options.empty !== true);
  const connection = connect(url.href, {
    // A connection gets to know each partition by itself, which takes it a while.
    poolSize: sharded ? 5 : (options.poolSize ?? 10),
    name: 'bonum-test',
    ...(sharded && { client: WatchingClient }),
  });
  if (sharded && !inject('shards')) await layOnShards(connection.pool);
  return { ...connection, url: url.href, sharded, [Symbol.asyncDispose]: () => discard(connection, name) };
}

/** For a test's body: `test('…', withDatabase(async ({ db }) => { … }))`. */
export function withDatabase(body: (database: TestDatabase) => Promise<void>): () => Promise<void> {
  return async () => {
    await using database = await createDatabase();
    await body(database);
  };
}

async function discard(connection: Connection, name: string): Promise<void> {
  const { pool } = connection;
  const kept = pool.totalCount - pool.idleCount;
  // It would wait for ever for clients that were never given back.
  if (kept === 0) await connection[Symbol.asyncDispose]();
  await onServer(async (client) => {
    const open = await openConnections(client, name);
    // The database stays until the run ends: dropping it now would break the client and hide this message.
    if (open.length > 0) throw new Error(`connections were left open: ${open.join('; ')}`);
    await client.query(`drop database ${name}`);
  });
}

const PATIENCE_MS = 2000;

/** What is still connected after a moment; a closed socket takes the server some milliseconds to notice. */
async function openConnections(client: Client, name: string): Promise<string[]> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await client.query<{ text: string }>(
      `select application_name || ' (' || state || '): ' || left(query, 200) as text
         from pg_stat_activity where datname = $1 and backend_type = 'client backend'`,
      [name],
    );
    if (rows.length === 0 || performance.now() > deadline) return rows.map((row) => row.text);
    await pause(10);
  }
}

async function onServer(work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: inject('serverUrl') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
