import { scopes } from '@bonum/contract';
import type { Config } from '../config.ts';
import { isDistributed } from '../database/distribution/distribute.ts';
import type { KeyCaller, Shell } from '../operation.ts';
import { sandboxOf, shellOf } from '../wire.ts';
import { openLocalDatabase, type LocalDatabase } from './local-database.ts';

/** Who can reach the database may do everything in it anyway. */
export const operatorAtTheTerminal: KeyCaller = {
  keyId: 'terminal',
  name: 'bonum at the terminal',
  scopes,
  storeId: null,
  tillId: null,
};

export interface LocalShell extends AsyncDisposable, Pick<LocalDatabase, 'connection'> {
  readonly shell: Shell;
}

/** What operations work with, on a local database. */
export async function openLocalShell(config: Config): Promise<LocalShell> {
  await using stack = new AsyncDisposableStack();
  const { connection, sandboxUrl } = stack.use(await openLocalDatabase(config));
  const distributed = await isDistributed(connection.pool);
  // No command signs or checks anything; one that tried would find nothing to do it with.
  const sandbox = stack.use(sandboxOf(config, { url: sandboxUrl, secret: '' }));
  const shell = shellOf(connection.db, config, {
    secret: '',
    channels: {},
    distributed,
    ...(sandbox && { sandbox }),
  });
  const owned = stack.move();
  return { shell, connection, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
