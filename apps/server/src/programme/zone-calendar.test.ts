import * as fc from 'fast-check';
import { instant } from '@bonum/engine';
import { expect, test } from 'vitest';
import { zoneCalendar, zoneOffsets } from './zone-calendar.ts';

// With summer time, without, with half an hour of it, with a month of Ramadan taken out, and one that crossed the date line.
const zones = [
  'Europe/Moscow',
  'Europe/Berlin',
  'UTC',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Asia/Almaty',
];

/** What the clock on the wall shows, as Intl writes it: another way to the same answer. */
function wallClock(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const part = (type: string): number => Number(parts.find((found) => found.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
}

test.each(zones)('the table of %s says what the clocks there show', (zone) => {
  const calendar = zoneCalendar(zone);
  const agrees = (at: number): void => {
    expect(at + calendar.offsetMinutesAt(instant(at)) * 60_000).toBe(wallClock(zone, at));
  };
  for (const { from } of zoneOffsets(zone)) {
    if (from > Date.UTC(2000, 0, 1)) agrees(from - 60_000);
    agrees(from);
  }
  const minutes = fc.integer({ min: Date.UTC(2000, 0, 1) / 60_000, max: Date.UTC(2100, 0, 1) / 60_000 });
  fc.assert(
    fc.property(minutes, (minute) => agrees(minute * 60_000)),
    { numRuns: 200 },
  );
});
