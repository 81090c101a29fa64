import { sql } from 'kysely';
import type { Shell } from '../operation.ts';

const KEPT_MS = 30 * 86_400_000;

/** What was told long ago; that somebody was registered is known by their link. */
export async function forgetTold({ db, clock }: Pick<Shell, 'db' | 'clock'>): Promise<void> {
  await sql`
    delete from record_command where ended_at < ${new Date(clock() - KEPT_MS)} and act->>'act' <> 'register'`.execute(
    db,
  );
}
