import { sql } from 'kysely';
import type { Shell } from '../operation.ts';

const KEPT_MS = 30 * 86_400_000;

/** What was told long ago, and what waits for a webhook that was ended. */
export async function forgetDeliveries({ db, clock }: Pick<Shell, 'db' | 'clock'>): Promise<void> {
  await sql`
    delete from webhook_delivery d using event e
     where e.owner_id = d.owner_id and e.event_id = d.event_id and d.state <> 'waiting' and e.at < ${new Date(clock() - KEPT_MS)}`.execute(
    db,
  );
  await sql`
    delete from webhook_delivery d where not exists (select from webhook w where w.webhook_id = d.webhook_id)`.execute(
    db,
  );
}
