import { access, constants, mkdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import type { Config } from '../config.ts';
import { ensureSecrets } from '../secrets.ts';
import {
  clearStalePid,
  type Cluster,
  clusterExists,
  createCluster,
  freePort,
  runningServer,
  setPasswords,
  startCluster,
  stopCluster,
} from './cluster.ts';
import { findCluster, readNote, writeNote } from './place.ts';
import { isCode } from './system-error.ts';

export interface AcquiredDatabase extends AsyncDisposable {
  url: string;
  /** Of the sandbox; undefined: there is none. */
  sandboxUrl: string | undefined;
}

/**
 * The database given by DATABASE_URL, or else a PostgreSQL of our own, started if it is not running.
 *
 * Each process that uses our own one keeps a connection to it that holds a shared lock. Who lets go last stops it; a
 * process that was killed holds no lock, and the PostgreSQL it left running is used by the next one that starts.
 */
export async function acquireDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataFolder'> & Partial<Pick<Config, 'sandboxDatabaseUrl'>>,
): Promise<AcquiredDatabase> {
  const { databaseUrl, dataFolder, sandboxDatabaseUrl } = config;
  if (databaseUrl !== undefined)
    return { url: databaseUrl, sandboxUrl: sandboxDatabaseUrl, [Symbol.asyncDispose]: async () => {} };
  await makeFolder(dataFolder);
  const { databasePassword: password } = await ensureSecrets(dataFolder);
  const home: Home = { dataFolder, password, cluster: await findCluster(dataFolder) };
  const membership = await stayJoined(home);
  const address = `postgres://${ROLE}:${password}@127.0.0.1:${membership.port}`;
  return {
    url: `${address}/${ROLE}`,
    sandboxUrl: sandboxDatabaseUrl ?? `${address}/${SANDBOX}`,
    [Symbol.asyncDispose]: membership.leave,
  };
}

async function makeFolder(dataFolder: string): Promise<void> {
  try {
    await mkdir(dataFolder, { recursive: true });
    await access(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const because = isCode(error, 'EACCES', 'EPERM', 'EROFS')
      ? 'which this account may not write to'
      : isCode(error, 'EEXIST', 'ENOTDIR')
        ? 'which is, or lies in, a file'
        : undefined;
    if (because === undefined) throw error;
    throw new Error(`BONUM_DATA is ${dataFolder}, ${because}. Set it to a folder of yours.`, {
      cause: error,
    });
  }
}

interface Home {
  dataFolder: string;
  password: string;
  cluster: Cluster;
}

interface Keeper {
  client: Client;
  port: number;
}

/** The application's role, not a superuser, and its database. */
const ROLE = 'bonum';
const SANDBOX = 'bonum_sandbox';

/** Shared by those who use the server, exclusive for the one who stops it. Any constant will do. */
const LOCK = 4_712_002;

/** Joins again if the connection breaks, and so also starts a PostgreSQL that was killed under us. */
async function stayJoined(home: Home): Promise<{ port: number; leave: () => Promise<void> }> {
  let joined = join(home);
  let left = false;
  const watch = ({ client }: Keeper): void => {
    client.once('end', () => {
      if (left) return;
      joined = join(home);
      joined.then(watch, (error: unknown) => process.emitWarning(`The database is gone: ${String(error)}`));
    });
  };
  const keeper = await joined;
  watch(keeper);
  const leaveOnce = async (): Promise<void> => {
    if (left) return;
    left = true;
    // Just now being restarted, perhaps; if that fails, there is nothing to leave.
    const latest = await joined.catch(() => undefined);
    if (latest) await leave(home, latest);
  };
  return { port: keeper.port, leave: leaveOnce };
}

const PATIENCE_MS = 60_000;
/** A server that does not start for another reason than a race will not start at all. */
const PATIENCE_TO_START_MS = 15_000;

/** Connects, starting the server if need be. Another process may be starting or stopping it meanwhile: hence the loop. */
async function join(home: Home): Promise<Keeper> {
  const begin = performance.now();
  for (;;) {
    try {
      return await joinOnce(home);
    } catch (error) {
      const patience = error instanceof NotStarted ? PATIENCE_TO_START_MS : PATIENCE_MS;
      if (performance.now() - begin > patience || !isPassing(error)) throw error;
      await pause(100);
    }
  }
}

async function joinOnce(home: Home): Promise<Keeper> {
  const running = await runningServer(home.cluster.folder);
  const port = running?.port ?? (await start(home));
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: home.password,
    database: 'postgres',
    application_name: 'bonum-keeper',
    keepAlive: true,
  });
  client.on('error', () => {}); // 'end' follows, which is listened to.
  try {
    await client.connect();
    // Waits while somebody is stopping the server, and is then cut off with it.
    await client.query('select pg_advisory_lock_shared($1)', [LOCK]);
    await ensureDatabase(client, home.password);
    return { client, port };
  } catch (error) {
    await client.end().catch(() => {});
    if (isCode(error, WRONG_PASSWORD)) await renewPasswords(home);
    throw error;
  }
}

