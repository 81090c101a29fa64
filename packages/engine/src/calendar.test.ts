import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDuration,
  addMonths,
  birthdayIn,
  civilFromDays,
  daysFromCivil,
  fixedCalendar,
  type Calendar,
} from './calendar.ts';
import { instant } from './number.ts';
import { weekdayOf } from './operators.ts';
import { noon } from './testing/receipts.ts';

const hour = 3_600_000;
const day = 24 * hour;
const utc = fixedCalendar(0);
const at = (year: number, month: number, dayOfMonth: number): number =>
  daysFromCivil({ year, month, day: dayOfMonth }) * day;

test('days and dates are each other’s inverse', () => {
  expect(daysFromCivil({ year: 1970, month: 1, day: 1 })).toBe(0);
  expect(daysFromCivil({ year: 2000, month: 3, day: 1 })).toBe(11_017);
  expect(civilFromDays(20_468)).toEqual({ year: 2026, month: 1, day: 15 });
  fc.assert(
    fc.property(fc.integer({ min: -800_000, max: 800_000 }), (days) => {
      const date = civilFromDays(days);
      expect(daysFromCivil(date)).toBe(days);
      expect(date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31).toBe(true);
    }),
  );
});

test('days of the week', () => {
  expect([0, 3, 4, -1, 20_468].map(weekdayOf)).toEqual(['thu', 'sun', 'mon', 'wed', 'thu']);
});

test.each([
  [{ year: 2026, month: 1, day: 31 }, 1, { year: 2026, month: 2, day: 28 }],
  [{ year: 2028, month: 1, day: 31 }, 1, { year: 2028, month: 2, day: 29 }],
  [{ year: 2028, month: 2, day: 29 }, 12, { year: 2029, month: 2, day: 28 }],
  [{ year: 2026, month: 10, day: 15 }, 15, { year: 2028, month: 1, day: 15 }],
])('%j and %d months', (date, months, expected) => {
  expect(addMonths(date, months)).toEqual(expected);
});

test('a birthday on 29 February is kept on the 28th of a common year', () => {
  expect(civilFromDays(birthdayIn(2026, { month: 2, day: 29 })).day).toBe(28);
  expect(civilFromDays(birthdayIn(2028, { month: 2, day: 29 })).day).toBe(29);
});

describe('the life of points', () => {
  test('seconds are exact: 365 days to the second', () => {
    expect(addDuration(noon, { seconds: 31_536_000 }, utc)).toBe(noon + 365 * day);
  });

  test('the end of the day is the next midnight of the chain, as the first moment without points', () => {
    const moscow = fixedCalendar(180);
    expect(addDuration(noon, { until: 'end-of-day' }, moscow)).toBe(at(2026, 1, 16) - 3 * hour);
    expect(addDuration(noon, { days: 30, until: 'end-of-day' }, moscow)).toBe(at(2026, 2, 15) - 3 * hour);
    const beforeMidnight = instant(at(2026, 1, 15) + 20 * hour + hour);
    expect(addDuration(beforeMidnight, { until: 'end-of-day' }, moscow)).toBe(at(2026, 1, 17) - 3 * hour);
  });

  /** An hour ahead, two in summer: from 29 March 2026, 01:00 UTC, to 25 October 2026, 01:00 UTC. */
  const berlin: Calendar = {
    offsetMinutesAt: (moment) =>
      moment >= at(2026, 3, 29) + hour && moment < at(2026, 10, 25) + hour ? 120 : 60,
  };

  test('a month later it is the same time of day, whatever the clocks did', () => {
    const february = instant(at(2026, 2, 28) + 11 * hour);
    expect(addDuration(february, { days: 30 }, berlin)).toBe(at(2026, 3, 30) + 10 * hour);
    expect(addDuration(february, { months: 8 }, berlin)).toBe(at(2026, 10, 28) + 11 * hour);
  });

  test('a time that the clocks skip is as far after the change as it was meant', () => {
    const half = instant(at(2026, 3, 28) + hour + hour / 2);
    expect(addDuration(half, { days: 1 }, berlin)).toBe(at(2026, 3, 29) + hour + hour / 2);
  });

  test('of a midnight that comes twice the first is the end of the day', () => {
    /** 1 November, 01:00: back to 00:00. */
    const change = at(2026, 11, 1);
    const back: Calendar = { offsetMinutesAt: (moment) => (moment < change ? 60 : 0) };
    expect(addDuration(instant(change - 5 * hour), { until: 'end-of-day' }, back)).toBe(change - hour);
  });

  test('where midnight is skipped the day ends with the change', () => {
    /** 24 April, 00:00: on to 01:00. */
    const change = at(2026, 4, 24) - 2 * hour;
    const cairo: Calendar = { offsetMinutesAt: (moment) => (moment < change ? 120 : 180) };
    expect(addDuration(instant(change - 5 * hour), { until: 'end-of-day' }, cairo)).toBe(change);
  });
});
