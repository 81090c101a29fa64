import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTime, writeTime } from './parse-time.ts';

test.each([
  ['2026-11-22T19:05:00+03:00', Date.UTC(2026, 10, 22, 16, 5), 180],
  ['2026-11-22 19:05:00-0330', Date.UTC(2026, 10, 22, 22, 35), -210],
  ['2026-11-22T19:05:00+03', Date.UTC(2026, 10, 22, 16, 5), 180],
  ['2026-11-22T19:05:00Z', Date.UTC(2026, 10, 22, 19, 5), 0],
  // Without an offset it is UTC, wherever the server stands.
  ['2026-11-22T19:05:00', Date.UTC(2026, 10, 22, 19, 5), 0],
  ['2026-11-22 19:05', Date.UTC(2026, 10, 22, 19, 5), 0],
  ['2026-11-22', Date.UTC(2026, 10, 22), 0],
  ['2026-11-22T19:05:00.123000Z', Date.UTC(2026, 10, 22, 19, 5, 0, 123), 0],
  ['2016-02-29T00:00:00.5Z', Date.UTC(2016, 1, 29, 0, 0, 0, 500), 0],
])('%s', (written, at, offsetMinutes) => {
  expect(parseTime(written)).toEqual({ at, offsetMinutes });
});

test.each([
  '',
  'yesterday',
  '22.11.2026 19:05',
  '2026-02-30T00:00:00Z',
  '2015-02-29',
  '2026-13-01',
  '2026-11-22T24:00:00Z',
  '2026-11-22T19:60:00Z',
  '2026-11-22T19:05:60Z',
  '2026-11-22T19:05:00+19:00',
  '2026-11-22T19:05:00.1234Z',
  '0016-11-22T19:05:00Z',
  '2026-11-22T19:05:00Z ',
])('"%s" is no time', (written) => {
  expect(parseTime(written)).toBeNull();
});

test('what is written is read again', () => {
  const moments = fc.record({
    at: fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2100, 0, 1) }),
    offsetMinutes: fc.integer({ min: -900, max: 900 }),
  });
  fc.assert(
    fc.property(moments, (moment) => {
      expect(parseTime(writeTime(moment))).toEqual(moment);
    }),
  );
});
