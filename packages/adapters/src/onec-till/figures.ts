/** 1C counts in roubles and pieces, with decimals; Bonum in kopecks and thousandths, whole. */

/** What is not too large to be exact, and not smaller than what is counted. */
const mostMinor = 1e12;
/** A million pieces. */
const mostThousandths = 1e9;

function whole(value: unknown, by: number, most: number): number | null {
  if (value === undefined || value === null || value === '') return 0;
  const read = typeof value === 'string' ? Number(value.replaceAll(/\s/g, '').replace(',', '.')) : value;
  if (typeof read !== 'number' || !Number.isFinite(read) || Math.abs(read) > most / by) return null;
  // 8.29 * 100 is 828.9999999999999: what is meant is what was written.
  return Math.round(Number((read * by).toPrecision(15)));
}

/** Roubles as minor units; null when it is no sum. */
export const minorOf = (roubles: unknown): number | null => whole(roubles, 100, mostMinor);
/** Pieces or kilograms as thousandths. */
export const thousandthsOf = (count: unknown): number | null => whole(count, 1000, mostThousandths);
/** What so many packages cost at this price, both counted as above; null where one of them is no number, or all of it too much. */
export function grossOf(price: number | null, packages: number | null): number | null {
  if (price === null || packages === null) return null;
  const gross = Math.round((price * packages) / 1000);
  return Math.abs(gross) <= mostMinor ? gross : null;
}
export const roubles = (minor: number): number => minor / 100;

/** How many points a till has asked for: `1 500`, as 1C writes numbers to people, is as good as `1500`. null: no whole number. */
export function pointsOf(written: string | undefined): number | null {
  const text = (written ?? '').replaceAll(/[\s\u00a0]/g, '').replace(',', '.');
  if (!/^\d{1,12}(\.0*)?$/.test(text)) return text === '' ? 0 : null;
  return Math.trunc(Number(text));
}
