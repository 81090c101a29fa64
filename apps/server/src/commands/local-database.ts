import type { Config } from '../config.ts';
import { connect, type Connection } from '../database/connect.ts';
import { acquireDatabase } from '../database/embedded.ts';
import { hasCluster } from '../database/place.ts';
import { requireMigrated } from './ready-database.ts';

export interface LocalDatabase extends AsyncDisposable {
  readonly connection: Connection;
  /** Where the sandbox is, if it is beside it. */
  readonly sandboxUrl?: string | undefined;
}

/** A mistyped folder must not become an empty database, of which everything holds. */
async function requireDatabase({ databaseUrl, dataFolder }: Config): Promise<void> {
  if (databaseUrl !== undefined || (await hasCluster(dataFolder))) return;
  throw new Error(
    `There is no database in ${dataFolder}. Set DATABASE_URL to yours, or BONUM_DATA to the folder of the demo.`,
  );
}

/** The database of a running server, or the embedded one started for as long as this takes. */
export async function openLocalDatabase(config: Config): Promise<LocalDatabase> {
  await requireDatabase(config);
  await using stack = new AsyncDisposableStack();
  const { url, sandboxUrl } = stack.use(await acquireDatabase(config));
  await requireMigrated(url);
  const connection = stack.use(connect(url, { poolSize: config.poolSize, name: 'bonum-command' }));
  const owned = stack.move();
  return { connection, sandboxUrl, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
