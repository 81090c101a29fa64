import { randomOf } from '../../apps/server/src/demo/random.ts';
import { grouped, type ReceiptFact } from '../../apps/server/src/abuse/facts.ts';
import type { RealReceipt } from './read-receipts.ts';
import { BEGINS, earnedOf, PERIOD_DAYS } from './trade.ts';

const DAY_MS = 86_400_000;
/** How often a purchase is paid with all points there are. */
const SPENDS = 0.25;

/**
 * The web shop of the chain: real purchases and real returns, laid into four weeks like the stores' trade. A return belongs to the
 * member's latest purchase before it that was as large; what points did meanwhile is made up: every purchase earns, one of four
 * spends all there is. So some honest returns find their points spent already, as in life.
 */
export function webShopOf(real: readonly RealReceipt[], seed: string): ReceiptFact[] {
  const first = Math.min(...real.map(({ localTime }) => localTime));
  const begin = first - (first % DAY_MS);
  const facts: ReceiptFact[] = [];
  for (const [memberId, own] of grouped(real, (receipt) => receipt.memberId ?? '')) {
    const random = randomOf(`${seed} points ${memberId}`);
    const sold: ReceiptFact[] = [];
    let balance = 0;
    for (const receipt of own.toSorted((one, other) => one.localTime - other.localTime)) {
      const fact = plain(receipt, begin);
      if (receipt.amount > 0) {
        const earned = memberId === '' ? 0 : earnedOf(receipt.amount);
        const spent = random.chance(SPENDS) ? balance : 0;
        balance += earned - spent;
        const sale = { ...fact, earned, spent };
        sold.push(sale);
        facts.push(sale);
      } else if (receipt.amount < 0) {
        const of = sold.findLast(({ paid }) => paid >= -receipt.amount);
        const taken = of && memberId !== '' ? earnedOf(-receipt.amount) : 0;
        const owed = Math.max(0, taken - balance);
        balance -= taken - owed;
        facts.push({ ...fact, type: 'return', ofReceiptId: of?.receiptId ?? null, owed });
      }
    }
  }
  return facts;
}

function plain(receipt: RealReceipt, begin: number): ReceiptFact {
  const period = Math.floor((receipt.localTime - begin) / (PERIOD_DAYS * DAY_MS));
  return {
    receiptId: receipt.receiptId,
    type: 'sale',
    ofReceiptId: null,
    memberId: receipt.memberId === null ? null : `w${receipt.memberId}.${period}`,
    storeId: receipt.storeId,
    tillId: '1',
    cashier: null,
    at: BEGINS + ((receipt.localTime - begin) % (PERIOD_DAYS * DAY_MS)),
    offsetMinutes: 0,
    paid: receipt.amount,
    earned: 0,
    spent: 0,
    owed: 0,
  };
}
