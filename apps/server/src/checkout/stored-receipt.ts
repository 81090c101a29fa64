import { sql } from 'kysely';
import { iso } from '../events.ts';
import type { Call } from '../operation.ts';
import type { Row } from '../write.ts';
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
  programme_version, paid, request, calculation, answer, claimed_by`);

/** Receipts by id, of one owner. */
export async function readReceipts(
  call: Call,
  ownerId: string,
  receiptIds: readonly string[],
): Promise<StoredReceipt[]> {
  const { rows } = await sql<StoredReceipt>`
    select ${columns}
      from receipt where owner_id = ${ownerId} and receipt_id = any(${receiptIds}::uuid[])`.execute(
    call.shell.db,
  );
  return rows;
}

/** The returns of a sale, oldest first. Those made after a merge lie with the owner that stayed. */
export async function readReturns(
  call: Call,
  ownerIds: readonly string[],
  saleId: string,
): Promise<StoredReceipt[]> {
  const { rows } = await sql<StoredReceipt>`
    select ${columns}
      from receipt where owner_id = any(${ownerIds}::uuid[]) and of_receipt_id = ${saleId}
     order by recorded_at, receipt_id`.execute(call.shell.db);
  return rows;
}

export interface NewReceipt {
  readonly ownerId: string;
  readonly receiptId: string;
  readonly type: StoredReceipt['type'];
  readonly ofReceiptId?: string;
  readonly key: ReceiptKey;
  readonly at: number;
  readonly offsetMinutes: number;
  readonly programmeVersion: number | null;
  readonly paid: number;
  readonly request: object;
  readonly calculation: object;
  readonly answer: object;
}

/** The row; its seal is made by the database from what it stored. */
export const receiptRow = (receipt: NewReceipt, call: Call): Row => ({
  owner_id: receipt.ownerId,
  receipt_id: receipt.receiptId,
  type: receipt.type,
  of_receipt_id: receipt.ofReceiptId ?? null,
  store_id: receipt.key.storeId,
  till_id: receipt.key.tillId,
  shift: receipt.key.shift,
  number: receipt.key.number,
  at: iso(receipt.at),
  offset_minutes: receipt.offsetMinutes,
  programme_version: receipt.programmeVersion,
  paid: receipt.paid,
  request: receipt.request,
  calculation: receipt.calculation,
  answer: receipt.answer,
  claimed_by: null,
  recorded_at: iso(call.recordedAt),
});
