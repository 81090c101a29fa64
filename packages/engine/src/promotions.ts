import type { Basket, MemberFacts } from './basket.ts';
import type { Calculation, CodeRefusal, Fired } from './calculation.ts';
import { normaliseCode } from './codes.ts';
import { possibleLines } from './candidates.ts';
import type { CompiledProgramme, CompiledPromotion } from './compile.ts';
import { benefitOf, contest, missedOn } from './contest.ts';
import { applyDiscount } from './effects/discounts.ts';
import { limitReached } from './limits.ts';
import type { Miss, Missed } from './missed.ts';
import { failing, unmetOf } from './near.ts';
import { minor, points } from './number.ts';
import {
  didSomething,
  those,
  type Attempt,
  type Scene,
  type Stamps,
  type Unlocked,
  type Working,
  type WorkingLine,
} from './working.ts';

/** What the codes and offers at hand open, and which promotion each code was meant for (null: none). */
export interface Keys {
  readonly unlocked: ReadonlyMap<number, Unlocked>;
  readonly codes: ReadonlyMap<string, number | null>;
}

/** Where several keys open one promotion, a code for many goes before one that is used up, and a code before an offer. */
export function keysOf(compiled: CompiledProgramme, basket: Basket, member: MemberFacts | null): Keys {
  const codes = new Map<string, number | null>();
  const many = new Map<number, Unlocked>();
  const single = new Map<number, Unlocked>();
  for (const given of basket.codes) {
    const code = normaliseCode(given.code);
    if (codes.has(code)) continue;
    const ordinal = ordinalOf(compiled, code, given.singleUseOf);
    codes.set(code, ordinal);
    const opened = given.singleUseOf === null ? many : single;
    if (ordinal === null || opened.has(ordinal)) continue;
    opened.set(ordinal, { code, singleUse: given.singleUseOf !== null, offer: null });
  }
  return { unlocked: new Map([...offersOf(compiled, member), ...single, ...many]), codes };
}

function ordinalOf(compiled: CompiledProgramme, code: string, singleUseOf: string | null): number | null {
  if (singleUseOf === null) return compiled.index.byCode.get(code) ?? null;
  const ordinal = compiled.index.byId.get(singleUseOf);
  if (ordinal === undefined) return null;
  return compiled.promotions[ordinal]?.promotion.singleUseCodes === true ? ordinal : null;
}

function offersOf(compiled: CompiledProgramme, member: MemberFacts | null): Map<number, Unlocked> {
  const offers = new Map<number, Unlocked>();
  for (const { id, promotion } of member?.offers ?? []) {
    const ordinal = compiled.index.byId.get(promotion);
    if (ordinal === undefined || offers.has(ordinal)) continue;
    const { personal, activation } = compiled.promotions[ordinal]?.promotion ?? {};
    if (personal !== true && activation === undefined) continue;
    // What a member turned on stands until its end; what was given to them is used up.
    offers.set(ordinal, { code: null, singleUse: false, offer: personal === true ? id : null });
  }
  return offers;
}

/** Tries every promotion that can concern the receipt, in order, and takes the discounts off its lines. */
export function applyPromotions(working: Working, keys: Keys): void {
  let rivals: Attempt[] = [];
  const possible = possibleLines(working, keys.unlocked);
  for (const compiled of working.compiled.promotions) {
    const lines = possible[compiled.ordinal];
    if (lines === undefined) continue;
    const unlocked = keys.unlocked.get(compiled.ordinal) ?? null;
    const attempt = attemptOf(working, compiled, { lines, unlocked });
    if (attempt === null) continue;
    if (rivals[0] !== undefined && rivals[0].compiled.group !== compiled.group) {
      tryBest(working, rivals);
      rivals = [];
    }
    if (compiled.group?.choose === 'best') rivals.push(attempt);
    else tryAlone(working, attempt);
  }
  tryBest(working, rivals);
}

function tryAlone(working: Working, attempt: Attempt): void {
  const open = begins(working, attempt);
  working.attempts.push(attempt);
  if (open) tryOut({ working, attempt });
}

/** Of those of one group the best. */
function tryBest(working: Working, rivals: readonly Attempt[]): void {
  const open = those(rivals, (attempt) => begins(working, attempt));
  for (const attempt of rivals) working.attempts.push(attempt);
  const chosen = open.length > 1 ? contest(working, open) : open[0];
  if (chosen) tryOut({ working, attempt: chosen });
}

/** Whether an attempt has anything left to be tried on; if not, it knows why. */
function begins(working: Working, attempt: Attempt): boolean {
  if (attempt.outcome !== 'tried') return false;
  const by = excluderOf(working, attempt);
  if (by === null && attempt.lines.some(({ closedBy }) => closedBy !== null)) leaveClosed(attempt);
  if (by === null && attempt.lines.length > 0) return true;
  attempt.outcome = 'barred';
  if (by !== null) attempt.missed = { type: 'taken', by };
  return false;
}

/** In the same order however the lines were scanned. */
function leaveClosed(attempt: Attempt): void {
  const meant = attempt.lines;
  attempt.lines = meant.filter(({ closedBy }) => closedBy === null);
  attempt.closed = meant.filter(({ closedBy }) => closedBy !== null).toSorted((a, b) => a.rank - b.rank);
}

/** The promotion that fired and does not go with this one on any receipt. */
function excluderOf(working: Working, { compiled }: Attempt): string | null {
  if (working.alone !== null || compiled.promotion.stacking !== 'alone') return working.alone;
  const fired = working.attempts.find(
    (attempt) => attempt.outcome === 'tried' && benefitOf({ working, attempt }) > 0,
  );
  return fired?.compiled.promotion.id ?? null;
}

