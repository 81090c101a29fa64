import type { Answer } from '@bonum/contract';
import { readdressed, type Calculation } from '@bonum/engine';
import type { Call } from '../operation.ts';
import { shownEarning, shownPromotions } from './answer.ts';
import type { StoredReceipt } from './stored-receipt.ts';

type Committed = Answer<'commit-receipt'>;
/** What of an answer speaks to somebody by name. */
type Addressed = Pick<Committed, 'member' | 'slip'>;

/**
 * What is stored of the answer, beside the calculation: what that does not say already. The name is left out too: a receipt is
 * for ever, and a person may ask to be forgotten.
 */
export interface KeptAnswer extends Pick<
  Committed,
  'programme' | 'member' | 'hints' | 'invitation' | 'nextCodes' | 'recalculated' | 'slip'
> {
  /** What the promotions that fired were called. */
  readonly names: readonly string[];
}

export function answerToStore(answer: Committed): KeptAnswer {
  const { programme, member, hints, invitation, nextCodes, recalculated, slip, promotions } = answer;
  const own = { programme, member, hints, invitation, nextCodes, recalculated, slip };
  return { ...addressedTo(own, null), names: promotions.map((promotion) => promotion.name) };
}

/**
 * What the till was told when the sale was committed.
 * @param name the member's, as it is now
 */
export function answerOfSale(
  receipt: Pick<StoredReceipt, 'receipt_id' | 'calculation' | 'answer'>,
  name: string | null,
): Committed {
  const calculation = receipt.calculation as Calculation;
  const { lines, totals, spending, level, refusedCodes } = calculation as unknown as Committed;
  const { names, ...own } = receipt.answer as Partial<KeptAnswer>;
  const told = {
    receiptId: receipt.receipt_id,
    lines,
    totals,
    spending,
    level,
    refusedCodes,
    ...(names && {
      earning: shownEarning(calculation),
      promotions: shownPromotions(calculation, (_promotion, index) => names[index] ?? ''),
    }),
    // Its own fields last: receipts of earlier releases have all of them.
    ...own,
  } as Committed;
  return addressedTo(told, name);
}

/** The same, as if the member were called so; null: by no name. */
export function addressedTo<A extends Addressed>(answer: A, to: string | null): A {
  const { member, slip } = answer;
  if (member === null || member.name === to) return answer;
  return { ...answer, member: { ...member, name: to }, slip: readdressed(slip, { from: member.name, to }) };
}

/** What the member of a receipt is called now; null when there is none, or nobody knows. */
export async function nameNow({ shell }: Call, ownerId: string): Promise<string | null> {
  const member = await shell.db
    .selectFrom('member')
    .select('name')
    .where('owner_id', '=', ownerId)
    .executeTakeFirst();
  return member?.name ?? null;
}
