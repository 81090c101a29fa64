import type { Random } from './random.ts';
import type { Season } from './goods-families.ts';

export const DAY_MS = 86_400_000;
/** The year of trade that is made up. */
export const DAYS = 365;

/** A day of the year that is made up; 0 is its first. */
export interface Days {
  /** Midnight UTC of day 0. */
  readonly first: number;
}

const monthOf = ({ first }: Days, day: number): number => new Date(first + day * DAY_MS).getUTCMonth();
const weekdayOf = ({ first }: Days, day: number): number => new Date(first + day * DAY_MS).getUTCDay();

/** From January: presents in December, a lull after them, school in August. */
const monthShare = [0.8, 0.85, 1, 1.05, 1.15, 1.1, 1, 1.2, 1.05, 1, 1.15, 1.6] as const;
/** From Sunday. */
const weekdayShare = [1.5, 0.8, 0.8, 0.85, 0.95, 1.25, 1.7] as const;

/** How busy the shops are on a day. */
const busyness = (days: Days, day: number): number =>
  (monthShare[monthOf(days, day)] ?? 1) * (weekdayShare[weekdayOf(days, day)] ?? 1);

/** Some days between two, ascending, the busy ones likelier; a day may come twice. */
export function busyDays(
  random: Random,
  days: Days,
  wanted: { from: number; to: number; count: number },
): number[] {
  const range = Array.from({ length: wanted.to - wanted.from + 1 }, (_, index) => wanted.from + index);
  const draws = Array.from({ length: wanted.count }, () =>
    random.weighted(range, (day) => busyness(days, day)),
  );
  return draws.toSorted((a, b) => a - b);
}

/** From 10 to 21 o'clock, with a small crowd at lunch and a large one after work. */
const hourShare: readonly (readonly [hour: number, share: number])[] = [
  [10, 3],
  [11, 5],
  [12, 8],
  [13, 9],
  [14, 7],
  [15, 6],
  [16, 7],
  [17, 10],
  [18, 13],
  [19, 13],
  [20, 9],
  [21, 3],
];

/** An instant within opening hours of a day, by the store's own clock. */
export function openingTime(random: Random, days: Days, of: { day: number; offsetMinutes: number }): number {
  const [hour] = random.weighted(hourShare, ([, share]) => share);
  const seconds = hour * 3600 + random.whole(0, 3599);
  return days.first + of.day * DAY_MS + seconds * 1000 - of.offsetMinutes * 60_000;
}

/** How much likelier a thing is in its season, by month from January. */
const seasonShare: Readonly<Record<Season, readonly number[]>> = {
  any: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  winter: [2.5, 2, 0.8, 0.2, 0.1, 0.1, 0.1, 0.2, 0.6, 1.4, 2.4, 3.2],
  summer: [0.1, 0.1, 0.4, 1.4, 2.6, 3, 2.6, 1.6, 0.5, 0.2, 0.1, 0.1],
  autumn: [0.7, 0.6, 1.2, 1.3, 0.8, 0.5, 0.6, 1.8, 2.2, 1.8, 1, 0.7],
};

export const inSeason = (days: Days, day: number, season: Season): number =>
  seasonShare[season][monthOf(days, day)] ?? 1;

/** As a till writes it: local time with the offset. */
export function written(at: number, offsetMinutes: number): string {
  const local = new Date(at + offsetMinutes * 60_000).toISOString().slice(0, 19);
  const hours = String(Math.floor(offsetMinutes / 60)).padStart(2, '0');
  return `${local}+${hours}:${String(offsetMinutes % 60).padStart(2, '0')}`;
}
