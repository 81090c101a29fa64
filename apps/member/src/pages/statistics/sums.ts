import type { Schemas } from '@bonum/client';

type Statistics = Schemas['PurchaseStatistics'];
export type MonthSums = Statistics['months'][number];

export interface Sums {
  readonly purchases: number;
  readonly bought: number;
  readonly saved: number;
  readonly earned: number;
  readonly spent: number;
}

/** Of the kinds that pay: stamps and points are no sum. */
export function sumsOf(months: readonly MonthSums[], kinds: Statistics['kinds']): Sums {
  const paying = kinds.filter(({ pays }) => pays).map(({ id }) => id);
  const of = (points: Readonly<Record<string, number>>): number =>
    paying.reduce((total, kind) => total + (points[kind] ?? 0), 0);
  const sums = { purchases: 0, bought: 0, saved: 0, earned: 0, spent: 0 };
  for (const { purchases, bought, saved, earned, spent } of months) {
    sums.purchases += purchases;
    sums.bought += bought;
    sums.saved += saved;
    sums.earned += of(earned);
    sums.spent += of(spent);
  }
  return sums;
}

export interface Category {
  /** null: goods that are no longer known by any. */
  readonly name: string | null;
  readonly bought: number;
}

/** The dearest first; those beyond the seventh together. */
export function categoriesOf(
  { categories }: Pick<Statistics, 'categories'>,
  month: string | null,
): Category[] {
  const sums = new Map<string | null, number>();
  for (const { month: of, category, bought } of categories) {
    if (month === null || of === month) sums.set(category, (sums.get(category) ?? 0) + bought);
  }
  const all = [...sums]
    .map(([name, bought]) => ({ name, bought }))
    .filter(({ bought }) => bought > 0)
    .toSorted((one, other) => other.bought - one.bought);
  const known = all.filter(({ name }) => name !== null);
  const rest = [...known.slice(MOST), ...all.filter(({ name }) => name === null)];
  const others = rest.reduce((total, { bought }) => total + bought, 0);
  return [...known.slice(0, MOST), ...(others > 0 ? [{ name: null, bought: others }] : [])];
}
const MOST = 7;

/** Twelve months up to this one: `2025-12` … `2026-11`. */
export function yearUpTo(now: Date): { from: string; to: string } {
  const name = (date: Date): string =>
    `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`;
  return { from: name(new Date(now.getFullYear(), now.getMonth() - 11, 1)), to: name(now) };
}
