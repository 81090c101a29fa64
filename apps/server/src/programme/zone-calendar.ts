import { instant, type Calendar, type Instant } from '@bonum/engine';

/**
 * The chain's zone as the engine takes it. Intl knows the rules of every zone; the engine itself must not, since a till
 * and a browser may know older ones.
 * @param zone an IANA name, such as Europe/Moscow
 */
export function zoneCalendar(zone: string): Calendar {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return { offsetMinutesAt: (at) => offsetMinutes(format, at) };
}

function offsetMinutes(format: Intl.DateTimeFormat, at: Instant): number {
  const name = format.formatToParts(instant(at)).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -size : size;
}
