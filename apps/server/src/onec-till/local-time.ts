import { instant, type Calendar, type Instant } from '@bonum/engine';

/** An instant as 1C writes it: the chain's time, without its zone. */
export const localText = (at: Instant, calendar: Calendar): string =>
  new Date(at + calendar.offsetMinutesAt(at) * 60_000).toISOString().slice(0, 19);

/** The same with its offset, as receipts are asked about. */
export const withOffset = (at: Instant, calendar: Calendar): string =>
  localText(at, calendar) + offsetText(calendar.offsetMinutesAt(at));

/** What 1C wrote, with the offset that the chain's clocks had then; null when there is no such time. */
export function momentOf(local: string, calendar: Calendar): string | null {
  const asUtc = Date.parse(`${local}Z`);
  // The 31st of February is read as the 3rd of March.
  if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(local)) return null;
  // The offset of about then is right but for the hour in which the clocks are changed.
  const about = instant(asUtc - calendar.offsetMinutesAt(instant(asUtc)) * 60_000);
  return local + offsetText(calendar.offsetMinutesAt(about));
}

function offsetText(minutes: number): string {
  const [sign, size] = [minutes < 0 ? '-' : '+', Math.abs(minutes)];
  const two = (count: number): string => String(count).padStart(2, '0');
  return `${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
