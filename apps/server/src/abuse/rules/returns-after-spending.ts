import { negativeBinomialTail } from '../chance.ts';
import { grouped, localDay, type ReceiptFact } from '../facts.ts';
import type { Parameters } from '../parameters.ts';
import type { Tested } from '../suspicion.ts';
import { receiptTrace, newest, sum } from './evidence.ts';

/**
 * Goods are bought, the points that they gave are spent, and the goods come back: a return that finds nothing to take back. How
 * often that happens to a chain's members by themselves is the chain's own figure; who does it much more often is told. Several
 * returns of one day are one.
 */
export function returnsAfterSpending(receipts: readonly ReceiptFact[], { fewest }: Parameters): Tested[] {
  const byMember = grouped(
    receipts.filter(({ memberId }) => memberId !== null),
    ({ memberId }) => memberId ?? '',
  );
  const members = [...byMember]
    .map(([memberId, own]) => ({
      memberId,
      own,
      // What is returned may have been bought before the window began.
      bought: own.length,
      owing: own.filter(({ owed }) => owed > 0),
    }))
    .map((one) => ({ ...one, days: new Set(one.owing.map(localDay)).size }));
  const all = sum(members.map(({ bought }) => bought));
  // A member who returns all the time counts as one who returns as often as is told at all.
  const usual = sum(members.map(({ days }) => Math.min(days, fewest.returns)));
  const rate = (usual + 1) / (all + 2);
  return members.map(({ memberId, own, bought, owing, days }) => ({
    rule: 'returns-after-spending',
    subject: { kind: 'member', memberId },
    chance: days < fewest.returns ? 1 : negativeBinomialTail(days, bought * rate, SHAPE),
    evidence: () => ({
      figures: {
        sales: own.filter(({ type }) => type === 'sale').length,
        returns: own.filter(({ type }) => type === 'return').length,
        owingReturns: owing.length,
        days,
        usualOwingReturns: bought * rate,
        points: sum(owing.map(({ owed }) => owed)),
      },
      members: [memberId],
      traces: newest([...owing, ...salesOf(own, owing)].map(receiptTrace)),
    }),
  }));
}

/** Members differ much in how often they return: most never, some all the time. */
const SHAPE = 0.5;

/** The sales that were undone. */
function salesOf(own: readonly ReceiptFact[], returns: readonly ReceiptFact[]): ReceiptFact[] {
  const undone = new Set(returns.map(({ ofReceiptId }) => ofReceiptId));
  return own.filter(({ receiptId }) => undone.has(receiptId));
}
