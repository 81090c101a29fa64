import type { RecordCheck, RecordSystem } from '@bonum/adapters/system-of-record';
import type { EventData } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { eventRow, writeEvent, type EventRow } from '../events.ts';

/** How the system fares when it does not answer. */
interface Trouble {
  readonly because: string;
  readonly at: number;
  /** It has not for several times, and is left alone. */
  readonly isLeftAlone: boolean;
}

/** For whoever wants to know since when; that it is left alone is told, by whichever process comes to it first. */
export async function noteAway(
  db: Kysely<Database>,
  system: RecordSystem,
  { because, at, isLeftAlone }: Trouble,
): Promise<void> {
  const now = new Date(at);
  await db.transaction().execute(async (transaction) => {
    await sql`
      insert into record_state as s (system, away_since, because) values (${system}, ${now}, ${because})
      on conflict (system) do update set away_since = coalesce(s.away_since, excluded.away_since), because = excluded.because`.execute(
      transaction,
    );
    if (!isLeftAlone) return;
    const { rows } = await sql`
      update record_state set told_away_at = ${now} where system = ${system} and told_away_at is null returning 1`.execute(
      transaction,
    );
    if (rows.length > 0) await writeEvent(transaction, eventOf('record-away', at, { system, because }));
  });
}

export async function noteAnswered(db: Kysely<Database>, system: RecordSystem, at: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ told: number | null; since: number | null }>`
      select told_away_at as told, away_since as since from record_state where system = ${system} for update`.execute(
      transaction,
    );
    await sql`
      insert into record_state (system, answered_at) values (${system}, ${new Date(at)})
      on conflict (system) do update
        set answered_at = excluded.answered_at, away_since = null, because = null, told_away_at = null`.execute(
      transaction,
    );
    const { told = null, since = null } = rows[0] ?? {};
    if (told === null) return;
    await writeEvent(transaction, eventOf('record-back', at, { system, awaySince: iso(since ?? told) }));
  });
}

/** It has no id that would be its owner: each event is its own. */
function eventOf<Type extends 'record-away' | 'record-back'>(
  type: Type,
  at: number,
  data: EventData<Type>,
): EventRow {
  const event = eventRow('', type, at, data);
  return { ...event, owner_id: event.event_id };
}

/** What was looked at there last, and when; null: nobody has looked yet. */
export interface Checked {
  readonly at: number;
  readonly checks: readonly RecordCheck[];
}

export async function noteChecked(
  db: Kysely<Database>,
  system: RecordSystem,
  { at, checks }: Checked,
): Promise<void> {
  await sql`
    insert into record_state (system, checked_at, checks) values (${system}, ${new Date(at)}, ${JSON.stringify(checks)}::jsonb)
    on conflict (system) do update set checked_at = excluded.checked_at, checks = excluded.checks`.execute(
    db,
  );
}

export async function lastChecked(db: Kysely<Database>, system: RecordSystem): Promise<Checked | null> {
  const state = await db
    .selectFrom('record_state')
    .select(['checked_at', 'checks'])
    .where('system', '=', system)
    .executeTakeFirst();
  return state?.checked_at == null ? null : { at: state.checked_at, checks: state.checks ?? [] };
}

/** null: it has answered since, or nobody has written down yet that it does not. */
export async function awaySince(db: Kysely<Database>, system: RecordSystem): Promise<number | null> {
  const state = await db
    .selectFrom('record_state')
    .select('away_since')
    .where('system', '=', system)
    .executeTakeFirst();
  return state?.away_since ?? null;
}
