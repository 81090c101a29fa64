import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Scope } from './scope.ts';

/** Any constant will do, with the scope's hash as its second half. */
const LOCK = 4_712;

/** A run that was killed a moment ago may still be let go of by the database. */
const PATIENCE_MS = 2000;

/**
 * One replay of a scope at a time: they would do each other's work. Held by a connection, so that a process that is
 * killed lets go of it.
 */
export async function beAlone(url: string, scope: Scope): Promise<AsyncDisposable> {
  const client = new Client({
    connectionString: url,
    application_name: 'bonum-replay-lock',
    keepAlive: true,
  });
  // If it breaks, the database is gone, and whatever is under way says so.
  client.on('error', () => {});
  await client.connect();
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await isAlone(client, scope))) {
    if (performance.now() > deadline) {
      await client.end();
      throw new Error('This is being replayed already, by another process. Wait until it has ended.');
    }
    await pause(50);
  }
  return { [Symbol.asyncDispose]: () => client.end() };
}

async function isAlone(client: Client, scope: Scope): Promise<boolean> {
  const { rows } = await client.query<{ alone: boolean }>(
    'select pg_try_advisory_lock($1::integer, hashtext($2)) as alone',
    [LOCK, scope.name],
  );
  return rows[0]?.alone === true;
}
