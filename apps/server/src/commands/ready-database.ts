import { pendingMigrations } from '../database/migrate.ts';

/** Refuses a database that this release cannot work with yet. */
export async function requireMigrated(url: string): Promise<void> {
  const pending = await pendingMigrations(url);
  if (pending.length === 0) return;
  throw new Error(`The database lacks ${pending.join(', ')}. Bring it up to date with: bonum migrate`);
}
