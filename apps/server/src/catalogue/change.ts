import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';

/** Goods, stores or tills are changed: every server that remembers them looks again, from the moment that this counts. */
export async function changeCatalogue(
  db: Kysely<Database>,
  change: (transaction: Transaction<Database>) => Promise<unknown>,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    // Before the change: of two at once the later one waits here, so that nobody has seen its number without what it changed.
    await sql`update catalogue_change set number = number + 1`.execute(transaction);
    await change(transaction);
  });
}
