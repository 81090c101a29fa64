import { iso } from '@bonum/ledger';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Call } from '../operation.ts';
import type { Row } from '../write.ts';
import { figuresOf, packSale, unpackSale, type SaleEvidence } from './evidence.ts';
import type { ReceiptKey } from './receipt-id.ts';

/** A receipt as it was written. */
export interface StoredReceipt {
  readonly owner_id: string;
  readonly receipt_id: string;
  readonly type: 'sale' | 'return' | 'void';
  readonly of_receipt_id: string | null;
  readonly store_id: string;
  readonly till_id: string;
  readonly shift: string;
  readonly number: string;
  readonly at: number;
  readonly offset_minutes: number;
  readonly programme_version: number | null;
  readonly paid: number;
  readonly request: unknown;
  readonly calculation: unknown;
  readonly answer: unknown;
  readonly claimed_by: string | null;
}

const columns =
  sql.raw(`owner_id, receipt_id, type, of_receipt_id, store_id, till_id, shift, number, at, offset_minutes,
  programme_version, paid, request, calculation, answer, evidence, claimed_by`);

/** Receipts, with their evidence unpacked; `which` is a condition on `receipt`, and an order if one is wanted. */
export async function readStored(db: Kysely<Database>, which: RawBuilder<unknown>): Promise<StoredReceipt[]> {
  const { rows } = await sql<StoredReceipt & { readonly evidence: Buffer | null }>`
    select ${columns} from receipt where ${which}`.execute(db);
  return rows.map(({ evidence, ...row }) => (evidence === null ? row : { ...row, ...unpackSale(evidence) }));
}

/** Receipts by id, of one owner. */
export const readReceipts = (
  call: Call,
  ownerId: string,
  receiptIds: readonly string[],
): Promise<StoredReceipt[]> =>
  readStored(call.shell.db, sql`owner_id = ${ownerId} and receipt_id = any(${receiptIds}::uuid[])`);

/** The returns of a sale, oldest first. Those made after a merge lie with the owner that stayed, who comes later in the chain. */
export async function readReturns(
  call: Call,
  ownerIds: readonly string[],
  saleId: string,
): Promise<StoredReceipt[]> {
  const returns: StoredReceipt[] = [];
  for (const ownerId of ownerIds) {
    const which = sql`owner_id = ${ownerId} and of_receipt_id = ${saleId} order by recorded_at, receipt_id`;
    returns.push(...(await readStored(call.shell.db, which)));
  }
  return returns;
}

interface ReceiptHead {
  readonly ownerId: string;
  readonly receiptId: string;
  readonly key: ReceiptKey;
  readonly at: number;
  readonly offsetMinutes: number;
  readonly programmeVersion: number | null;
  readonly paid: number;
  readonly cashier?: string | undefined;
}

export interface NewReceipt extends ReceiptHead {
  readonly type: StoredReceipt['type'];
  readonly ofReceiptId?: string;
  readonly request: object;
  readonly calculation: object;
  readonly answer: object;
}

/** The row; its seal is made by the database from what it stored. */
export const receiptRow = (receipt: NewReceipt, call: Call): Row => ({
  ...headOf(receipt, call),
  type: receipt.type,
  of_receipt_id: receipt.ofReceiptId ?? null,
  request: receipt.request,
  calculation: receipt.calculation,
  answer: receipt.answer,
  evidence: null,
});

/** The row of a sale, with its evidence packed. */
export const saleRow = (sale: ReceiptHead & SaleEvidence, call: Call): Row => ({
  ...headOf(sale, call),
  type: 'sale',
  of_receipt_id: null,
  request: null,
  calculation: figuresOf(sale.calculation),
  answer: null,
  evidence: packSale(sale),
});

const headOf = (receipt: ReceiptHead, call: Call): Row => ({
  owner_id: receipt.ownerId,
  receipt_id: receipt.receiptId,
  store_id: receipt.key.storeId,
  till_id: receipt.key.tillId,
  shift: receipt.key.shift,
  number: receipt.key.number,
  at: iso(receipt.at),
  offset_minutes: receipt.offsetMinutes,
  programme_version: receipt.programmeVersion,
  paid: receipt.paid,
  // It stands in the request, too, which is sealed; here it can be asked for.
  cashier: receipt.cashier ?? null,
  claimed_by: null,
  recorded_at: iso(call.recordedAt),
});
