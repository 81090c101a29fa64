import { floorDiv } from './exact.ts';
import { instant, type Instant } from './number.ts';
import type { Duration } from './programme.ts';

/** The one thing the engine must be told about the world: the chain's zone. */
export interface Calendar {
  /** How far the chain's local time is ahead of UTC at that moment, in minutes. */
  readonly offsetMinutesAt: (at: Instant) => number;
}

/** The calendar of a chain whose zone never changes its offset. */
export const fixedCalendar = (offsetMinutes: number): Calendar => ({ offsetMinutesAt: () => offsetMinutes });

/** A moment from which a zone keeps another offset. */
export interface OffsetChange {
  readonly from: Instant;
  readonly offsetMinutes: number;
}

/**
 * The calendar of a zone as a table, ascending by `from`. Its first offset also holds before it, so that whoever has the table
 * has the same calendar, whatever their machine knows of zones.
 */
export function offsetCalendar(changes: readonly OffsetChange[]): Calendar {
  return {
    offsetMinutesAt: (at) => {
      let [low, high] = [0, changes.length - 1];
      while (low < high) {
        const middle = floorDiv(low + high + 1, 2);
        if ((changes[middle]?.from ?? 0) <= at) low = middle;
        else high = middle - 1;
      }
      return changes[low]?.offsetMinutes ?? 0;
    },
  };
}

export const minuteMs = 60_000;
export const dayMs = 86_400_000;

export interface Civil {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** Days since 1970-01-01 of a date of the proleptic Gregorian calendar (H. Hinnant's days_from_civil). */
export function daysFromCivil({ year, month, day }: Civil): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = floorDiv(shifted, 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = floorDiv(153 * (month + (month > 2 ? -3 : 9)) + 2, 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + floorDiv(yearOfEra, 4) - floorDiv(yearOfEra, 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date of a day counted from 1970-01-01: the inverse of `daysFromCivil`. */
export function civilFromDays(days: number): Civil {
  const shifted = days + 719_468;
  const era = floorDiv(shifted, 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays = floorDiv(dayOfEra, 1460) - floorDiv(dayOfEra, 36_524) + floorDiv(dayOfEra, 146_096);
  const yearOfEra = floorDiv(dayOfEra - leapDays, 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + floorDiv(yearOfEra, 4) - floorDiv(yearOfEra, 100));
  const shiftedMonth = floorDiv(5 * dayOfYear + 2, 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - floorDiv(153 * shiftedMonth + 2, 5) + 1,
  };
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (monthLengths[month - 1] ?? 31);
}

/** The same day some months on; a day that month does not have becomes its last one (31 January + 1 month = 28 February). */
export function addMonths(date: Civil, months: number): Civil {
  const counted = date.year * 12 + (date.month - 1) + months;
  const year = floorDiv(counted, 12);
  const month = counted - year * 12 + 1;
  return { year, month, day: Math.min(date.day, daysInMonth(year, month)) };
}

/** The day (from 1970-01-01) of a birthday in a year; 29 February is kept on the 28th of a common year. */
export function birthdayIn(year: number, birthday: { readonly month: number; readonly day: number }): number {
  const day = Math.min(birthday.day, daysInMonth(year, birthday.month));
  return daysFromCivil({ year, month: birthday.month, day });
}

/**
 * `at` plus a duration: months and days are days of the chain's calendar at the same local time of day,
 * seconds are exact. With `until: 'end-of-day'` the answer is the next local midnight: the first moment of the next
 * day, so that as an exclusive end it leaves the whole day.
 */
export function addDuration(at: Instant, duration: Duration, calendar: Calendar): Instant {
  let result: number = at;
  if (duration.months !== undefined || duration.days !== undefined) {
    const local = at + calendar.offsetMinutesAt(at) * minuteMs;
    const day = floorDiv(local, dayMs);
    const moved = daysFromCivil(addMonths(civilFromDays(day), duration.months ?? 0)) + (duration.days ?? 0);
    result = instantOfLocal(moved * dayMs + (local - day * dayMs), calendar);
  }
  result += (duration.seconds ?? 0) * 1000;
  return duration.until === 'end-of-day' ? nextMidnight(instant(result), calendar) : instant(result);
}

function nextMidnight(at: Instant, calendar: Calendar): Instant {
  const local = at + calendar.offsetMinutesAt(at) * minuteMs;
  return instantOfLocal((floorDiv(local, dayMs) + 1) * dayMs, calendar);
}

/** Of a local time that comes twice the first is meant; one that a change of offset skips is as far after the change as it was meant to be. */
function instantOfLocal(local: number, calendar: Calendar): Instant {
  const before = calendar.offsetMinutesAt(instant(local - dayMs));
  const early = instant(local - before * minuteMs);
  const after = calendar.offsetMinutesAt(early);
  if (after === before) return early;
  const late = instant(local - after * minuteMs);
  return calendar.offsetMinutesAt(late) === after ? late : early;
}
