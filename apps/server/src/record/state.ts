import type { RecordCheck, RecordSystem } from '@bonum/adapters/system-of-record';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

/** For whoever wants to know since when. */
export async function noteAway(
  db: Kysely<Database>,
  system: RecordSystem,
  { because, at }: { because: string; at: number },
): Promise<void> {
  await sql`
    insert into record_state as s (system, away_since, because) values (${system}, ${new Date(at)}, ${because})
    on conflict (system) do update set away_since = coalesce(s.away_since, excluded.away_since), because = excluded.because`.execute(
    db,
  );
}

export async function noteAnswered(db: Kysely<Database>, system: RecordSystem, at: number): Promise<void> {
  await sql`
    insert into record_state (system, answered_at) values (${system}, ${new Date(at)})
    on conflict (system) do update set answered_at = excluded.answered_at, away_since = null, because = null`.execute(
    db,
  );
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
