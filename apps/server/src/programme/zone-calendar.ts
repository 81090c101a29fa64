import { instant, offsetCalendar, type Calendar, type OffsetChange } from '@bonum/engine';

/** Of receipts there are none before; what lies beyond keeps the offset of the end. */
const [FIRST, LAST] = [Date.UTC(2000, 0, 1), Date.UTC(2100, 0, 1)];
const MINUTE = 60_000;
/** No zone changes its offset twice within a week. */
const STEP = 7 * 24 * 60 * MINUTE;

/**
 * The chain's zone as the engine takes it: a table that tills are given too, so that server and till agree whatever each
 * machine knows of zones.
 */
export const zoneCalendar = (zone: string): Calendar => offsetCalendar(zoneOffsets(zone));

const known = new Map<string, readonly OffsetChange[]>();

/**
 * When a zone changes its offset, and to what.
 * @param zone an IANA name, such as Europe/Moscow
 */
export function zoneOffsets(zone: string): readonly OffsetChange[] {
  const found = known.get(zone) ?? readOffsets(zone);
  known.set(zone, found);
  return found;
}

function readOffsets(zone: string): OffsetChange[] {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const offsetAt = (at: number): number => offsetMinutes(format, at);
  let last = { from: instant(FIRST), offsetMinutes: offsetAt(FIRST) };
  const changes: OffsetChange[] = [last];
  for (let at = FIRST + STEP; at <= LAST; at += STEP) {
    if (offsetAt(at) === last.offsetMinutes) continue;
    last = { from: instant(changeBefore(at, last.offsetMinutes, offsetAt)), offsetMinutes: offsetAt(at) };
    changes.push(last);
  }
  return changes;
}

/** The minute at which the offset is another one than before, within the step that ends at `at`. */
function changeBefore(at: number, before: number, offsetAt: (at: number) => number): number {
  let [same, other] = [at - STEP, at];
  while (other - same > MINUTE) {
    const middle = same + Math.floor((other - same) / MINUTE / 2) * MINUTE;
    if (offsetAt(middle) === before) same = middle;
    else other = middle;
  }
  return other;
}

function offsetMinutes(format: Intl.DateTimeFormat, at: number): number {
  const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -size : size;
}
