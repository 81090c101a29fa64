import { connect } from '../database/connect.ts';
import { acquireDatabase } from '../database/embedded.ts';
import { migrate } from '../database/migrate.ts';
import { indexNames } from '../search/index-names.ts';
import type { CommandContext } from './context.ts';

export async function migrateCommand({ config, print }: CommandContext): Promise<void> {
  await using database = await acquireDatabase(config);
  let changes = 0;
  const tell = (what: string): void => {
    changes += 1;
    print(what);
  };
  await migrate(database.url, { onApplied: (file) => tell(`applied ${file}`), onDistributed: tell });
  await using connection = connect(database.url, { poolSize: 1 });
  const named = await indexNames(connection.db);
  if (named > 0) tell(`${named} members can be found by name now`);
  if (database.sandboxUrl !== undefined)
    await migrate(database.sandboxUrl, {
      onApplied: (file) => tell(`applied ${file} to the sandbox`),
      onDistributed: (what) => tell(`sandbox: ${what}`),
    });
  if (changes === 0) print('The database is up to date.');
}
