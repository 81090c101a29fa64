import { createHash } from 'node:crypto';
import { refused, type Row } from '../http/ask-system.ts';
import type { RecordCommand, RecordedLine, RecordedReceipt } from '../system-of-record.ts';
import { got, type Got } from './sbis-answer.ts';
import { pointOf, type OrderSettings, type SbisSettings } from './sbis-settings.ts';

/** The namespace of ids that are made of receipts' own. */
const RECEIPTS = Buffer.from('5f0a4be2e3d84b0b9a5e1f5f3a7c2d10', 'hex');

/** What an order is called by us: an id in Saby is a UUID, so one is made of the receipt's, always the same. */
export function orderId(receiptId: string): string {
  const hash = createHash('sha1').update(RECEIPTS).update(receiptId, 'utf8').digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return [
    hash.toString('hex', 0, 4),
    hash.toString('hex', 4, 6),
    hash.toString('hex', 6, 8),
    hash.toString('hex', 8, 10),
    hash.toString('hex', 10, 16),
  ].join('-');
}

export const commentOf = ({ receiptId }: RecordedReceipt): string => `Bonum ${receiptId}`;

/** A sale as an order, or why it can be none. */
export function orderOf(
  settings: SbisSettings,
  orders: OrderSettings,
  {
    who,
    receipt,
  }: { readonly who: RecordCommand['who'] & { readonly phone: string }; readonly receipt: RecordedReceipt },
): Got<Row> {
  const pointId = pointOf(settings, receipt.storeId);
  if (pointId === null) return refused('unknown-store', { names: receipt.storeId, setting: 'stores' });
  const goods = receipt.lines.flatMap((line) => rowsOf(orders, line));
  const unnamed = receipt.lines.find(
    ({ productId }) => orders.goods === 'id' && !Number.isInteger(Number(productId)),
  );
  if (unnamed) return refused('unknown-goods', { names: unnamed.productId, setting: 'orders.goods' });
  const local = new Date(receipt.at + receipt.offsetMinutes * 60_000).toISOString();
  return got({
    product: orders.product,
    pointId,
    externalId: orderId(receipt.receiptId),
    // By which people find it where Saby has kept no id of ours.
    comment: commentOf(receipt),
    customer: {
      ...(who.recordId !== null && { externalId: who.recordId }),
      name: who.name ?? 'Покупатель',
      ...(who.surname !== null && { lastname: who.surname }),
      ...(who.email !== null && { email: who.email }),
      phone: who.phone,
    },
    datetime: `${local.slice(0, 10)} ${local.slice(11, 19)}`,
    nomenclatures: goods,
    delivery: { isPickup: true, paymentType: orders.paymentType },
  });
}

/**
 * A line costs what it cost before points: those Saby takes off by itself. Pieces whose price has no whole kopecks become two rows, so
 * that the sum is right to the kopeck; what is weighed cannot be parted.
 */
function rowsOf({ goods }: OrderSettings, line: RecordedLine): readonly Row[] {
  const { productId, quantity, total, byPoints = 0, name } = line;
  const before = total + byPoints;
  const named = { [goods]: goods === 'id' ? Number(productId) : productId, name };
  const pieces = quantity / 1000;
  if (quantity <= 0) return [];
  if (!Number.isInteger(pieces))
    return [{ ...named, count: pieces, cost: Math.round(before / pieces) / 100 }];
  const cheap = Math.floor(before / pieces);
  const dearer = before - cheap * pieces;
  return [
    ...(pieces > dearer ? [{ ...named, count: pieces - dearer, cost: cheap / 100 }] : []),
    ...(dearer > 0 ? [{ ...named, count: dearer, cost: (cheap + 1) / 100 }] : []),
  ];
}
