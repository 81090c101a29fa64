import type { RecordSystem } from '@bonum/adapters/system-of-record';
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

/** null: it has answered since, or nobody has written down yet that it does not. */
export async function awaySince(db: Kysely<Database>, system: RecordSystem): Promise<number | null> {
  const state = await db
    .selectFrom('record_state')
    .select('away_since')
    .where('system', '=', system)
    .executeTakeFirst();
  return state?.away_since ?? null;
}
