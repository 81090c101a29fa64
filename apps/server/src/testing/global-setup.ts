import type { RecordSystem } from '@bonum/adapters/system-of-record';
import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { readConfig, readTestDatabaseUrl } from '../config.ts';
import { findBinaries } from '../database/binaries.ts';
import {
  type Cluster,
  createCluster,
  freePort,
  runningServer,
  startCluster,
  stopCluster,
} from '../database/cluster.ts';
import { migrate } from '../database/migrate.ts';
import { SHARED_FOLDER } from '../database/place.ts';
import { isAlive, isCode } from '../database/system-error.ts';
import { canEnter, serviceUser } from '../database/service-user.ts';
import { PREFIX, quickFolder, quickPlace } from './quick-place.ts';
import { layOnShards } from './shards.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server the tests run on, as its superuser. */
    serverUrl: string;
    /** The migrated database that each test gets a copy of; also the prefix of all databases of this run. */
    templateDatabase: string;
    /** Every database stands in for a distributed one. */
    shards: boolean;
    /** Where every chain of a journey has the truth about members and points. */
    systemOfRecord: 'bonum' | RecordSystem;
  }
}

/** Once for a run: a PostgreSQL of its own, or the one given, with one migrated database to copy. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = readTestDatabaseUrl();
  const server = given === undefined ? await startThrowaway() : { url: given, stop: async () => {} };
  try {
    const template = `bonum_test_${randomBytes(4).toString('hex')}`;
    await onServer(server.url, (client) => client.query(`create database ${template}`));
    await migrate(withDatabaseName(server.url, template));
    if (project.config.provide['shards'] === true)
      await onServer(withDatabaseName(server.url, template), layOnShards);
    project.provide('serverUrl', server.url);
    project.provide('templateDatabase', template);
    return async () => {
      if (given !== undefined) await dropAll(given, template);
      await server.stop();
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function startThrowaway(): Promise<{ url: string; stop: () => Promise<void> }> {
  await sweep(await quickPlace());
  const user = serviceUser();
  const home = await quickFolder();
  if (!canEnter(user, home))
    throw new Error(`The account that runs PostgreSQL cannot enter ${home}; set TMPDIR`);
  const cluster: Cluster = {
    folder: join(home, 'cluster'),
    binaries: await findBinaries(user, user.uid === undefined ? readConfig().dataFolder : SHARED_FOLDER),
    user,
  };
  await createCluster(cluster, PASSWORD);
  const port = await freePort();
  await startCluster(cluster, { port, settings: FAST });
  const stop = async (): Promise<void> => {
    await stopCluster(cluster, 'immediate');
    await rm(home, { recursive: true, force: true });
  };
  return { url: `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`, stop };
}

/** On 127.0.0.1 for some seconds, and empty. */
const PASSWORD = 'test';

/** Nothing here need survive a power cut. */
const FAST = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_connections: 200,
};

/** A run that was killed leaves its PostgreSQL behind. */
async function sweep(place: string): Promise<void> {
  const names = (await readdir(place)).filter((name) => name.startsWith(PREFIX));
  for (const name of names) {
    if (isAlive(Number.parseInt(name.slice(PREFIX.length), 10))) continue;
    await remove(join(place, name)).catch((error: unknown) => {
      // Somebody else's on a shared machine; their next run will see to it.
      if (!isCode(error, 'EPERM', 'EACCES')) throw error;
    });
  }
}

async function remove(home: string): Promise<void> {
  const server = await runningServer(join(home, 'cluster'));
  if (server) process.kill(server.pid, 'SIGQUIT');
  await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

async function dropAll(url: string, prefix: string): Promise<void> {
  await onServer(url, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where datname ^@ $1',
      [prefix],
    );
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`);
  });
}

async function onServer(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function withDatabaseName(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
