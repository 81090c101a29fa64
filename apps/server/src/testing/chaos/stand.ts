import { mkdtemp, chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { readConfig } from '../../config.ts';
import { findBinaries } from '../../database/binaries.ts';
import {
  clearStalePid,
  createCluster,
  freePort,
  runningServer,
  startCluster,
  stopCluster,
  type Cluster,
} from '../../database/cluster.ts';
import { connect, type Connection } from '../../database/connect.ts';
import { migrate } from '../../database/migrate.ts';
import { SHARED_FOLDER } from '../../database/place.ts';
import { serviceUser } from '../../database/service-user.ts';
import { startBonum, type Running } from '../child.ts';
import { childrenOf } from './children.ts';

export const SECRET = 'a secret that is only for the chaos of this house';

/** A PostgreSQL and a server in processes of their own, as in production, that can be killed and come back. */
export interface Stand extends AsyncDisposable {
  readonly baseUrl: string;
  /** What any process of the chain is given. */
  readonly env: Record<string, string>;
  readonly connection: Connection;
  /** To be called when a programme is live. */
  serve(): Promise<void>;
  /**
   * SIGKILL, as when the power or the memory goes; everything comes back by itself.
   * @param which of the processes of PostgreSQL, from 0 to 1, where one of them is the victim
   */
  kill(victim: Victim, which: number): Promise<void>;
}
export const victims = ['server', 'database', 'both', 'database-process'] as const;
export type Victim = (typeof victims)[number];

async function newCluster(home: string): Promise<Cluster> {
  const user = serviceUser();
  await chmod(home, 0o755);
  const copies = user.uid === undefined ? readConfig({}).dataFolder : SHARED_FOLDER;
  const cluster: Cluster = {
    folder: join(home, 'cluster'),
    binaries: await findBinaries(user, copies),
    user,
  };
  await createCluster(cluster, 'chaos');
  return cluster;
}

export async function makeStand(): Promise<Stand> {
  const home = await mkdtemp(join(tmpdir(), 'bonum-chaos-'));
  const cluster = await newCluster(home);
  const ports = { database: await freePort(), server: await freePort() };
  // Everything that is safe by default stays so: fsync, full pages, and commits that wait for the disk.
  const startDatabase = () => startCluster(cluster, { port: ports.database });
  await startDatabase();
  const databaseUrl = `postgres://postgres:chaos@127.0.0.1:${ports.database}/postgres`;
  await migrate(databaseUrl);
  const connection = connect(databaseUrl, { poolSize: 4, name: 'bonum-chaos' });
  const env = {
    DATABASE_URL: databaseUrl,
    BONUM_SECRET: SECRET,
    PORT: String(ports.server),
    BONUM_LOG: 'error',
  };
  let server: Running | null = null;

  /** As a supervisor does: until it stands. */
  const serve = async (): Promise<void> => {
    for (;;) {
      server = startBonum(['serve'], env);
      const stands = await server.until('Bonum serves').then(
        () => true,
        () => false,
      );
      if (stands) return;
      await pause(100);
    }
  };
  const killServer = async (): Promise<void> => {
    server?.child.kill('SIGKILL');
    await server?.end();
  };
  const running = async (): Promise<number> => {
    const found = await runningServer(cluster.folder);
    if (!found) throw new Error('the PostgreSQL that is to be killed does not run');
    return found.pid;
  };
  const killDatabase = async (): Promise<void> => {
    const pid = await running();
    for (const one of [pid, ...(await childrenOf(pid))]) killIfThere(one);
    while ((await alive(pid)) || (await runningServer(cluster.folder))) await pause(10);
    await clearStalePid(cluster.folder);
  };
  /** PostgreSQL then ends all its others too, since what they share may be damaged, and recovers. */
  const killProcess = async (which: number): Promise<void> => {
    const children = await childrenOf(await running());
    killIfThere(children[Math.floor(which * children.length)] ?? NOBODY);
    while (!(await answers(connection))) await pause(10);
  };
  return {
    baseUrl: `http://127.0.0.1:${ports.server}`,
    env,
    connection,
    serve,
    kill: async (victim, which) => {
      if (victim === 'database-process') return killProcess(which);
      await Promise.all([
        victim === 'server' ? null : killDatabase().then(startDatabase),
        victim === 'database' ? null : killServer().then(serve),
      ]);
    },
    [Symbol.asyncDispose]: async () => {
      await killServer();
      await connection[Symbol.asyncDispose]();
      await stopCluster(cluster, 'immediate');
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** No process has this number. */
const NOBODY = 2 ** 22 + 1;

const answers = ({ db }: Connection): Promise<boolean> =>
  sql`select 1`.execute(db).then(
    () => true,
    () => false,
  );

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself meanwhile.
  }
}

const alive = async (pid: number): Promise<boolean> => (await childrenOf(pid)).length > 0;