function tryOut(scene: Scene): void {
  const { working, attempt } = scene;
  const { id, stacking } = attempt.compiled.promotion;
  applyDiscount(scene);
  if (stacking === 'exclusive') for (const line of attempt.touched) line.closedBy = id;
  if (stacking === 'alone' && benefitOf(scene) > 0) working.alone = id;
  attempt.missed = missedOn(scene);
}

/** What is closed to nearly all, and touched by none yet: one list for them. */
const noLines: readonly WorkingLine[] = [];
const noStamps: readonly Stamps[] = [];

/** null: it is not for this receipt. */
function attemptOf(
  working: Working,
  compiled: CompiledPromotion,
  { lines: possible, unlocked }: Pick<Attempt, 'lines' | 'unlocked'>,
): Attempt | null {
  const { receipt } = working;
  const failed = failing(compiled.when, receipt);
  if (failed === 'far') return null;
  const lines = those(possible, ({ facts }) => compiled.lines(receipt, facts));
  if (!hasItsGoods(compiled, lines, receipt)) return null;
  const missed: Miss | null =
    failed === null
      ? limitReached(working, compiled)
      : { type: 'condition', anyOf: unmetOf(failed, receipt) };
  return {
    compiled,
    unlocked,
    outcome: missed === null ? 'tried' : 'barred',
    lines,
    closed: noLines,
    touched: noLines,
    discount: 0,
    points: 0,
    stamps: noStamps,
    times: 1,
    missed,
  };
}

/** A gift is for whoever takes what it goes with: to have the gift itself in the basket is not near it. */
function hasItsGoods(
  { promotion: { effect }, parts: [goesWith] }: CompiledPromotion,
  lines: readonly WorkingLine[],
  receipt: Working['receipt'],
): boolean {
  if (effect.type !== 'gift') return lines.length > 0;
  return lines.some(({ facts }) => goesWith?.(receipt, facts) === true);
}

/** What the promotions came to, when points are reckoned too. */
export function promotionResults(
  working: Working,
  keys: Keys,
): Pick<Calculation, 'fired' | 'missed' | 'refusedCodes' | 'usedCodes' | 'usedOffers'> {
  const fired: Fired[] = [];
  const missed: Missed[] = [];
  const used: Unlocked[] = [];
  for (const attempt of working.attempts) {
    noteMissed(attempt, missed);
    if (!didSomething(attempt)) continue;
    fired.push(firedOf(attempt));
    if (attempt.unlocked !== null) used.push(attempt.unlocked);
  }
  const taken = new Set(used.map(({ code }) => code));
  return {
    fired,
    missed,
    refusedCodes: [...keys.codes]
      .filter(([code]) => !taken.has(code))
      .map(([code, ordinal]) => ({ code, because: refusalOf(working, ordinal) })),
    usedCodes: used.flatMap(({ code, singleUse }) => (singleUse && code !== null ? [code] : [])),
    usedOffers: used.flatMap(({ offer }) => offer ?? []),
  };
}

function refusalOf(working: Working, ordinal: number | null): CodeRefusal {
  if (ordinal === null) return 'unknown';
  const attempt = working.attempts.find(({ compiled }) => compiled.ordinal === ordinal);
  if (attempt === undefined) return 'conditions-not-met';
  if (attempt.missed !== null) return refusals[attempt.missed.type];
  return attempt.closed.length > 0 ? 'not-combined' : 'no-effect';
}

const refusals = {
  condition: 'conditions-not-met',
  'add-units': 'no-effect',
  'spend-more': 'no-effect',
  'gift-not-in-basket': 'no-effect',
  'limit-reached': 'limit-reached',
  'budget-used-up': 'budget-used-up',
  beaten: 'not-combined',
  taken: 'not-combined',
  'at-floor': 'no-effect',
  offline: 'offline',
} satisfies Record<Miss['type'], CodeRefusal>;

function noteMissed(attempt: Attempt, noted: Missed[]): void {
  const { missed, closed } = attempt;
  if (missed !== null) noted.push(missedBy(attempt, missed));
  // Whatever is worth less than another of its group fires on none of its lines.
  if (closed.length === 0 || missed?.type === 'beaten') return;
  for (const miss of takenOf(attempt)) noted.push(missedBy(attempt, miss));
}

const missedBy = ({ compiled, unlocked }: Attempt, because: Miss): Missed => ({
  promotion: compiled.promotion.id,
  code: unlocked?.code ?? null,
  because,
});

/** Of the lines that were closed to it those that each other promotion has closed; but not what a till gave it on all the same. */
function takenOf({ closed, touched }: Attempt): Miss[] {
  const taken = new Map<string, string[]>();
  for (const line of closed) {
    if (line.closedBy === null || touched.includes(line)) continue;
    const lines = taken.get(line.closedBy);
    if (lines) lines.push(line.facts.id);
    else taken.set(line.closedBy, [line.facts.id]);
  }
  return [...taken].map(([by, lines]) => ({ type: 'taken', by, lines }));
}

function firedOf(attempt: Attempt): Fired {
  return {
    promotion: attempt.compiled.promotion.id,
    discount: minor(attempt.discount),
    points: points(attempt.points),
    lines: attempt.touched.map(({ facts }) => facts.id),
    code: attempt.unlocked?.code ?? null,
    offer: attempt.unlocked?.offer ?? null,
    times: attempt.times,
  };
}