const WRONG_PASSWORD = '28P01';

/** What another process's starting and stopping looks like from here. */
function isPassing(error: unknown): boolean {
  const shuttingDown = ['57P01', '57P03'];
  const message = error instanceof Error ? error.message : '';
  return (
    isCode(error, 'ECONNREFUSED', 'ECONNRESET', WRONG_PASSWORD, ...shuttingDown) ||
    message.includes('Connection terminated') ||
    error instanceof NotStarted
  );
}

class NotStarted extends Error {
  override name = 'NotStarted';
}

async function start({ dataFolder, cluster, password }: Home): Promise<number> {
  if (!(await clusterExists(cluster.folder))) await createCluster(cluster, password);
  await clearStalePid(cluster.folder);
  const port = await freePort((await readNote(dataFolder)).port);
  try {
    await startCluster(cluster, { port });
  } catch (error) {
    throw new NotStarted(error instanceof Error ? error.message : String(error), { cause: error });
  }
  await writeNote(dataFolder, { port });
  return port;
}

/** The data folder has lost its secrets.json, and we have made up another. */
async function renewPasswords({ cluster, password }: Home): Promise<void> {
  await stopCluster(cluster);
  await setPasswords(cluster, password, ['postgres', ROLE]);
}

async function ensureDatabase(client: Client, password: string): Promise<void> {
  const names = [ROLE, SANDBOX];
  const { rowCount } = await client.query('select from pg_database where datname = any($1)', [names]);
  if (rowCount === names.length) return;
  const role = escapeIdentifier(ROLE);
  await unlessThere(client.query(`create role ${role} login password ${escapeLiteral(password)}`));
  for (const name of names)
    await unlessThere(client.query(`create database ${escapeIdentifier(name)} owner ${role}`));
}

/** Two processes may get here at once. */
async function unlessThere(creation: Promise<unknown>): Promise<void> {
  const [duplicateRole, duplicateDatabase, uniqueViolation] = ['42710', '42P04', '23505'] as const;
  await creation.catch((error: unknown) => {
    if (!isCode(error, duplicateRole, duplicateDatabase, uniqueViolation)) throw error;
  });
}

async function leave({ cluster }: Home, { client }: Keeper): Promise<void> {
  try {
    // A broken connection means that it is gone already, by other hands.
    if (await isLast(client).catch(() => false)) await stopCluster(cluster);
  } finally {
    await client.end().catch(() => {});
  }
}

/** If so, the lock is ours alone: whoever joins now waits until the server has ended, and starts it anew. */
async function isLast(client: Client): Promise<boolean> {
  await client.query('select pg_advisory_unlock_shared($1)', [LOCK]);
  const { rows } = await client.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [LOCK]);
  return rows[0]?.last === true;
}
