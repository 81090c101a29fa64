import type { Answer } from '@bonum/contract';
import { balances, inSpendingOrder, type Book, iso } from '@bonum/ledger';
import { readMember } from '../members/member-answer.ts';
import { bookOf, shownBalances } from '../members/standing.ts';
import { operation, type Call } from '../operation.ts';

/** A member's points, lot by lot. */
export const getPoints = operation('get-points', async (call, { memberId }) => {
  const found = await readMember(call, memberId);
  if (!found.ok) return found;
  return { ok: true, value: await pointsAnswer(call, bookOf(found.value, call)) };
});

/** The account as a book has it: what is due is booked, whether it is written yet or not. */
export async function pointsAnswer(call: Call, book: Book): Promise<Answer<'get-points'>> {
  const { programme } = await call.shell.programmes.current();
  const lots = [...book.lots.values()]
    .filter((lot) => lot.available + lot.pending + lot.held > 0)
    .toSorted(inSpendingOrder);
  return {
    memberId: book.ownerId,
    balances: shownBalances(programme, balances(book)),
    lots: lots.map(
      ({ lotId, kind, granted, available, pending, held, activeFrom, expiresAt, source, receiptId }) => ({
        lotId,
        kind,
        granted,
        available,
        pending,
        held,
        activeFrom: iso(activeFrom),
        expiresAt: expiresAt === null ? null : iso(expiresAt),
        source,
        receiptId,
      }),
    ),
  };
}
