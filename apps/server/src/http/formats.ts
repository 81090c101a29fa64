/**
 * The string formats of the contract, narrower than the usual JSON Schema packages take them: everything that passes here is
 * also a `Date` and a PostgreSQL value, so that no odd moment gets past the door only to fail as a bug behind it.
 */
export const formats = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  date: isDate,
  'date-time': isMoment,
  email: isEmail,
} as const;

const earliestYear = 1900;
const latestYear = 9999;

function isDate(text: string): boolean {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!parts) return false;
  const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= earliestYear && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** With an offset, never without: a till's clock alone says nothing. No leap second, since neither side can hold one. */
function isMoment(text: string): boolean {
  const parts =
    /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/.exec(text);
  if (!parts?.[1] || !isDate(parts[1])) return false;
  const year = new Date(text).getUTCFullYear();
  return year >= earliestYear && year <= latestYear;
}

function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@\p{C}]{1,64}@[^\s@.\p{C}]+(\.[^\s@.\p{C}]+)+$/u.test(text);
}
