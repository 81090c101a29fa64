import { scopes } from '@bonum/contract';
import type { Config } from '../config.ts';
import { connect, type Connection } from '../database/connect.ts';
import { isDistributed } from '../database/distribution/distribute.ts';
import { acquireDatabase } from '../database/embedded.ts';
import { hasCluster } from '../database/place.ts';
import type { KeyCaller, Shell } from '../operation.ts';
import { sandboxOf, shellOf } from '../wire.ts';
import { requireMigrated } from './ready-database.ts';

/** Who can reach the database may do everything in it anyway. */
export const operatorAtTheTerminal: KeyCaller = {
  keyId: 'terminal',
  name: 'bonum at the terminal',
  scopes,
  storeId: null,
  tillId: null,
};

export interface LocalShell extends AsyncDisposable {
  readonly shell: Shell;
  readonly connection: Connection;
}

/** A mistyped folder must not become an empty database, of which everything holds. */
async function requireDatabase({ databaseUrl, dataFolder }: Config): Promise<void> {
  if (databaseUrl !== undefined || (await hasCluster(dataFolder))) return;
  throw new Error(
    `There is no database in ${dataFolder}. Set DATABASE_URL to yours, or BONUM_DATA to the folder of the demo.`,
  );
}

/** The database of a running server, or the embedded one started for as long as this takes. */
export async function openLocalShell(config: Config): Promise<LocalShell> {
  await requireDatabase(config);
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await acquireDatabase(config));
  await requireMigrated(database.url);
  const connection = stack.use(connect(database.url, { poolSize: config.poolSize, name: 'bonum-command' }));
  // No command signs or checks anything; one that tried would find nothing to do it with.
  const distributed = await isDistributed(connection.pool);
  const sandbox = stack.use(sandboxOf(config, { url: database.sandboxUrl, secret: '' }));
  const shell = shellOf(connection.db, config, {
    secret: '',
    channels: {},
    distributed,
    ...(sandbox && { sandbox }),
  });
  const owned = stack.move();
  return { shell, connection, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
