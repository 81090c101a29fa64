import { iso } from '@bonum/ledger';
import { sql } from 'kysely';
import { operation, refuse } from '../operation.ts';
import { keptAnswer, notKept, readKept } from './kept-row.ts';

/** Has a worker try a kept receipt of 1C at once. */
export const retryOnecReceipt = operation('retry-onec-receipt', async ({ shell }, { documentId }) => {
  const kept = await readKept(shell.db, documentId);
  if (!kept) return notKept;
  if (kept.unreadable)
    return refuse('onec-receipt-unreadable', 'What is wrong stands in its message. Have 1C send it again.', {
      path: '/documentId',
    });
  const now = shell.wallClock();
  return {
    ok: true,
    value: keptAnswer({ ...kept, nextAt: now }),
    writes: {
      owners: [],
      beside: async (transaction) => {
        await sql`update onec_receipt set next_at = ${iso(now)}, tries = 0 where document_id = ${documentId}`.execute(
          transaction,
        );
      },
    },
  };
});
