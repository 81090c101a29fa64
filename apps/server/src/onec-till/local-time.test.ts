import { fixedCalendar, offsetCalendar, instant } from '@bonum/engine';
import { expect, test } from 'vitest';
import { momentOf } from './local-time.ts';

const moscow = fixedCalendar(180);

test.each(['2026-02-31T10:00:00', '2026-02-29T10:00:00', '2026-13-01T10:00:00', '2026-11-22T25:00:00', ''])(
  'U2 "%s" is no time',
  (local) => {
    expect(momentOf(local, moscow)).toBeNull();
  },
);

test('U2 a time of 1C has the offset that the chain had then', () => {
  expect(momentOf('2028-02-29T23:59:59', moscow)).toBe('2028-02-29T23:59:59+03:00');
  // Moscow until the end of October 2014 was four hours ahead.
  const changed = offsetCalendar([
    { from: instant(Date.UTC(2011, 2, 26, 23)), offsetMinutes: 240 },
    { from: instant(Date.UTC(2014, 9, 25, 22)), offsetMinutes: 180 },
  ]);
  expect(momentOf('2014-10-25T12:00:00', changed)).toBe('2014-10-25T12:00:00+04:00');
  expect(momentOf('2014-10-26T12:00:00', changed)).toBe('2014-10-26T12:00:00+03:00');
});
