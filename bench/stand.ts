import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { CHECKOUT } from '../apps/server/src/config.ts';
import { findBinaries } from '../apps/server/src/database/binaries.ts';
import {
  createCluster,
  freePort,
  runningServer,
  startCluster,
  stopCluster,
} from '../apps/server/src/database/cluster.ts';
import { connect, type Connection } from '../apps/server/src/database/connect.ts';
import { migrate } from '../apps/server/src/database/migrate.ts';
import { SHARED_FOLDER } from '../apps/server/src/database/place.ts';
import { serviceUser } from '../apps/server/src/database/service-user.ts';
import { lendHugePages } from './huge-pages.ts';
import { load } from './load.ts';
import { parentOf } from './process.ts';
import { loadTpcb } from './tpcb-tables.ts';

const SHARED_MB = 1024;
/**
 * As docs/operations.md says that a PostgreSQL should be set up. Commits are durable: fsync and synchronous_commit are what
 * they are by default, on.
 */
const settings = {
  shared_buffers: `${SHARED_MB}MB`,
  effective_cache_size: '4GB',
  max_wal_size: '8GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
} as const;

export interface Stand extends AsyncDisposable {
  readonly url: string;
  readonly connection: Connection;
  /** The process of the PostgreSQL; 0 when it is on another machine. */
  readonly postgres: number;
  readonly loadSeconds: number;
  /** What PostgreSQL says of its memory: `on` in huge pages, `off`; null where it is too old to know. */
  readonly hugePages: string | null;
}

export interface StandOptions {
  readonly members: number;
  /** A database to use instead of one on a PostgreSQL of its own. */
  readonly given: string | undefined;
  /** Nothing of the machine is changed. */
  readonly smallPages?: boolean;
}

/**
 * A loaded database: on a PostgreSQL of its own that goes away with it, or the one given, which is used
 * again as long as it has as many members.
 */
export async function openStand({ members, given, smallPages = false }: StandOptions): Promise<Stand> {
  await using stack = new AsyncDisposableStack();
  const url = given ?? (await ownServer(leftByNobody(stack), smallPages));
  const connection = stack.use(connect(url, { poolSize: 2 }));
  const began = performance.now();
  await migrate(url);
  if (!(await isLoaded(connection, members))) {
    await load(connection.db, members);
    await loadTpcb(connection, members);
    // As pgbench does when it has loaded, and as a base is that has been at work for a while: the rows are known to be there, and
    // nobody tidies up after the load beside what is measured.
    await connection.pool.query('vacuum analyze');
    await connection.pool.query('checkpoint');
  }
  const owned = stack.move();
  return {
    url,
    connection,
    postgres: await postgresOf(connection),
    loadSeconds: (performance.now() - began) / 1000,
    hugePages: await hugePagesOf(connection),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** What is put there goes away when somebody interrupts us, too: PostgreSQL would run on without us. */
function leftByNobody(stack: AsyncDisposableStack): AsyncDisposableStack {
  const own = stack.use(new AsyncDisposableStack());
  let isLeaving = false;
  const leave = (): void => {
    // Once, though it may be heard more often: npm passes on what a terminal has said to all.
    if (isLeaving) return;
    isLeaving = true;
    // Whoever asks PostgreSQL something just now is told that it is gone.
    process.on('uncaughtException', () => {});
    void own.disposeAsync().finally(() => process.exit(130));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, leave);
    own.defer(() => void process.off(signal, leave));
  }
  return own;
}

/** Beside its shared buffers PostgreSQL shares what it knows of them, and the newest of its log. */
const SHARED_BESIDE = 1.15;

async function ownServer(stack: AsyncDisposableStack, smallPages: boolean): Promise<string> {
  if (!smallPages) stack.use(await lendHugePages(SHARED_MB * SHARED_BESIDE));
  const user = serviceUser();
  const folder = await mkdtemp(join(tmpdir(), 'bonum-bench-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  // Root lends PostgreSQL another account, which must get in.
  await chmod(folder, 0o755);
  const binaries = await findBinaries(
    user,
    user.uid === undefined ? join(CHECKOUT, '.bonum') : SHARED_FOLDER,
  );
  const cluster = { folder: join(folder, 'cluster'), binaries, user };
  await createCluster(cluster, PASSWORD);
  const port = await freePort();
  stack.defer(async () => {
    if (await runningServer(cluster.folder)) await stopCluster(cluster, 'immediate');
  });
  await startCluster(cluster, { port, settings });
  return `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`;
}

/** On 127.0.0.1 for some minutes, with nobody's data. */
const PASSWORD = 'bench';

async function postgresOf({ pool }: Connection): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  return parentOf(rows[0]?.pid ?? 0);
}

async function hugePagesOf({ pool }: Connection): Promise<string | null> {
  const { rows } = await pool.query<{ status: string | null }>(
    `select current_setting('huge_pages_status', true) as status`,
  );
  return rows[0]?.status ?? null;
}

async function isLoaded({ pool }: Connection, members: number): Promise<boolean> {
  const { rows } = await pool.query<{ there: boolean }>(
    `select to_regclass('tpcb_accounts') is not null as there`,
  );
  if (!rows[0]?.there) return false;
  const { rows: counted } = await pool.query<{ members: number }>('select count(*) as members from member');
  if (counted[0]?.members === members) return true;
  throw new Error(`The database has ${counted[0]?.members} members. Ask for as many, or give another.`);
}
