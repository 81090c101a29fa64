import { iso } from '@bonum/ledger';
import { sql } from 'kysely';
import { operation } from '../operation.ts';
import { keptAnswer, notKept, readKept } from './kept-row.ts';

/** Gives a kept receipt of 1C up: nobody tries it any more. */
export const discardOnecReceipt = operation('discard-onec-receipt', async ({ shell }, { documentId }) => {
  const kept = await readKept(shell.db, documentId);
  if (!kept) return notKept;
  return {
    ok: true,
    value: keptAnswer(kept),
    audit: { detail: { number: kept.number } },
    writes: {
      owners: [],
      beside: async (transaction) => {
        await sql`
          update onec_receipt set state = 'discarded', next_at = null, document = null, discarded_at = ${iso(shell.wallClock())}
           where document_id = ${documentId}`.execute(transaction);
      },
    },
  };
});
