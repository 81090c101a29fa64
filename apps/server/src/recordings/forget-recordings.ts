import { sql } from 'kysely';
import { readCallSettings } from '../calls/call-settings.ts';
import type { Shell } from '../operation.ts';

const DAY_MS = 86_400_000;

/** Recordings whose time is over leave; `fetch-recordings` deletes their files. @returns how many */
export async function forgetRecordings({ db, clock }: Pick<Shell, 'db' | 'clock'>): Promise<number> {
  const now = clock();
  const { keepRecordingsDays } = await readCallSettings(db);
  const over = await db
    .updateTable('recording')
    .set({ state: 'leaving', tries: 0, next_at: new Date(now) })
    .where('state', '=', 'kept')
    .where('kept_at', '<=', sql<number>`${new Date(now - keepRecordingsDays * DAY_MS)}`)
    .executeTakeFirst();
  // Who listened stands in the audit log; this was only so that it stands there once.
  await sql`delete from listening where hour < ${new Date(now - DAY_MS)}`.execute(db);
  return Number(over.numUpdatedRows);
}
