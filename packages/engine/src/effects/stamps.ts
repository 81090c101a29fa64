import type { EarningResult, StampsTaken } from '../calculation.ts';
import { floorDiv, multiplyFloor } from '../exact.ts';
import { kindOf, lifeOf } from '../grant.ts';
import { onlyForMembers } from '../limits.ts';
import type { Miss } from '../missed.ts';
import { minor, points, safe } from '../number.ts';
import type { Effect, Promotion } from '../programme.ts';
import { countOf, firstOf, runsOf, savingOf, takeOffParts, type Part, type Run } from './runs.ts';
import { spread } from '../spread.ts';
import { sumLeft, type Attempt, type Scene, type Stamps, type Working } from '../working.ts';

type Stamped = Extract<Effect, { type: 'nth-item' }> & { readonly stamps: string };

/** Units that are had for less, by the line-up, and those of this receipt that they are had for. */
interface Rewards {
  readonly given: readonly Part[];
  readonly joining: readonly Part[];
  /** Stamps that the member had and that are taken. */
  readonly taken: number;
}

/**
 * Every n-th unit over any number of receipts, counted in points. A unit takes n − 1 stamps: those that the member has, and
 * where they do not suffice other units of this receipt join in, the dearest, and give no stamp. The cheapest units are the
 * ones had for less. What is saved, and the stamps taken, are spread over all of these units alike; every other unit gives a
 * stamp. So a return gives back and takes back just what belongs to the goods, and since no unit saves more than its stamps
 * are worth, bringing back what gave them gains nothing.
 */
export function stampedItem(effect: Stamped, { working, attempt }: Scene): void {
  if (working.member === null) attempt.missed = onlyForMembers;
  if (working.member === null || sumLeft(working.lines) <= 0) return;
  const { promotion } = attempt.compiled;
  const runs = runsKept(runsOf(attempt.lines), unitsBack({ working, attempt }));
  const rewards = rewardsOf(effect, working, runs);
  const mostEach = safe((effect.every - 1) * kindOf(working, effect.stamps).worth);
  const saved = rewards.given.reduce(
    (sum, { run, units }) => sum + Math.min(savingOf(run, units, effect.rate), safe(units * mostEach)),
    0,
  );
  const parts = merged([...rewards.given, ...rewards.joining]);
  const discounts = takeOffParts(parts, promotion.id, saved);
  const off = discounts.reduce((sum, amount) => sum + amount, 0);
  // At their floor nothing could be taken off: then no stamp is taken, and each unit gives one.
  const counts = off > 0;
  attempt.times = counts ? countOf(rewards.given) : 0;
  attempt.stamps = stampsOf(runs, counts ? { parts, discounts, taken: rewards.taken } : noRewards);
  attempt.missed = nearlyRewarded(effect, { working, attempt }, countOf(runs));
}

/** Units that it is for and that came back in the same receipt: as many others count for nothing. */
const unitsBack = ({ working: { lines, receipt }, attempt }: Scene): number =>
  lines
    .filter(({ facts }) => facts.quantity < 0 && attempt.compiled.lines(receipt, facts))
    .reduce((sum, { facts }) => safe(sum + floorDiv(Math.abs(facts.quantity), 1000)), 0);

/** The line-up without so many of its dearest units. */
function runsKept(runs: readonly Run[], without: number): Run[] {
  let left = without;
  return runs.flatMap((run) => {
    const units = run.units - Math.min(left, run.units);
    left -= run.units - units;
    return units === 0 ? [] : [{ ...run, units, price: multiplyFloor(run.price, units, run.units) }];
  });
}

function rewardsOf(effect: Stamped, working: Working, runs: readonly Run[]): Rewards {
  const had = stampsHad(working, effect.stamps);
  const units = countOf(runs);
  const full = floorDiv(safe(had + units), effect.every);
  const count = Math.min(full, units, effect.times ?? full);
  const wanted = safe(count * (effect.every - 1));
  const taken = Math.min(had, wanted);
  return { given: firstOf(runs.toReversed(), count), joining: firstOf(runs, wanted - taken), taken };
}

/** Stamps may be taken as points may be spent: not before the questionnaire is complete. */
function stampsHad({ member }: Working, kind: string): number {
  if (member === null || member.accumulateOnly || !Object.hasOwn(member.balances, kind)) return 0;
  return Math.max(0, member.balances[kind] ?? 0);
}

/** One part a line, though some of its units are given and others join in. */
function merged(parts: readonly Part[]): Part[] {
  const byLine = new Map<unknown, Part>();
  for (const { run, units } of parts) {
    byLine.set(run.line, { run, units: units + (byLine.get(run.line)?.units ?? 0) });
  }
  return [...byLine.values()];
}

interface Taken {
  readonly parts: readonly Part[];
  readonly discounts: readonly number[];
  readonly taken: number;
}

const noRewards: Taken = { parts: [], discounts: [], taken: 0 };

/** What each line takes and gives: it takes as it was discounted, and gives one for each unit without part in a reward. */
function stampsOf(runs: readonly Run[], { parts, discounts, taken }: Taken): Stamps[] {
  const shares = spread(taken, [...parts.keys()], {
    weight: (place) => discounts[place] ?? 0,
    cap: () => taken,
    rank: (place) => parts[place]?.run.line.rank ?? 0,
  });
  const used = new Map(
    parts.map(({ run, units }, index) => [run.line, { units, taken: shares[index] ?? 0 }]),
  );
  return runs.map(({ line, units }) => {
    const busy = used.get(line);
    return { line, taken: busy?.taken ?? 0, given: units - (busy?.units ?? 0), units };
  });
}

/** Where a till gave no reward, none of the units went into one: each gives a stamp. */
export function countEveryUnit(attempt: Attempt): void {
  attempt.stamps = attempt.stamps.map((part) => ({ ...part, taken: 0, given: part.units }));
}

const stampKind = ({ effect }: Promotion): string | undefined =>
  effect.type === 'nth-item' ? effect.stamps : undefined;

/** Books the stamps of an attempt on its lines. What they give is one lot, however the goods are paid. */
export function earnStamps(working: Working, attempt: Attempt): EarningResult | null {
  const { promotion } = attempt.compiled;
  const kind = stampKind(promotion);
  if (kind === undefined) return null;
  for (const { line, taken, given } of attempt.stamps) {
    if (taken > 0) line.spent.push({ kind, points: points(taken), amount: minor(0) });
    if (given > 0) line.earned.push({ kind, source: promotion.id, points: points(given) });
    attempt.points = safe(attempt.points + given);
  }
  if (attempt.points === 0) return null;
  const granted = points(attempt.points);
  const terms = lifeOf(working, kindOf(working, kind));
  return { kind, source: promotion.id, points: granted, base: minor(0), rate: null, ...terms };
}

/** What was taken of the stamps that the member had, promotion by promotion. */
export const stampsTaken = ({ attempts }: Working): StampsTaken[] =>
  attempts.flatMap(({ compiled: { promotion }, stamps }) => {
    const kind = stampKind(promotion);
    if (kind === undefined) return [];
    const taken = stamps.reduce((sum, part) => sum + part.taken, 0);
    return taken > 0 ? [{ promotion: promotion.id, kind, points: points(taken) }] : [];
  });

/** Where at most half of the units are missing to the next, the cashier says so. */
function nearlyRewarded(
  { every, stamps, times }: Stamped,
  { working, attempt }: Scene,
  units: number,
): Miss | null {
  const missing = every - ((stampsHad(working, stamps) + units) % every);
  if (units === 0 || attempt.times === times || missing * 2 > every) return null;
  return { type: 'add-units', units: missing };
}
