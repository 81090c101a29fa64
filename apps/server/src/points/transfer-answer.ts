import { iso } from '@bonum/ledger';
import type { Selectable } from 'kysely';
import type { Database } from '../database/schema.ts';

/** What is told of every transfer. */
export const transferColumns = [
  'number',
  'kind',
  'debit',
  'credit',
  'amount',
  'lot_id',
  'reason',
  'receipt_id',
  'reverses',
  'at',
  'recorded_at',
] as const;

export const transferAnswer = (
  row: Pick<Selectable<Database['transfer']>, (typeof transferColumns)[number]>,
) => ({
  number: row.number,
  kind: row.kind,
  debit: row.debit,
  credit: row.credit,
  points: row.amount,
  lotId: row.lot_id,
  reason: row.reason,
  receiptId: row.receipt_id,
  reverses: row.reverses,
  at: iso(row.at),
  recordedAt: iso(row.recorded_at),
});
