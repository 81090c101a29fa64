import * as fc from 'fast-check';
import type { BasketLine } from '../basket.ts';
import { calculate } from '../calculate.ts';
import type { Calculation } from '../calculation.ts';
import type { CompiledProgramme } from '../compile.ts';
import { points, thousandths } from '../number.ts';
import type { SoldLine } from '../returns.ts';
import { basket, line, member } from './receipts.ts';

/** A member of the highest level buys these goods. */
export const buy = (
  programme: CompiledProgramme,
  lines: readonly BasketLine[],
  balances: Readonly<Record<string, number>> = {},
): Calculation =>
  calculate(programme, {
    basket: basket(lines),
    member: member({
      balances: Object.fromEntries(Object.entries(balances).map(([kind, many]) => [kind, points(many)])),
    }),
    wish: 'none',
  });

export const paidFor = ({ lines }: Calculation): Record<string, number> =>
  Object.fromEntries(lines.map(({ id, paid }) => [id, paid]));

export const soldBy = ({ lines }: Calculation, bought: readonly BasketLine[]): SoldLine[] =>
  lines.map((calculated, index) => ({
    calculated,
    quantity: bought[index]?.quantity ?? thousandths(0),
    returned: thousandths(0),
  }));

/** Lines of shirts, ties and socks, several of each at different prices, in any order. */
export const anyOutfits: fc.Arbitrary<BasketLine[]> = fc
  .array(
    fc.record({
      what: fc.constantFrom('shirt', 'tie', 'socks'),
      price: fc.integer({ min: 1, max: 40 }).map((hundreds) => hundreds * 100),
      units: fc.integer({ min: 1, max: 6 }),
    }),
    { maxLength: 7 },
  )
  .map((lines) =>
    lines.map(({ what, price, units }, index) =>
      line(price * units, { id: `l${index}`, product: `${what}-${price}`, category: [what], units }),
    ),
  );

/** The same basket, scanned in another order, and what was answered for it in the order of the first. */
export function turned(
  programme: CompiledProgramme,
  lines: readonly BasketLine[],
): [Calculation, Calculation] {
  const answer = buy(programme, lines);
  const other = buy(programme, lines.toReversed());
  return [answer, { ...other, lines: other.lines.toReversed() }];
}
