const DAY_MS = 86_400_000;
/** Days that are remembered: a receipt speaks of four or five, in turns. */
const MOST_DAYS = 1000;

const twoDigits = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));
const threeDigits = Array.from({ length: 1000 }, (_, value) => String(value).padStart(3, '0'));
const dates = new Map<number, string>();

/**
 * An instant as JSON and the tables take it: the text of `Date.prototype.toISOString`, which takes V8 more than ten times as long,
 * and of which a sale has some thirty.
 * @param at milliseconds since 1970, in UTC
 * @throws RangeError on a day that no `Date` can hold, and for what is no number
 */
export function iso(at: number): string {
  const whole = Math.trunc(at);
  const day = Math.floor(whole / DAY_MS);
  const ms = whole - day * DAY_MS;
  const second = Math.floor(ms / 1000);
  const minute = Math.floor(second / 60);
  const hour = Math.floor(minute / 60);
  const time = `${twoDigits[hour]}:${twoDigits[minute - hour * 60]}:${twoDigits[second - minute * 60]}`;
  return `${dates.get(day) ?? dateOf(day)}${time}.${threeDigits[ms - second * 1000]}Z`;
}

/** All that stands before the hour. */
function dateOf(day: number): string {
  const date = new Date(day * DAY_MS).toISOString().slice(0, -'00:00:00.000Z'.length);
  if (dates.size >= MOST_DAYS) dates.clear();
  dates.set(day, date);
  return date;
}
