import { safe } from './number.ts';

/**
 * Exact integer arithmetic. A product that may pass 2^53 goes through BigInt. `Math.floor(a / b)` is exact for whole numbers below that,
 * though the quotient is rounded before it is floored: were it rounded up to a whole number q, q × b would be above a by at most
 * a × 2^-53, which is less than one, and no whole number is. The remainder operator takes more than twice as long.
 */

/** The greatest integer not above `value / divisor`, for a positive divisor. */
export const floorDiv = (value: number, divisor: number): number => Math.floor(value / divisor) + 0;

export interface Division {
  readonly quotient: number;
  readonly remainder: number;
}

/** `factor1 x factor2 / divisor`, floored, with what remains; for factors of zero or more. */
export function divide(factor1: number, factor2: number, divisor: number): Division {
  const product = factor1 * factor2;
  if (Number.isSafeInteger(product)) {
    const quotient = Math.floor(product / divisor);
    return { quotient, remainder: product - quotient * divisor };
  }
  const exact = BigInt(factor1) * BigInt(factor2);
  const by = BigInt(divisor);
  return { quotient: safe(Number(exact / by)), remainder: Number(exact % by) };
}

/** `floor(factor1 x factor2 / divisor)`, for factors of zero or more. */
export function multiplyFloor(factor1: number, factor2: number, divisor: number): number {
  const product = factor1 * factor2;
  if (Number.isSafeInteger(product)) return Math.floor(product / divisor);
  return safe(Number((BigInt(factor1) * BigInt(factor2)) / BigInt(divisor)));
}

/** `ceil(factor1 x factor2 / divisor)`, for factors of zero or more. */
export function multiplyCeil(factor1: number, factor2: number, divisor: number): number {
  const { quotient, remainder } = divide(factor1, factor2, divisor);
  return remainder === 0 ? quotient : safe(quotient + 1);
}

type Factors = readonly [number, number];

/** `multiplyFloor`, but never above `most`, so that factors of any size have an answer. */
export function multiplyFloorUpTo(most: number, [factor1, factor2]: Factors, divisor: number): number {
  const product = factor1 * factor2;
  if (Number.isSafeInteger(product)) return Math.min(most, Math.floor(product / divisor));
  return smaller(most, (BigInt(factor1) * BigInt(factor2)) / BigInt(divisor));
}

/** `multiplyCeil`, but never above `most`. */
export function multiplyCeilUpTo(most: number, [factor1, factor2]: Factors, divisor: number): number {
  if (Number.isSafeInteger(factor1 * factor2)) return Math.min(most, multiplyCeil(factor1, factor2, divisor));
  const by = BigInt(divisor);
  return smaller(most, (BigInt(factor1) * BigInt(factor2) + by - 1n) / by);
}

/** Compared before it becomes a number, which it may be too large for. */
const smaller = (most: number, value: bigint): number => (value > BigInt(most) ? most : Number(value));

/** So many units at a price of all of them together. */
interface Priced {
  readonly price: number;
  readonly units: number;
}

/** Compares what one unit costs without dividing: -1, 0 or 1. */
export function compareUnitPrices(first: Priced, second: Priced): number {
  const left = first.price * second.units;
  const right = second.price * first.units;
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return sign(left, right);
  return sign(BigInt(first.price) * BigInt(second.units), BigInt(second.price) * BigInt(first.units));
}

const sign = (left: number | bigint, right: number | bigint): number =>
  left > right ? 1 : left < right ? -1 : 0;
