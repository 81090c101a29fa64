/* oxlint-disable typescript/no-unsafe-type-assertion -- a brand can be put on only by asserting it; `safe` makes it true */
/**
 * Whole numbers that do not mix: money, points, quantities, rates and instants are all integers, and a
 * branded type keeps one from being passed where another is meant. A number enters through a constructor
 * that refuses anything that is not a safe integer; arithmetic results are re-checked by `safe`.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = number & { readonly [brand]: Name };

/** Money in minor units (kopecks, cents). May be negative (a refund). */
export type Minor = Branded<'minor'>;
/** Loyalty points, whole. */
export type Points = Branded<'points'>;
/** A quantity in thousandths: 1 piece = 1000, 0.5 kg = 500. */
export type Thousandths = Branded<'thousandths'>;
/** A rate in basis points: 100 = 1 %. */
export type BasisPoints = Branded<'basis-points'>;
/** A point in time, milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = Branded<'instant'>;

/** Returns `value` when it is a safe integer. @throws RangeError otherwise: an overflow is a bug, never rounded away. */
export function safe(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${value}`);
  return value;
}

export const minor = (value: number): Minor => safe(value) as Minor;
export const points = (value: number): Points => safe(value) as Points;
export const thousandths = (value: number): Thousandths => safe(value) as Thousandths;
export const basisPoints = (value: number): BasisPoints => safe(value) as BasisPoints;
export const instant = (value: number): Instant => safe(value) as Instant;
