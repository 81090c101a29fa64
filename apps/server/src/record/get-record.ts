import { iso } from '@bonum/ledger';
import { sql } from 'kysely';
import { operation } from '../operation.ts';
import { lastChecked } from './state.ts';

interface Sums {
  readonly waiting: number;
  readonly refused: number;
  readonly oldest: number | null;
}

/** How the system of record fares, and how much waits to reach it. */
export const getRecord = operation('get-record', async ({ shell }) => {
  const { db, record } = shell;
  const system = record?.system ?? 'bonum';
  const { rows } = await sql<Sums>`
    select count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'refused')::int as refused,
           min(at) as oldest
      from record_command where state in ('waiting', 'refused')`.execute(db);
  const { waiting = 0, refused = 0, oldest = null } = rows[0] ?? {};
  const state = await db
    .selectFrom('record_state')
    .select(['away_since', 'because'])
    .where('system', '=', system as never)
    .executeTakeFirst();
  const checked = record ? await lastChecked(db, record.system) : null;
  return {
    ok: true,
    value: {
      system,
      checked: checked && { at: iso(checked.at), checks: checked.checks.map((check) => ({ ...check })) },
      awaySince: state?.away_since == null ? null : iso(state.away_since),
      because: state?.because ?? null,
      waiting,
      refused,
      oldestAt: oldest === null ? null : iso(oldest),
    },
  };
});
