import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

/** A receipt of the public data, its lines added up. */
export interface RealReceipt {
  readonly receiptId: string;
  readonly memberId: string | null;
  readonly storeId: string;
  /** Of the place, as milliseconds that know no zone. */
  readonly localTime: number;
  readonly amount: number;
}

/** Reads one of the files of receipts; those of nothing but a stock-taking or an adjustment are left out. */
export async function readReceipts(file: string): Promise<RealReceipt[]> {
  const byId = new Map<string, { receipt: RealReceipt; amount: number }>();
  const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()) });
  let columns: readonly string[] | undefined;
  for await (const line of lines) {
    // No field before the last columns has a quote or a comma in it.
    const fields = line.split(',');
    if (columns === undefined) {
      columns = fields;
      continue;
    }
    const named = columns;
    const field = (name: string): string => fields[named.indexOf(name)] ?? '';
    const kind = named.includes('line_kind') ? field('line_kind') : 'sale';
    if (kind !== 'sale' && kind !== 'return') continue;
    const receiptId = field('receipt_id');
    const before = byId.get(receiptId);
    if (before) before.amount += Number(field('amount_minor'));
    else
      byId.set(receiptId, {
        amount: Number(field('amount_minor')),
        receipt: {
          receiptId,
          memberId: field('member_id') || null,
          storeId: field('store_id'),
          localTime: Date.parse(`${field('timestamp').slice(0, 19)}Z`),
          amount: 0,
        },
      });
  }
  return [...byId.values()].map(({ receipt, amount }) => ({ ...receipt, amount }));
}
