import { floorDiv, multiplyFloorUpTo } from '../exact.ts';
import type { Effect } from '../programme.ts';
import { costOf, countOf, lineUp, takeOffParts, type Part, type Run } from './runs.ts';
import { those, type Scene, type WorkingLine } from '../working.ts';

type Bundle = Extract<Effect, { type: 'bundle' }>;

/** A run with the units of it that sets have taken; of several parts it is one and the same. */
interface Stock extends Run {
  taken: number;
  /** How much of it is in the set. */
  chosen: number;
}

/** As `runOf` makes a run: spread into another object it would be made twice, for each line of each bundle. */
const stockOf = (line: WorkingLine): Stock => ({
  line,
  units: line.facts.quantity / 1000,
  price: line.left,
  taken: 0,
  chosen: 0,
});

const leftIn = ({ units, taken }: Stock): number => units - taken;
const isUsedUp = (stock: Stock | undefined): boolean => stock !== undefined && leftIn(stock) === 0;

/** What one part of a set is chosen from, the dearest first. */
interface Shelf {
  readonly need: number;
  readonly stocks: readonly Stock[];
  /** Before this everything is used up. */
  begin: number;
}

/**
 * Sets are put together one after another, each of the dearest units that are left, part by part in the order of the
 * document. No set costs more than the one before it, so the first that costs no more than its price ends it. What all sets
 * save is spread over every unit in them. Sets of the same runs are taken in one step.
 */
export function bundle(effect: Bundle, { working, attempt }: Scene): void {
  const stocks = lineUp(attempt.lines, stockOf);
  const shelves = effect.parts.map(({ units }, index): Shelf => {
    const meets = attempt.compiled.parts[index];
    const meant = those(stocks, ({ line }) => meets?.(working.receipt, line.facts) === true);
    return { need: units, stocks: meant, begin: 0 };
  });
  const most = effect.times ?? Number.MAX_SAFE_INTEGER;
  let [times, saved] = [0, 0];
  const set: Stock[] = [];
  let missing = choose(shelves, set);
  while (missing === 0 && times < most) {
    let sets = most - times;
    for (const stock of set) sets = Math.min(sets, floorDiv(leftIn(stock), stock.chosen));
    let cost = 0;
    for (const stock of set) cost += costOf(stock, stock.chosen * sets);
    const gain = cost - multiplyFloorUpTo(cost, [sets, effect.price], 1);
    if (gain === 0) break;
    for (const stock of set) stock.taken += stock.chosen * sets;
    saved += gain;
    times += sets;
    missing = choose(shelves, set);
  }
  attempt.times = times;
  const parts: Part[] = [];
  for (const stock of stocks) if (stock.taken > 0) parts.push({ run: stock, units: stock.taken });
  takeOffParts(parts, attempt.compiled.promotion.id, saved);
  const wanted = countOf(effect.parts);
  // More than half of the set is there already.
  if (missing === 0 || missing * 2 > wanted || times === effect.times) return;
  attempt.missed = { type: 'add-units', units: missing };
}

/** Puts the next set in the place of the one before. Returns how many units it lacks. */
function choose(shelves: readonly Shelf[], set: Stock[]): number {
  for (let stock = set.pop(); stock !== undefined; stock = set.pop()) stock.chosen = 0;
  let missing = 0;
  for (const shelf of shelves) {
    while (isUsedUp(shelf.stocks[shelf.begin])) shelf.begin += 1;
    let need = shelf.need;
    for (let index = shelf.begin; need > 0 && index < shelf.stocks.length; index += 1) {
      const stock = shelf.stocks[index];
      if (stock === undefined) break;
      const units = Math.min(need, leftIn(stock) - stock.chosen);
      // Another part of the set may have some of it already.
      if (units > 0 && stock.chosen === 0) set.push(stock);
      stock.chosen += units;
      need -= units;
    }
    missing += need;
  }
  return missing;
}
