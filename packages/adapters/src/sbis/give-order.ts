import { away, refused, type Row } from '../http/ask-system.ts';
import type { Carried, RecordCommand, RecordedReceipt } from '../system-of-record.ts';
import { textOf, type Got } from './sbis-answer.ts';
import type { SbisLine } from './sbis-line.ts';
import { commentOf, orderId, orderOf } from './sbis-order.ts';
import type { OrderSettings, SbisSettings } from './sbis-settings.ts';

/** Whether Saby finds an order by the id that we gave it. */
export interface OwnIds {
  proved: boolean | null;
}

export interface Orders {
  readonly line: SbisLine;
  readonly settings: SbisSettings;
  readonly orders: OrderSettings;
  readonly ownIds: OwnIds;
}

export const orderBy = (line: SbisLine, receiptId: string): Promise<Got<Row>> =>
  line.get(`order/${orderId(receiptId)}`);

/** What surely was not heard. */
const neverHeard = new Set(['unreachable', 'busy', 'wrong-login']);

/**
 * Makes an order of a sale, once: Saby has no key by which it would know a repetition, so the order is looked for first. Where it may
 * have been made and cannot be found, because Saby keeps no ids but its own, people are asked instead of making a second one.
 */
export async function giveOrder(
  to: Orders,
  { who }: RecordCommand,
  receipt: RecordedReceipt,
): Promise<Carried> {
  const { phone } = who;
  // Saby makes no order for somebody without a phone, and takes none back.
  if (phone === null || receipt.kind === 'return') return { state: 'kept' };
  const order = orderOf(to.settings, to.orders, { who: { ...who, phone }, receipt });
  if (order.state !== 'got') return order.state === 'missing' ? { state: 'kept' } : order;
  const before = await orderBy(to.line, receipt.receiptId);
  if (before.state === 'got') return found(to, before.value);
  if (before.state !== 'missing') return before;
  const made = await to.line.post('order/create', order.value);
  if (made.state === 'missing') return away('not-understood');
  if (made.state === 'refused') return made;
  if (made.state === 'got') {
    if (to.ownIds.proved === null) await prove(to, receipt.receiptId);
    return { state: 'done', reference: nameOf(made.value) };
  }
  if (neverHeard.has(made.because)) return made;
  const after = await orderBy(to.line, receipt.receiptId);
  if (after.state === 'got') return found(to, after.value);
  if (to.ownIds.proved === true) return made;
  return refused('unsure', { names: commentOf(receipt) });
}

async function prove({ line, ownIds }: Orders, receiptId: string): Promise<void> {
  const order = await orderBy(line, receiptId);
  if (order.state === 'got') ownIds.proved = true;
  if (order.state === 'missing') ownIds.proved = false;
}

function found({ ownIds }: Orders, order: Row): Carried {
  ownIds.proved = true;
  return { state: 'done', reference: nameOf(order) };
}

/** As people find it in Saby. */
const nameOf = (order: Row): string => {
  const number = order['orderNumber'] ?? order['number'];
  return typeof number === 'string' || typeof number === 'number'
    ? String(number)
    : (textOf(order, 'saleKey') ?? '');
};
