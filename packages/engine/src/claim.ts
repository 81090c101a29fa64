import type { Basket, MemberFacts } from './basket.ts';
import type { Calculation } from './calculation.ts';
import type { CompiledProgramme } from './compile.ts';
import { earnPoints, whyNothing } from './earning.ts';
import { levelAfter } from './levels.ts';
import { begin } from './working.ts';

/**
 * A receipt that was paid by nobody in particular, as it counts for the member who joins with it: prices and discounts stay
 * what was paid, and points are earned on that.
 * @param asked the receipt's basket, what was calculated for it then, and the new member
 */
export function claimReceipt(
  compiled: CompiledProgramme,
  asked: { readonly basket: Basket; readonly paid: Calculation; readonly member: MemberFacts },
): Calculation {
  const { basket, paid, member } = asked;
  const working = begin(compiled, basket, member);
  const before = new Map(paid.lines.map((line) => [line.id, line]));
  for (const line of working.lines) line.left = before.get(line.facts.id)?.paid ?? line.left;
  const earning = earnPoints(working);
  const { level } = working.receipt;
  return {
    ...paid,
    lines: working.lines.map(({ facts, earned }) => withEarned(paidLine(paid, facts.id), earned)),
    earning,
    nothingEarned: whyNothing(working, earning),
    level:
      level === null
        ? null
        : levelAfter(compiled.programme, level, { spend: member.spend, paid: paid.totals.paid }),
    missed: [],
    // What they took of everybody's was booked with the receipt when nobody was known; kept, so that a return gives it back.
    uses: paid.uses.filter(({ limit }) => limit !== 'member'),
    printedCodes: [],
    hints: [],
  };
}

const withEarned = (
  line: Calculation['lines'][number],
  earned: Calculation['lines'][number]['earned'],
): Calculation['lines'][number] => ({ ...line, earned });

function paidLine({ lines }: Calculation, id: string): Calculation['lines'][number] {
  const line = lines.find((candidate) => candidate.id === id);
  if (line === undefined) throw new RangeError(`the receipt has no line ${id}`);
  return line;
}
