import type { Basket, MemberFacts } from './basket.ts';
import type { Calculation, CodeRefusal, Fired } from './calculation.ts';
import { normaliseCode } from './codes.ts';
import type { CompiledProgramme, CompiledPromotion } from './compile.ts';
import { applyDiscount } from './discounts.ts';
import { keysOfLine } from './line-keys.ts';
import { minor, points } from './number.ts';
import type { Attempt, Unlocked, Working } from './working.ts';

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
    if (compiled.promotions[ordinal]?.promotion.personal !== true) continue;
    offers.set(ordinal, { code: null, singleUse: false, offer: id });
  }
  return offers;
}

/** Tries every promotion that can concern the receipt, in order, and takes the discounts off its lines. */
export function applyPromotions(working: Working, keys: Keys): void {
  for (const compiled of candidatesOf(working, keys)) {
    const attempt = attemptOf(working, compiled, keys.unlocked.get(compiled.ordinal) ?? null);
    working.attempts.push(attempt);
    if (attempt.outcome === 'tried') applyDiscount({ working, attempt });
  }
}

function candidatesOf({ compiled, lines }: Working, { unlocked }: Keys): CompiledPromotion[] {
  const { always, byLineKey } = compiled.index;
  const ordinals = new Set(always);
  for (const ordinal of unlocked.keys()) ordinals.add(ordinal);
  if (byLineKey.size > 0) {
    for (const line of lines) {
      for (const key of keysOfLine(line.facts)) {
        for (const ordinal of byLineKey.get(key) ?? []) ordinals.add(ordinal);
      }
    }
  }
  return [...ordinals].sort((a, b) => a - b).flatMap((ordinal) => compiled.promotions[ordinal] ?? []);
}

function attemptOf(working: Working, compiled: CompiledPromotion, unlocked: Unlocked | null): Attempt {
  const { receipt } = working;
  const meant = compiled.when(receipt)
    ? working.lines.filter(({ facts }) => facts.live && compiled.lines(receipt, facts))
    : [];
  return {
    compiled,
    unlocked,
    outcome: meant.length === 0 ? 'conditions-not-met' : 'tried',
    lines: meant.filter(({ closed }) => !closed),
    touched: [],
    discount: 0,
    points: 0,
    times: 1,
  };
}

const didSomething = ({ discount, points: given }: Attempt): boolean => discount > 0 || given > 0;

/** What the promotions came to, when points are reckoned too. */
export function promotionResults(
  working: Working,
  keys: Keys,
): Pick<Calculation, 'fired' | 'refusedCodes' | 'usedCodes' | 'usedOffers'> {
  const successful = working.attempts.filter(didSomething);
  const used = successful.flatMap(({ unlocked }) => unlocked ?? []);
  const taken = new Set(used.map(({ code }) => code));
  return {
    fired: successful.map(firedOf),
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
  return attempt?.outcome === 'conditions-not-met' ? 'conditions-not-met' : 'no-effect';
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
