import { acquireDatabase } from '../database/embedded.ts';
import { migrate } from '../database/migrate.ts';
import type { CommandContext } from './context.ts';

export async function migrateCommand({ config, print }: CommandContext): Promise<void> {
  await using database = await acquireDatabase(config);
  const applied = await migrate(database.url, { onApplied: (file) => print(`applied ${file}`) });
  if (applied.length === 0) print('The database is up to date.');
}
