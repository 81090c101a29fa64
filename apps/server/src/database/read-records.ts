/**
 * What PostgreSQL writes for `row::text` and `array_agg(row)::text`. Rows go and come as its own text where many of them do:
 * as JSON they took the database twice as long.
 */

/** The fields of one record, in the order of its columns; nothing is null. */
export function parseRecord(text: string): (string | null)[] {
  const fields: (string | null)[] = [];
  const end = text.length - 1;
  for (let at = 1; ;) {
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1);
      const inside = text.slice(at + 1, close);
      fields.push(isPlain(inside) ? inside : inside.replaceAll(/(["\\])\1/g, '$1'));
      at = close + 1;
    } else {
      const comma = text.indexOf(',', at);
      const stop = comma < 0 ? end : comma;
      fields.push(stop === at ? null : text.slice(at, stop));
      at = stop;
    }
    if (at >= end) return fields;
    at += 1;
  }
}

/** A quote within quotes is written twice. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); ; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at;
}

/** The records of a list: {"(a,b)","(c,\"d e\")"}; null is none. */
export function parseRecords(text: string | null): (string | null)[][] {
  if (text === null) return [];
  const records: (string | null)[][] = [];
  for (let at = 1; at < text.length - 1; at++) {
    const quoted = text[at] === '"';
    const begin = quoted ? at + 1 : at;
    let stop = begin;
    for (; quoted ? text[stop] !== '"' : text[stop] !== ',' && stop < text.length - 1; stop++)
      if (text[stop] === '\\') stop += 1;
    records.push(parseRecord(unescaped(text.slice(begin, stop))));
    at = quoted ? stop + 1 : stop;
  }
  return records;
}

const isPlain = (text: string): boolean => !text.includes('"') && !text.includes('\\');

/** Hardly any record has a backslash of its own; one that has not is made plain in half the time. */
const unescaped = (text: string): string =>
  text.includes('\\\\') ? text.replaceAll(/\\(.)/gs, '$1') : text.replaceAll('\\"', '"');
