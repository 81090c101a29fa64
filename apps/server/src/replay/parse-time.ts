/** A moment with the offset it was written in. */
export interface WrittenTime {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number;
  readonly offsetMinutes: number;
}

const WRITTEN =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/** ISO 8601, `T` or a space between; without an offset it is UTC, without a time midnight. null: no such time. */
export function parseTime(written: string): WrittenTime | null {
  const parts = WRITTEN.exec(written);
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const ms = milliseconds(parts[7] ?? '');
  const offsetMinutes = parseOffset(parts[8] ?? 'Z');
  if (ms === null || offsetMinutes === null || hour > 23 || minute > 59 || second > 59) return null;
  const local = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  // Date.UTC takes 30 February for 1 March, and the year 99 for 1999.
  const date = new Date(local);
  if (year < 100 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return { at: local - offsetMinutes * 60_000, offsetMinutes };
}

/** To the millisecond; finer times would be another order of receipts than ours, so they are not rounded. */
function milliseconds(fraction: string): number | null {
  return /[^0]/.test(fraction.slice(3)) ? null : Number(fraction.padEnd(3, '0').slice(0, 3));
}

/** The widest offset that was ever in use is 15:13. */
const WIDEST_MINUTES = 16 * 60;

function parseOffset(written: string): number | null {
  if (/^z$/i.test(written)) return 0;
  const digits = written.replaceAll(/\D/g, '').padEnd(4, '0');
  const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2))];
  const size = hours * 60 + minutes;
  if (minutes > 59 || size > WIDEST_MINUTES) return null;
  return written.startsWith('-') ? -size : size;
}

/** As the till writes it: the local time with its offset. */
export function writeTime({ at, offsetMinutes }: WrittenTime): string {
  const local = new Date(at + offsetMinutes * 60_000).toISOString().slice(0, -1);
  const size = Math.abs(offsetMinutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${local}${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
