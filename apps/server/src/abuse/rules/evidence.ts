import type { ReceiptFact } from '../facts.ts';
import type { Trace } from '../suspicion.ts';

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** As many as a person looks at; of more the newest are kept. */
const MOST_TRACES = 60;

export const newest = (traces: readonly Trace[]): readonly Trace[] =>
  traces.toSorted((one, other) => one.at - other.at).slice(-MOST_TRACES);

export const saleTraces = (receipts: readonly ReceiptFact[]): readonly Trace[] =>
  newest(receipts.map(receiptTrace));

export const receiptTrace = (receipt: ReceiptFact): Trace => ({
  kind: receipt.type,
  id: receipt.receiptId,
  at: receipt.at,
  memberId: receipt.memberId,
  storeId: receipt.storeId,
  tillId: receipt.tillId,
  ...(receipt.cashier !== null && { cashier: receipt.cashier }),
  paid: receipt.paid,
  points: receipt.type === 'return' ? receipt.owed : receipt.earned,
});
