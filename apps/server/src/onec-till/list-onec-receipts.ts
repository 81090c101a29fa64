import { sql } from 'kysely';
import { operation } from '../operation.ts';
import { keptAnswer, keptColumns, type KeptRow } from './kept-row.ts';

/** Receipts of 1C that are not booked yet, the oldest first. */
export const listOnecReceipts = operation('list-onec-receipts', async ({ shell: { db } }, asked) => {
  const limit = asked.limit ?? 50;
  const { rows } = await sql<KeptRow>`
    select ${keptColumns} from onec_receipt
     where state <> 'discarded' and ${
       asked.after === undefined
         ? sql`true`
         : sql`(first_at, document_id) > (select first_at, document_id from onec_receipt where document_id = ${asked.after})`
     }
     order by first_at, document_id limit ${limit + 1}`.execute(db);
  const shown = rows.slice(0, limit);
  const next = rows.length > limit ? (shown.at(-1)?.documentId ?? null) : null;
  return { ok: true, value: { receipts: shown.map(keptAnswer), next } };
});
