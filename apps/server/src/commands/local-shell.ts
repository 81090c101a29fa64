import { scopes } from '@bonum/contract';
import type { Config } from '../config.ts';
import { connect, type Connection } from '../database/connect.ts';
import { acquireDatabase } from '../database/embedded.ts';
import type { Caller, Shell } from '../operation.ts';
import { shellOf } from '../wire.ts';
import { requireMigrated } from './ready-database.ts';

/** Who can reach the database may do everything in it anyway. */
export const operatorAtTheTerminal: Caller = {
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

/** The database of a running server, or the embedded one started for as long as this takes. */
export async function openLocalShell(config: Config): Promise<LocalShell> {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await acquireDatabase(config));
  await requireMigrated(database.url);
  const connection = stack.use(connect(database.url, { poolSize: config.poolSize, name: 'bonum-command' }));
  // No command signs or checks anything; one that tried would find nothing to do it with.
  const shell = shellOf(connection.db, config, { secret: '', channel: null });
  const owned = stack.move();
  return { shell, connection, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
