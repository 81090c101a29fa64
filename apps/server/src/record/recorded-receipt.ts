import type { RecordedLine, RecordedReceipt } from '@bonum/adapters/system-of-record';
import type { Calculation } from '@bonum/engine';
import { sql } from 'kysely';
import type { Content } from '../checkout/commit-receipt.ts';
import type { ReturnEvidence } from '../checkout/receipt-reasons.ts';
import { readStored, type StoredReceipt } from '../checkout/stored-receipt.ts';
import type { Shell } from '../operation.ts';
import { productNames } from '../receipts/receipt-parts.ts';
import { leadsTo } from './leads-to.ts';

/** A receipt as the system of record is told of it; null: it is not there. */
export async function recordedReceipt(
  { db }: Pick<Shell, 'db'>,
  ownerId: string,
  receiptId: string,
): Promise<RecordedReceipt | null> {
  const [receipt] = await readStored(db, sql`owner_id = ${ownerId} and receipt_id = ${receiptId}`);
  if (!receipt) return null;
  const sale = receipt.of_receipt_id === null ? receipt : await saleOf({ db }, receipt.of_receipt_id);
  const names = sale ? await productNames(db, sale) : new Map<string, string>();
  const sold = sale ? linesOf(sale) : [];
  const lines = receipt.type === 'return' ? returnedLines(receipt, sold) : sold;
  return {
    receiptId,
    kind: receipt.type === 'return' ? 'return' : 'sale',
    at: receipt.at,
    offsetMinutes: receipt.offset_minutes,
    storeId: receipt.store_id,
    tillId: receipt.till_id,
    number: receipt.number,
    total: Math.abs(receipt.paid),
    lines: lines.map((line) => ({ ...line, name: names.get(line.productId) ?? line.productId })),
  };
}

/** A return may lie with another owner than its sale, where the two were merged. */
async function saleOf({ db }: Pick<Shell, 'db'>, saleId: string): Promise<StoredReceipt | undefined> {
  const ownerId = await leadsTo(db, 'receipt', saleId);
  if (ownerId === null) return undefined;
  const [sale] = await readStored(db, sql`owner_id = ${ownerId} and receipt_id = ${saleId}`);
  return sale;
}

type Line = Omit<RecordedLine, 'name'>;

// What was written by an operation has the form that it wrote.
function linesOf({ request, calculation }: StoredReceipt): readonly Line[] {
  const goods = new Map((request as Content).lines.map((line) => [line.id, line]));
  return (calculation as Calculation).lines.map(({ id, amount, paid, spent }) => {
    const { productId = '', quantity = 0 } = goods.get(id) ?? {};
    const price = priceOf(amount, quantity);
    return { lineId: id, productId, quantity, price, total: paid, byPoints: sumOf(spent) };
  });
}

function returnedLines({ calculation }: StoredReceipt, sold: readonly Line[]): readonly Line[] {
  const byId = new Map(sold.map((line) => [line.lineId, line]));
  return (calculation as ReturnEvidence).due.lines.map(({ id, quantity, refund, spent }) => {
    const { productId = '', price = 0 } = byId.get(id) ?? {};
    return { lineId: id, productId, quantity, price, total: refund, byPoints: sumOf(spent) };
  });
}

const priceOf = (amount: number, quantity: number): number =>
  quantity === 0 ? amount : Math.round((amount * 1000) / quantity);

const sumOf = (parts: readonly { readonly amount: number }[]): number =>
  parts.reduce((sum, { amount }) => sum + amount, 0);
