import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

interface EventOf {
  readonly type: string;
  readonly payload: unknown;
}

/** The event of that id, of a member or of those merged with it. One by one: each may lie on another machine. */
export async function eventOf(
  db: Kysely<Database>,
  ownerIds: readonly string[],
  eventId: string,
): Promise<EventOf | null> {
  for (const ownerId of ownerIds) {
    const event = await db
      .selectFrom('event')
      .select(['type', 'payload'])
      .where('owner_id', '=', ownerId)
      .where('event_id', '=', eventId)
      .executeTakeFirst();
    if (event) return event;
  }
  return null;
}
