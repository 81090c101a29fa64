/**
 * What PostgreSQL writes for `row::text`, and for many of them with a line's end between each: rows go and come as its own text where many of
 * them do. As JSON they took the database twice as long, and as the text of an array each is escaped once more.
 */

const [QUOTE, COMMA, CLOSE] = [34, 44, 41];

/** The fields of each record, in the order of its columns; nothing is null. No text is no records. */
export function parseRecords(text: string | null): (string | null)[][] {
  const records: (string | null)[][] = [];
  if (text === null) return records;
  for (let at = 1; at < text.length; at += '\n('.length) {
    const fields: (string | null)[] = [];
    for (; ; at += 1) {
      const quoted = text.charCodeAt(at) === QUOTE;
      const stop = quoted ? closingQuote(text, at + 1) : endOfField(text, at);
      if (quoted) fields.push(unquoted(text.slice(at + 1, stop)));
      else fields.push(stop === at ? null : text.slice(at, stop));
      at = quoted ? stop + 1 : stop;
      if (text.charCodeAt(at) !== COMMA) break;
    }
    records.push(fields);
    at += 1;
  }
  return records;
}

/** The fields of one record. */
export const parseRecord = (text: string): readonly (string | null)[] => parseRecords(text)[0] ?? [];

/** What is not quoted holds neither of what it ends with. */
function endOfField(text: string, from: number): number {
  for (let at = from; ; at += 1) {
    const unit = text.charCodeAt(at);
    // Of a text that is cut off there is no such unit.
    if (unit === COMMA || unit === CLOSE || Number.isNaN(unit)) return at;
  }
}

/** A quote within quotes is written twice. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); ; at = text.indexOf('"', at + 2))
    if (at < 0 || text[at + 1] !== '"') return at < 0 ? text.length : at;
}

/** A quote and a backslash are doubled, and hardly any field has one. */
const unquoted = (text: string): string =>
  text.includes('"') || text.includes('\\') ? text.replaceAll(/(["\\])\1/g, '$1') : text;
