import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { ListMessages } from '../http/pages/messages.ts';

/** As many as the page shows. */
const MOST = 100;

/** What the demo's channel was given, newest first. */
export const sentMessages =
  (db: Kysely<Database>): ListMessages =>
  async () => {
    const rows = await db
      .selectFrom('message')
      .select(['created_at', 'channel', 'address', 'purpose', 'body'])
      .orderBy('created_at', 'desc')
      .orderBy('message_id', 'desc')
      .limit(MOST)
      .execute();
    return rows.map(({ created_at, ...message }) => ({ ...message, at: new Date(created_at) }));
  };
