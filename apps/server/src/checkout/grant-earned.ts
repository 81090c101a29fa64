import type { Calculation } from '@bonum/engine';
import { grant, type Book } from '@bonum/ledger';
import { mustSucceed } from './must-succeed.ts';

/** Gives the points that a sale earned, each accrual as a lot of its own. */
export function grantEarned(
  book: Book,
  { earning }: Pick<Calculation, 'earning'>,
  sale: { readonly receiptId: string; readonly at: number },
): void {
  for (const { kind, points, activeFrom, expiresAt } of earning) {
    mustSucceed(
      grant(book, { ...sale, kind, points, from: 'issued', reason: 'earned', activeFrom, expiresAt }),
    );
  }
}
