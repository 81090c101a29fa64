import { floorDiv } from '../exact.ts';
import { safe } from '../number.ts';
import type { Effect } from '../programme.ts';
import { countOf, runsOf, savingOf, takeOffParts, type Part, type Run } from './runs.ts';
import { stampedItem } from './stamps.ts';
import { roomOf, takeOff, type Scene } from '../working.ts';

type BuyGetFree = Extract<Effect, { type: 'buy-get-free' }>;
type NthItem = Extract<Effect, { type: 'nth-item' }>;

/** The part of a run that falls into one group. */
interface GroupPart extends Part {
  /** How many of its units are among the cheapest. */
  readonly last: number;
}

/** Of every `size` units the cheapest, those behind the first `full`, at a rate off. */
interface Groups {
  readonly size: number;
  readonly full: number;
  readonly rate: number;
  readonly times: number | undefined;
}

export const buyGetFree = ({ buy, free, times }: BuyGetFree, scene: Scene): void =>
  inGroups({ size: buy + free, full: buy, rate: 10_000, times }, scene);

export function nthItem(effect: NthItem, scene: Scene): void {
  const { every, rate, times, stamps } = effect;
  if (stamps === undefined) inGroups({ size: every, full: every - 1, rate, times }, scene);
  else stampedItem({ ...effect, stamps }, scene);
}

/**
 * Units are lined up from the dearest to the cheapest and cut into groups; in each the cheapest cost less, and what is
 * saved is spread over the whole group, so that whoever keeps the gift and brings the rest back gains nothing. Only the
 * line-up matters, so the order of scanning does not. Goods sold by weight take no part: they have no units.
 */
function inGroups(groups: Groups, { attempt }: Scene): void {
  const { size, times } = groups;
  const runs = runsOf(attempt.lines);
  const units = safe(countOf(runs));
  const complete = floorDiv(units, size);
  attempt.times = Math.min(complete, times ?? complete);
  takeGroups(runs, { ...groups, promotion: attempt.compiled.promotion.id }, attempt.times * size);
  const begun = units % size;
  // A begun group is worth a word from the cashier, unless it would not be given any more.
  if (begun > 0 && complete < (times ?? Infinity)) {
    attempt.missed = { type: 'add-units', units: size - begun };
  }
}

type Taking = Groups & { readonly promotion: string };

/** Walks the runs, `taking` units in all: groups that lie within one run are taken in one step. */
function takeGroups(runs: readonly Run[], groups: Taking, taking: number): void {
  let left = taking;
  let group: GroupPart[] = [];
  let filled = 0;
  for (const run of runs) {
    let units = Math.min(run.units, left);
    left -= units;
    if (filled > 0 && units > 0) {
      const joining = Math.min(units, groups.size - filled);
      group.push({ run, units: joining, last: lastOf(joining, filled, groups) });
      filled += joining;
      units -= joining;
      if (filled < groups.size) continue;
      takeGroup(group, groups);
      group = [];
      filled = 0;
    }
    const whole = floorDiv(units, groups.size);
    takeWholeGroups(run, whole, groups);
    units -= whole * groups.size;
    if (units > 0) {
      group.push({ run, units, last: lastOf(units, 0, groups) });
      filled = units;
    }
  }
}

/** Of so many units that join a group, those that fall into its last places. */
const lastOf = (units: number, filled: number, { full }: Groups): number =>
  Math.max(0, filled + units - full) - Math.max(0, filled - full);

function takeWholeGroups(run: Run, count: number, { size, full, rate, promotion }: Taking): void {
  const saved = savingOf(run, count * (size - full), rate);
  takeOff(run.line, promotion, Math.min(saved, roomOf(run.line)));
}

function takeGroup(parts: readonly GroupPart[], { rate, promotion }: Taking): void {
  let saved = 0;
  for (const { run, last } of parts) saved += savingOf(run, last, rate);
  takeOffParts(parts, promotion, saved);
}
