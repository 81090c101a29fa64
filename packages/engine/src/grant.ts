import { addDuration } from './calendar.ts';
import type { EarningResult } from './calculation.ts';
import { minor, points, type BasisPoints, type Points } from './number.ts';
import type { PointKind } from './programme.ts';
import { spread } from './spread.ts';
import {
  isPaid,
  leftOf,
  rankOf,
  sumLeft,
  those,
  type Life,
  type Scene,
  type Working,
  type WorkingLine,
} from './working.ts';

export interface Grant {
  readonly kind: PointKind;
  readonly source: string;
  readonly lines: readonly WorkingLine[];
  readonly base: number;
  readonly rate: BasisPoints | null;
  readonly multiplier?: BasisPoints;
  readonly granted: Points;
  /** A line's claim on the points; absent: what is paid for it. */
  readonly weight?: (line: WorkingLine) => number;
}

/** Gives points for what is paid in money: each line its share, so that a return takes back what it had. */
export function grant(working: Working, given: Grant): EarningResult | null {
  const { kind, source, base, rate, multiplier, granted, weight = leftOf } = given;
  if (granted === 0 || !given.lines.some(isPaid)) return null;
  const parts = spread(granted, given.lines, {
    weight,
    cap: (line) => (isPaid(line) ? granted : 0),
    rank: rankOf,
  });
  for (let place = 0; place < parts.length; place++) {
    const part = parts[place] ?? 0;
    if (part > 0) given.lines[place]?.earned.push({ kind: kind.id, source, points: points(part) });
  }
  const { activeFrom, expiresAt } = lifeOf(working, kind);
  const told = { kind: kind.id, source, points: granted, base: minor(base), rate };
  return multiplier === undefined
    ? { ...told, activeFrom, expiresAt }
    : { ...told, multiplier, activeFrom, expiresAt };
}

/** What a promotion gives points for: goods that it is for and that came back in the same receipt lessen it. */
export function baseOf({ working: { lines, receipt }, attempt }: Scene): number {
  const meant = those(lines, ({ facts }) => attempt.compiled.lines(receipt, facts));
  return Math.max(0, Math.min(sumLeft(attempt.lines), sumLeft(meant)));
}

/** From when until when points of a kind count that are given now. */
export function lifeOf(working: Working, kind: PointKind): Life {
  const known = working.lives.get(kind);
  if (known !== undefined) return known;
  const life = lifeFrom(working, kind);
  working.lives.set(kind, life);
  return life;
}

function lifeFrom({ compiled: { calendar }, receipt: { at } }: Working, kind: PointKind): Life {
  const activeFrom = kind.activation === undefined ? at : addDuration(at, kind.activation, calendar);
  const expiresAt = 'never' in kind.life ? null : addDuration(activeFrom, kind.life, calendar);
  return { activeFrom, expiresAt };
}

export function kindOf({ compiled }: Working, id: string): PointKind {
  const kind = compiled.kinds.get(id);
  if (kind === undefined) throw new RangeError(`no such kind of points: ${id}`);
  return kind;
}
