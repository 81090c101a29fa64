/** A text or number as a text; '' for everything else. */
export const wordOf = (said: unknown): string =>
  typeof said === 'string' || typeof said === 'number' ? String(said).trim() : '';

/** How exchanges write that somebody does not show their number. */
const withheld = new Set([
  '',
  'anonymous',
  'unknown',
  'private',
  'restricted',
  'unavailable',
  'withheld',
  'asterisk',
]);

/** Shorter ones are numbers within the chain. */
const SHORTEST = 7;

/**
 * The phone of whoever is not staff, in E.164; null: withheld; undefined: it is no phone at all. Russian numbers are written with 8, 7
 * or neither before them.
 */
export function outsidePhone(written: unknown): string | null | undefined {
  const text = wordOf(written);
  if (withheld.has(text.toLowerCase())) return null;
  const digits = text.replace(/^sip:|@.*$/g, '').replace(/\D/g, '');
  if (digits.length < SHORTEST || digits.length > 15) return undefined;
  if (digits.length === 10) return `+7${digits}`;
  if (digits.length === 11 && digits.startsWith('8')) return `+7${digits.slice(1)}`;
  return `+${digits}`;
}

const MOSCOW_MS = 3 * 3_600_000;

/** Epoch milliseconds from seconds since 1970, from RFC 3339, or from a date and time as they are in Moscow; null: neither. */
export function momentOf(written: unknown): number | null {
  const text = wordOf(written);
  if (/^\d{9,10}(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  if (/^\d{13}$/.test(text)) return Number(text);
  const [, day, month, year, time] = /^(\d\d)\.(\d\d)\.(\d{4})[ T](\d\d:\d\d(?::\d\d)?)$/.exec(text) ?? [];
  const local =
    year === undefined
      ? /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?$/.exec(text)?.[0]
      : `${year}-${month}-${day}T${time}`;
  const at = local === undefined ? zoned(text) : Date.parse(`${local.replace(' ', 'T')}Z`) - MOSCOW_MS;
  return Number.isFinite(at) ? at : null;
}

/** As Asterisk writes it: `2026-11-22T12:00:00.123+0300`. */
function zoned(text: string): number {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text)) return Number.NaN;
  return Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
}
