import { sql } from 'kysely';
import { eventRow, writeEvent } from '../events.ts';
import type { Shell } from '../operation.ts';
import { restAfter } from './next-try.ts';

/** Nobody looks after a webhook that has taken nothing for so long. */
const PAUSED_AFTER_MS = 5 * 86_400_000;

interface Failed {
  readonly webhookId: string;
  /** How often in a row it had failed before. */
  readonly failures: number;
  /** What it answered; null: nothing. */
  readonly status: number | null;
}

interface Row {
  readonly failingSince: number | null;
  readonly isPaused: boolean;
}

/** A webhook has not taken what it was told: it is left alone for a while, or paused, and then the others hear of it. */
export async function noteFailure(
  { db, clock }: Pick<Shell, 'db' | 'clock'>,
  { webhookId, failures, status }: Failed,
): Promise<void> {
  const now = clock();
  await db.transaction().execute(async (transaction) => {
    // Of many that fail at once the first counts: they were all on their way before anybody knew.
    const { rows } = await sql<Row>`
      select failing_since as "failingSince", paused_at is not null as "isPaused"
        from webhook where webhook_id = ${webhookId} and failures = ${failures} for update`.execute(
      transaction,
    );
    const [found] = rows;
    if (!found) return;
    const since = found.failingSince ?? now;
    const isGone = status === 410;
    const pauses = !found.isPaused && (isGone || now - since >= PAUSED_AFTER_MS);
    await sql`
      update webhook set failures = failures + 1, rest_until = ${new Date(now + restAfter(failures + 1))},
        failing_since = ${new Date(since)}, gone = ${isGone} or (gone and paused_at is not null),
        paused_at = ${pauses ? new Date(now) : sql`paused_at`}
       where webhook_id = ${webhookId}`.execute(transaction);
    if (!pauses) return;
    const said = { webhookId, because: isGone ? ('gone' as const) : ('failing' as const) };
    await writeEvent(transaction, eventRow(webhookId, 'webhook-paused', now, said));
  });
}
