import type { GrantFact, MergeFact, ReceiptFact, SignUpFact, StorePlace } from './facts.ts';
import type { Parameters } from './parameters.ts';
import { distantStores } from './rules/distant-stores.ts';
import { fewCards } from './rules/few-cards.ts';
import { grants } from './rules/grants.ts';
import { merges } from './rules/merges.ts';
import { oneTill } from './rules/one-till.ts';
import { returnsAfterSpending } from './rules/returns-after-spending.ts';
import { signUps } from './rules/sign-ups.ts';
import { shortlist } from './shortlist.ts';
import { rules, type Suspicion, type Tested } from './suspicion.ts';

/** What people of the chain did by hand, and how others joined it. */
export interface StaffFacts {
  readonly grants: readonly GrantFact[];
  readonly signUps: readonly SignUpFact[];
  readonly merges: readonly MergeFact[];
}

/** Everything that happened in a window of time. */
export interface Facts extends StaffFacts {
  readonly receipts: readonly ReceiptFact[];
  readonly places: readonly StorePlace[];
}

const salesOf = (receipts: readonly ReceiptFact[]): readonly ReceiptFact[] =>
  receipts.filter(({ type }) => type === 'sale');

/** What cashiers could do: of all receipts of some stores. */
export function testTills(receipts: readonly ReceiptFact[], parameters: Parameters): Tested[] {
  const without = new Set(parameters.storesWithoutCashiers);
  const sales = salesOf(receipts).filter(({ storeId }) => !without.has(storeId));
  return [...oneTill(sales, parameters), ...fewCards(sales, parameters)];
}

/** What members could do: of all receipts of some members. */
export function testMembers(
  { receipts, places }: Pick<Facts, 'receipts' | 'places'>,
  parameters: Parameters,
): Tested[] {
  return [
    ...returnsAfterSpending(receipts, parameters),
    ...distantStores(salesOf(receipts), places, parameters),
  ];
}

/** What operators could do, and whoever signs people up. */
export function testStaff(facts: StaffFacts, parameters: Parameters): Tested[] {
  return [
    ...grants(facts.grants, parameters),
    ...signUps(facts.signUps, parameters),
    ...merges(facts.merges, parameters),
  ];
}

/** Rule by rule, what of everything that was tested is worth a reviewer's time. */
export const suspicionsIn = (tested: readonly Tested[], { falsePercent }: Parameters): Suspicion[] =>
  rules.flatMap((rule) =>
    shortlist(
      tested.filter((one) => one.rule === rule),
      falsePercent / 100,
    ),
  );

/** What of all this is worth a reviewer's time. The same facts always give the same answer. */
export function findAbuse(facts: Facts, parameters: Parameters): Suspicion[] {
  const tested = [
    ...testTills(facts.receipts, parameters),
    ...testMembers(facts, parameters),
    ...testStaff(facts, parameters),
  ];
  return suspicionsIn(tested, parameters);
}
