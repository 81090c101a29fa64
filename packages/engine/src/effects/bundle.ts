import { floorDiv, multiplyFloorUpTo } from '../exact.ts';
import type { Effect } from '../programme.ts';
import { countOf, runsOf, takeOffParts, valueOf, type Part, type Run } from './runs.ts';
import type { Scene } from '../working.ts';

type Bundle = Extract<Effect, { type: 'bundle' }>;

/** A run with what sets have left of it; of several parts it is one and the same. */
interface Stock {
  readonly run: Run;
  left: number;
}

/** What one part of a set is chosen from, the dearest first. */
interface Shelf {
  readonly need: number;
  readonly stocks: readonly Stock[];
  /** Before this everything is used up. */
  begin: number;
}

type Chosen = Map<Stock, number>;

/**
 * Sets are put together one after another, each of the dearest units that are left, part by part in the order of the
 * document. No set costs more than the one before it, so the first that costs no more than its price ends it. What all sets
 * save is spread over every unit in them. Sets of the same runs are taken in one step.
 */
export function bundle(effect: Bundle, { working, attempt }: Scene): void {
  const stocks = runsOf(attempt.lines).map((run): Stock => ({ run, left: run.units }));
  const shelves = effect.parts.map(({ units }, index): Shelf => {
    const meets = attempt.compiled.parts[index];
    const meant = stocks.filter(({ run }) => meets?.(working.receipt, run.line.facts) === true);
    return { need: units, stocks: meant, begin: 0 };
  });
  const most = effect.times ?? Number.MAX_SAFE_INTEGER;
  let [times, saved] = [0, 0];
  let set = choose(shelves);
  while (set.missing === 0 && times < most) {
    const sets = Math.min(most - times, ...[...set.chosen].map(([{ left }, units]) => floorDiv(left, units)));
    const cost = [...set.chosen].reduce(
      (sum, [{ run }, units]) => sum + valueOf({ run, units: units * sets }),
      0,
    );
    const gain = cost - multiplyFloorUpTo(cost, [sets, effect.price], 1);
    if (gain === 0) break;
    for (const [stock, units] of set.chosen) stock.left -= units * sets;
    saved += gain;
    times += sets;
    set = choose(shelves);
  }
  attempt.times = times;
  const parts = stocks
    .map(({ run, left }): Part => ({ run, units: run.units - left }))
    .filter(({ units }) => units > 0);
  takeOffParts(parts, attempt.compiled.promotion.id, saved);
  const { missing } = set;
  const wanted = countOf(shelves.map(({ need }) => ({ units: need })));
  // More than half of the set is there already.
  if (missing === 0 || missing * 2 > wanted || times === effect.times) return;
  attempt.missed = { type: 'add-units', units: missing };
}

/** The units of the next set, and how many it lacks. */
function choose(shelves: readonly Shelf[]): { readonly chosen: Chosen; readonly missing: number } {
  const chosen: Chosen = new Map();
  let missing = 0;
  for (const shelf of shelves) {
    while (shelf.stocks[shelf.begin]?.left === 0) shelf.begin += 1;
    let need = shelf.need;
    for (let index = shelf.begin; need > 0 && index < shelf.stocks.length; index += 1) {
      const stock = shelf.stocks[index];
      if (stock === undefined) break;
      const before = chosen.get(stock) ?? 0;
      const units = Math.min(need, stock.left - before);
      if (units > 0) chosen.set(stock, before + units);
      need -= units;
    }
    missing += need;
  }
  return { chosen, missing };
}
