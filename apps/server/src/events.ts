import type { EventData, EventType } from '@bonum/contract';
import type { Instant } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { sql, type Transaction } from 'kysely';
import type { Database } from './database/schema.ts';
import { eventId } from './event-id.ts';
import type { OwnerWrites, Writes } from './write.ts';

export interface EventRow {
  readonly owner_id: string;
  readonly event_id: string;
  readonly type: EventType;
  readonly payload: object;
  readonly at: string;
  readonly delivered_at: null;
}

/** What happened and must be told. Payloads hold ids and amounts, never names, phones or addresses. */
export const eventRow = <Type extends EventType>(
  ownerId: string,
  type: Type,
  at: Instant | number,
  payload: EventData<Type>,
): EventRow => ({
  owner_id: ownerId,
  event_id: eventId(),
  type,
  payload,
  at: iso(at),
  delivered_at: null,
});

/** Has something told that no operation writes, in the transaction of the fact itself: both or neither. */
export async function writeEvent(
  transaction: Transaction<Database>,
  { owner_id, event_id, type, payload, at }: EventRow,
): Promise<void> {
  await sql`
    insert into event (owner_id, event_id, type, payload, at)
    values (${owner_id}, ${event_id}, ${type}, ${JSON.stringify(payload)}::jsonb, ${at})`.execute(
    transaction,
  );
}

/** What a replay brings back: what live members did, or what members made up for it did. */
export type Replaying = 'history' | 'apart';

/**
 * What is written in a replay is no news. Events of history are told already when they are written, so that nobody is
 * congratulated today on a level of years ago; owners that exist for the replay alone are marked, and have none.
 */
export function asReplayed(writes: Writes, replaying: Replaying | undefined, recordedAt: Instant): Writes {
  if (replaying === undefined) return writes;
  const change = replaying === 'apart' ? apart : (one: OwnerWrites) => told(one, iso(recordedAt));
  return { ...writes, owners: writes.owners.map(change) };
}

const apart = ({ owner, rows, ...rest }: OwnerWrites): OwnerWrites => ({
  ...rest,
  owner: owner && { ...owner, apart: true },
  rows: { ...rows, event: [] },
});

function told({ rows, ...rest }: OwnerWrites, at: string): OwnerWrites {
  const event = rows.event?.map((row) => ({ ...row, delivered_at: at }));
  return { ...rest, rows: event ? { ...rows, event } : rows };
}
