import type { Calendar } from './calendar.ts';
import { normaliseCode } from './codes.ts';
import type { Condition } from './condition.ts';
import { lineIndex, requiredKeys, type LineIndex, type LineKey } from './line-keys.ts';
import { conjunctsOf, type Conjunct } from './near.ts';
import { basisPoints, type BasisPoints } from './number.ts';
import {
  compileLineCondition,
  compileReceiptCondition,
  type LinePredicate,
  type ReceiptPredicate,
} from './predicate.ts';
import type {
  EarningRule,
  PointKind,
  Programme,
  Promotion,
  PromotionGroup,
  SpendingRule,
} from './programme.ts';

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
  /** Those that print a code for next time. */
  readonly printing: readonly Promotion[];
  readonly index: PromotionIndex;
  /** Whether any promotion is limited for each member, so that uses must be known. */
  readonly countsMembers: boolean;
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
  readonly group: PromotionGroup | null;
  /** What must hold of the receipt, all of it. */
  readonly when: readonly Conjunct[];
  /** The lines that may take part. */
  readonly lines: LinePredicate;
  /** The conditions of its effect on lines: for a bundle those of its parts, for a gift what qualifies and what is given. */
  readonly parts: readonly LinePredicate[];
  /** Its place in the order of calculation. */
  readonly ordinal: number;
  /** Needs a code, a personal offer or to be turned on. */
  readonly locked: boolean;
}

/** Finds the promotions that a receipt can concern at all, so that the others cost it nothing. Lists hold ordinals. */
interface PromotionIndex {
  readonly always: readonly number[];
  readonly byLine: LineIndex;
  readonly byCode: ReadonlyMap<string, number>;
  readonly byId: ReadonlyMap<string, number>;
}

/** @param programme validated: of another document the behaviour is not defined. */
export function compileProgramme(programme: Programme, calendar: Calendar): CompiledProgramme {
  const kinds = new Map(programme.kinds.map((kind) => [kind.id, kind]));
  const promotions = inOrder(programme).map(compilePromotion);
  return {
    programme,
    calendar,
    kinds,
    spending: programme.kinds.flatMap(compileSpending),
    earning: programme.earning.map((rule) => compileEarning(rule, kinds)),
    promotions,
    printing: promotions.flatMap(({ promotion }) => (promotion.prints === undefined ? [] : [promotion])),
    index: indexOf(promotions),
    countsMembers: programme.promotions.some(({ limits }) => limits?.member !== undefined),
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

/** A promotion and the group it stands in, if any. */
interface Standing {
  readonly promotion: Promotion;
  readonly group: PromotionGroup | null;
}

/** A group stands as one, where its first promotion stands in the document when priorities are equal. */
function inOrder({ promotions, groups = [] }: Programme): Standing[] {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const first = new Map<string, number>();
  return promotions
    .map((promotion, at) => {
      const group = byId.get(promotion.group ?? '') ?? null;
      if (group !== null && !first.has(group.id)) first.set(group.id, at);
      const place = group === null ? at : (first.get(group.id) ?? at);
      return { promotion, group, place, priority: (group ?? promotion).priority };
    })
    .sort(
      (a, b) => b.priority - a.priority || a.place - b.place || b.promotion.priority - a.promotion.priority,
    );
}

function compilePromotion({ promotion, group }: Standing, ordinal: number): CompiledPromotion {
  return {
    promotion,
    group,
    ordinal,
    when: conjunctsOf(promotion.when),
    lines: compileLineCondition(takingPart(promotion)),
    parts: partsOf(promotion).map(compileLineCondition),
    locked:
      promotion.codes !== undefined ||
      promotion.singleUseCodes === true ||
      promotion.personal === true ||
      promotion.activation !== undefined,
  };
}

/** Absent: every line. */
export function takingPart({ effect, lines }: Promotion): Condition | undefined {
  if (effect.type === 'gift') return lines && { any: [lines, effect.gift] };
  if (effect.type !== 'bundle') return lines;
  const inSome: Condition = { any: effect.parts.map((part) => part.lines) };
  return lines ? { all: [lines, inSome] } : inSome;
}

function partsOf({ effect, lines }: Promotion): readonly (Condition | undefined)[] {
  if (effect.type === 'gift') return [lines, effect.gift];
  return effect.type === 'bundle' ? effect.parts.map((part) => part.lines) : [];
}

function indexOf(promotions: readonly CompiledPromotion[]): PromotionIndex {
  const always: number[] = [];
  const keyed: [number, readonly LineKey[]][] = [];
  const byCode = new Map<string, number>();
  for (const { promotion, ordinal, locked } of promotions) {
    for (const code of promotion.codes ?? []) byCode.set(normaliseCode(code), ordinal);
    // What needs a code or an offer is looked up by that, and need not be looked for among the lines.
    if (locked) continue;
    const keys = requiredKeys(takingPart(promotion));
    if (keys === null) always.push(ordinal);
    else keyed.push([ordinal, keys]);
  }
  const byId = new Map(promotions.map(({ promotion, ordinal }) => [promotion.id, ordinal]));
  return { always, byLine: lineIndex(keyed), byCode, byId };
}
