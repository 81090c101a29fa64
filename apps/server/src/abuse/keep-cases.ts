import { iso } from '@bonum/ledger';
import { sql, type Kysely } from 'kysely';
import { v7 } from 'uuid';
import type { Database } from '../database/schema.ts';
import { weightOf } from './shortlist.ts';
import { suspicionKey, type Suspicion } from './suspicion.ts';

/**
 * Keeps suspicions as cases. One that is open already grows: its evidence is the latest, its weight the highest there was. One that
 * was decided does not come back while it is to be quiet.
 */
export async function keepCases(
  db: Kysely<Database>,
  suspicions: readonly Suspicion[],
  now: number,
): Promise<void> {
  for (const suspicion of suspicions) await keepCase(db, suspicion, now);
}

async function keepCase(db: Kysely<Database>, suspicion: Suspicion, now: number): Promise<void> {
  const key = suspicionKey(suspicion);
  const { rule, subject, figures, members, traces } = suspicion;
  const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;
  await sql`
    insert into abuse_case (case_id, key, open_key, rule, subject, state, weight, figures, members, traces, found_at, grown_at, version)
    select ${v7()}::uuid, ${key}, ${key}, ${rule}, ${json(subject)}, 'open', ${weightOf(suspicion)}, ${json(figures)},
           ${json(members)}, ${json(traces)}, ${iso(now)}::timestamptz, ${iso(now)}::timestamptz, 1
     where not exists (select from abuse_case c where c.key = ${key} and c.quiet_until > ${iso(now)}::timestamptz)
    on conflict (open_key) do update
      set weight = greatest(abuse_case.weight, excluded.weight), figures = excluded.figures, members = excluded.members,
          traces = excluded.traces, grown_at = excluded.grown_at, version = abuse_case.version + 1
      -- What is the same as before has not grown, and whoever is looking at it need not look again.
      where abuse_case.traces <> excluded.traces`.execute(db);
}
