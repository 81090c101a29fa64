import type { Calendar } from './calendar.ts';
import { normaliseCode } from './codes.ts';
import { requiredKeys, type LineKey } from './line-keys.ts';
import { basisPoints, type BasisPoints } from './number.ts';
import {
  compileLineCondition,
  compileReceiptCondition,
  type LinePredicate,
  type ReceiptPredicate,
} from './predicate.ts';
import type { EarningRule, PointKind, Programme, Promotion, SpendingRule } from './programme.ts';

/** A programme made ready for calculation: once per publish, then used for every receipt. */
export interface CompiledProgramme {
  readonly programme: Programme;
  readonly calendar: Calendar;
  readonly kinds: ReadonlyMap<string, PointKind>;
  /** Kinds that pay, in spending order. */
  readonly spending: readonly CompiledSpending[];
  readonly earning: readonly CompiledEarning[];
  /** In the order of calculation. */
  readonly promotions: readonly CompiledPromotion[];
  readonly index: PromotionIndex;
}

export interface CompiledSpending {
  readonly kind: PointKind;
  readonly rule: SpendingRule;
  readonly when: ReceiptPredicate;
  readonly lines: LinePredicate;
}

export interface CompiledEarning {
  readonly rule: EarningRule;
  readonly kind: PointKind;
  readonly rateAt: (level: string) => BasisPoints;
  readonly when: ReceiptPredicate;
  readonly lines: LinePredicate;
}

export interface CompiledPromotion {
  readonly promotion: Promotion;
  readonly when: ReceiptPredicate;
  readonly lines: LinePredicate;
  /** Its place in the order of calculation. */
  readonly ordinal: number;
  /** Needs a code or a personal offer. */
  readonly locked: boolean;
}

/** Finds the promotions that a receipt can concern at all, so that the others cost it nothing. Lists hold ordinals. */
interface PromotionIndex {
  readonly always: readonly number[];
  readonly byLineKey: ReadonlyMap<LineKey, readonly number[]>;
  readonly byCode: ReadonlyMap<string, number>;
  readonly byId: ReadonlyMap<string, number>;
}

/** @param programme validated: of another document the behaviour is not defined. */
export function compileProgramme(programme: Programme, calendar: Calendar): CompiledProgramme {
  const kinds = new Map(programme.kinds.map((kind) => [kind.id, kind]));
  const promotions = programme.promotions
    .toSorted((a, b) => b.priority - a.priority)
    .map((promotion, ordinal) => compilePromotion(promotion, ordinal));
  return {
    programme,
    calendar,
    kinds,
    spending: programme.kinds.flatMap(compileSpending),
    earning: programme.earning.map((rule) => compileEarning(rule, kinds)),
    promotions,
    index: indexOf(promotions),
  };
}

function compileSpending(kind: PointKind): CompiledSpending[] {
  const rule = kind.spending;
  if (rule === undefined) return [];
  return [{ kind, rule, when: compileReceiptCondition(rule.when), lines: compileLineCondition(rule.lines) }];
}

function compileEarning(rule: EarningRule, kinds: ReadonlyMap<string, PointKind>): CompiledEarning {
  const kind = kinds.get(rule.kind);
  if (kind === undefined)
    throw new RangeError(`earning rule ${rule.id}: no such kind of points: ${rule.kind}`);
  const { rate } = rule;
  const byLevel = typeof rate === 'number' ? null : new Map(Object.entries(rate));
  return {
    rule,
    kind,
    rateAt: (level) => (typeof rate === 'number' ? rate : (byLevel?.get(level) ?? basisPoints(0))),
    when: compileReceiptCondition(rule.when),
    lines: compileLineCondition(rule.lines),
  };
}

function compilePromotion(promotion: Promotion, ordinal: number): CompiledPromotion {
  return {
    promotion,
    ordinal,
    when: compileReceiptCondition(promotion.when),
    lines: compileLineCondition(promotion.lines),
    locked: promotion.codes !== undefined || promotion.singleUseCodes === true || promotion.personal === true,
  };
}

function indexOf(promotions: readonly CompiledPromotion[]): PromotionIndex {
  const always: number[] = [];
  const byLineKey = new Map<LineKey, number[]>();
  const byCode = new Map<string, number>();
  for (const { promotion, ordinal, locked } of promotions) {
    for (const code of promotion.codes ?? []) byCode.set(normaliseCode(code), ordinal);
    // What needs a code or an offer is looked up by that, and need not be looked for among the lines.
    if (locked) continue;
    const keys = requiredKeys(promotion.lines);
    if (keys === null) always.push(ordinal);
    for (const key of new Set(keys)) byLineKey.set(key, [...(byLineKey.get(key) ?? []), ordinal]);
  }
  const byId = new Map(promotions.map(({ promotion, ordinal }) => [promotion.id, ordinal]));
  return { always, byLineKey, byCode, byId };
}
