import type { SpendWish } from './basket.ts';
import type { SpendingLimit, SpendingResult } from './calculation.ts';
import type { CompiledSpending } from './compile.ts';
import { floorDiv, multiplyFloor } from './exact.ts';
import { minor, points, safe, type Points } from './number.ts';
import { spread } from './spread.ts';
import { leftOf, rankOf, roomOf, sumLeft, those, type Working, type WorkingLine } from './working.ts';

/** Pays with points, kind after kind: what one kind pays is no longer there for the next. */
export function spendPoints(working: Working, wish: SpendWish): SpendingResult[] {
  refuseUnknownKinds(working, wish);
  const total = Math.max(0, sumLeft(working.lines));
  return working.compiled.spending.map((spending) => spendKind(working, spending, { wish, total }));
}

/** @throws RangeError: a wish for points that do not exist must not pass for a wish for none. */
function refuseUnknownKinds({ compiled }: Working, wish: SpendWish): void {
  if (typeof wish === 'string') return;
  for (const kind of Object.keys(wish)) {
    if (!compiled.kinds.has(kind)) throw new RangeError(`no such kind of points: ${kind}`);
  }
}

interface Request {
  readonly wish: SpendWish;
  /** The receipt after discounts, before any points. */
  readonly total: number;
}

function spendKind(working: Working, spending: CompiledSpending, { wish, total }: Request): SpendingResult {
  const { kind } = spending;
  const available = availableOf(working, kind.id);
  const lines = those(working.lines, ({ facts }) => facts.live && spending.lines(working.receipt, facts));
  const limit = limitOf(working, spending, { total, available, lines });
  const asked = wish === 'none' ? 0 : wish === 'most' ? limit.most : askedOf(wish, kind.id);
  const spent = Math.max(0, Math.min(asked, limit.most));
  pay(lines, spending, spent);
  return {
    kind: kind.id,
    available,
    most: points(limit.most),
    because: limit.because,
    points: points(spent),
    amount: minor(spent * kind.worth),
  };
}

const own = (record: { readonly [kind: string]: Points }, kind: string): number =>
  Object.hasOwn(record, kind) ? (record[kind] ?? 0) : 0;

const askedOf = (wish: Exclude<SpendWish, string>, kind: string): number => own(wish, kind);

/** A member in debt has nothing to spend. */
const availableOf = ({ member }: Working, kind: string): Points =>
  points(member === null ? 0 : Math.max(0, own(member.balances, kind)));

interface Scope {
  readonly total: number;
  readonly available: number;
  readonly lines: readonly WorkingLine[];
}

interface Limit {
  readonly most: number;
  readonly because: SpendingLimit;
}

function limitOf(working: Working, spending: CompiledSpending, scope: Scope): Limit {
  const barred = barOf(working, spending);
  if (barred !== null) return { most: 0, because: barred };
  const { worth } = spending.kind;
  // Where points of several kinds pay, together they still pay no more than the receipt.
  const share = Math.min(
    multiplyFloor(scope.total, spending.rule.maxShare, 10_000),
    Math.max(0, sumLeft(working.lines)),
  );
  const byShare = floorDiv(share, worth);
  const byLines = scope.lines.reduce((sum, line) => safe(sum + pointsFor(line, worth)), 0);
  if (scope.available <= byShare && scope.available <= byLines) {
    return { most: scope.available, because: 'balance' };
  }
  return byShare <= byLines
    ? { most: byShare, because: 'share-of-receipt' }
    : { most: byLines, because: 'lines-that-may-be-paid' };
}

/** What keeps a member from spending at all. */
function barOf({ member, receipt }: Working, spending: CompiledSpending): SpendingLimit | null {
  if (member === null) return 'no-member';
  if (receipt.level?.spends !== true) return 'level-does-not-spend';
  if (member.accumulateOnly) return 'questionnaire-incomplete';
  return spending.when(receipt) ? null : 'conditions-not-met';
}

/** A line is paid with whole points only, so what is less than one point stays to be paid in money. */
const pointsFor = (line: WorkingLine, worth: number): number => floorDiv(roomOf(line), worth);

function pay(lines: readonly WorkingLine[], { kind }: CompiledSpending, spent: number): void {
  if (spent === 0) return;
  const parts = spread(spent, lines, {
    weight: leftOf,
    cap: (line) => pointsFor(line, kind.worth),
    rank: rankOf,
  });
  lines.forEach((line, index) => {
    const part = parts[index] ?? 0;
    if (part === 0) return;
    const amount = safe(part * kind.worth);
    line.left -= amount;
    line.spent.push({ kind: kind.id, points: points(part), amount: minor(amount) });
  });
}
