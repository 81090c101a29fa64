import type { ReturnDue } from '@bonum/engine';
import { clawBack, restore, type Account, type Book } from '@bonum/ledger';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import { mustSucceed } from './must-succeed.ts';

/** What a return did to points, by kind. */
export interface Moved {
  readonly givenBack: Record<string, number>;
  readonly takenBack: Record<string, number>;
  readonly debt: Record<string, number>;
  /** In minor units, for points that were spent already where the programme takes them off the refund. */
  readonly refundReducedBy: number;
}

interface Return {
  readonly book: Book;
  /** What owners merged away had to do with the sale. */
  readonly past: Account | null;
  readonly saleId: string;
  readonly returnId: string;
  readonly earlierReturnIds: readonly string[];
  /** What the sale was made under: its terms are the return's. */
  readonly programme: ProgrammeVersion;
}

/** Gives spent points back and takes earned ones back, as far as this return asks. */
export function movePoints(back: Return, due: ReturnDue): Moved {
  const { book, programme, saleId, returnId, earlierReturnIds, past } = back;
  const { shortfall, graceDays } = programme.programme.returns;
  const of = { receiptId: saleId, returnId, earlierReturnIds, ...(past && { past }) };
  const givenBack = byKind(due.spent);
  const takenBack = byKind(due.earned);
  const debt: Record<string, number> = {};
  for (const [kind, points] of Object.entries(givenBack))
    mustSucceed(restore(book, of, { kind, points, graceDays }));
  let refundReducedBy = 0;
  for (const [kind, points] of Object.entries(takenBack)) {
    const worth = programme.compiled.kinds.get(kind)?.worth ?? 0;
    const mostInMoney = wholePoints(due.refund - refundReducedBy, worth);
    const taken = mustSucceed(clawBack(book, of, { kind, points, policy: shortfall, mostInMoney }));
    if (taken.toDebt > 0) debt[kind] = taken.toDebt;
    refundReducedBy += taken.shortfall * worth;
  }
  return { givenBack, takenBack, debt, refundReducedBy };
}

/** No return costs the customer money: what the refund cannot pay for is owed in points. */
const wholePoints = (refund: number, worth: number): number =>
  worth > 0 ? Math.max(0, Math.floor(refund / worth)) : 0;

function byKind(
  parts: readonly { readonly kind: string; readonly points: number }[],
): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { kind, points } of parts) if (points > 0) sums[kind] = (sums[kind] ?? 0) + points;
  return sums;
}
