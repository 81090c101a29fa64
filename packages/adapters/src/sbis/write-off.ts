import { away, refused, type Row } from '../http/ask-system.ts';
import type { Carried, PointsAct, RecordCommand } from '../system-of-record.ts';
import { orderBy, type Orders } from './give-order.ts';
import { figureOf, textOf, type Got } from './sbis-answer.ts';
import { orderId } from './sbis-order.ts';

/**
 * Takes bonuses for a sale off its order, as far as Saby lets. An order has one amount that is taken off, so one that is there already
 * is what this command did when its answer was lost.
 */
export async function writeOff(
  to: Orders,
  { points, receiptId }: RecordCommand & PointsAct,
): Promise<Carried> {
  if (receiptId === null) return { state: 'kept' };
  const order = await orderBy(to.line, receiptId);
  // It came to Saby by another way, or not at all.
  if (order.state === 'missing') return { state: 'kept' };
  if (order.state !== 'got') return order;
  const key = textOf(order.value, 'saleKey', 'key') ?? orderId(receiptId);
  const first = await take(to, key, -points);
  // Somebody spends the same bonuses elsewhere at this moment: what is left is asked once more.
  return first.state === 'refused' ? take(to, key, -points) : first;
}

async function take({ line, orders }: Orders, key: string, wanted: number): Promise<Carried> {
  const read = await line.get(`order/${encodeURIComponent(key)}/bonus-read`);
  if (read.state === 'missing') return { state: 'kept' };
  if (read.state !== 'got') return read;
  const taken = figureOf(read.value, 'userBonusDec') ?? 0;
  if (taken > 0) return done(Math.min(wanted, Math.floor(taken)));
  const available = Math.floor(figureOf(read.value, 'availableBonusDec') ?? 0);
  const amount = Math.min(wanted, available);
  if (amount <= 0) return { state: 'kept' };
  const path = `order/${encodeURIComponent(key)}/bonus-write-off`;
  const written: Got<Row> =
    orders.writeOffBy === 'GET'
      ? await line.get(path, { bonusDec: amount })
      : await line.post(path, { bonusDec: amount });
  if (written.state === 'missing') return { state: 'kept' };
  if (written.state !== 'got') return written;
  return (figureOf(written.value, 'totalDiscount') ?? 0) >= amount
    ? done(amount)
    : taking({ line, orders }, key);
}

/** Saby has said yes and not how much, and leaves out without a word what it does not know: what it took is asked. */
async function taking({ line, orders }: Pick<Orders, 'line' | 'orders'>, key: string): Promise<Carried> {
  const read = await line.get(`order/${encodeURIComponent(key)}/bonus-read`);
  if (read.state === 'missing') return away('not-understood');
  if (read.state !== 'got') return read;
  const taken = Math.floor(figureOf(read.value, 'userBonusDec') ?? 0);
  return taken > 0
    ? done(taken)
    : refused('no-field', {
        names: `bonus-write-off bonusDec (${orders.writeOffBy})`,
        setting: 'orders.writeOffBy',
      });
}

const done = (taken: number): Carried => ({ state: 'done', taken: -taken });
