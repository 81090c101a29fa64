import { refused } from '../http/ask-system.ts';
import type { Refused } from '../system-of-record.ts';
import { noDate, nobody } from './literals.ts';
import type { Row } from './row.ts';

/** 1C leaves out without a word what it has no field for. Said is what it lacks, and nothing is taken for written. */
export const without = (set: string, fields: readonly string[]): Refused | null =>
  fields.length === 0
    ? null
    : refused('no-field', { names: fields.map((field) => `${set}.${field}`).join(', '), setting: 'profile' });

/** Fields that a row should have and has not. */
export const lacking = (row: Row, fields: readonly (string | undefined)[]): readonly string[] =>
  fields.filter((field) => field !== undefined).filter((field) => !(field in row));

/** What of that which was written is not in the row as 1C has it now. */
export const unwritten = (written: Row, row: Row): readonly string[] =>
  Object.entries(written).flatMap(([field, value]) => {
    if (!(field in row)) return [field];
    const [there] = sectionOf(row[field]);
    if (!there) return [];
    const fields = new Set(sectionOf(value).flatMap((one) => Object.keys(one)));
    return [...fields].filter((name) => !(name in there)).map((name) => `${field}.${name}`);
  });

/** What of a document that waits is not as it should be; null: all is, or it is posted and is never touched. */
export function differing(made: Row, row: Row): Row | null {
  if (row['Posted'] === true) return null;
  return some(made, (field, value) =>
    Array.isArray(value)
      ? !isSameSection(sectionOf(value), sectionOf(row[field]))
      : !isSame(value, row[field]),
  );
}

/** What of an object did not arrive when it was made; null: all did. What stands there may be somebody's by now, and stays. */
export function unfilled(made: Row, row: Row): Row | null {
  const missing = new Set(unwritten(made, row).map((name) => name.split('.', 1)[0]));
  return some(made, (field, value) =>
    Array.isArray(value)
      ? value.length > 0 && (sectionOf(row[field]).length === 0 || missing.has(field))
      : isEmpty(row[field]) && !isSame(value, row[field]),
  );
}

function some(made: Row, isWanted: (field: string, value: unknown) => boolean): Row | null {
  const fields = Object.entries(made).filter(([field, value]) => isWanted(field, value));
  return fields.length > 0 ? Object.fromEntries(fields) : null;
}

/** As a new object has it where nobody has said anything. */
const isEmpty = (value: unknown): boolean =>
  [undefined, null, '', 0, false, nobody, noDate].some((empty) => value === empty);

const isSameSection = (made: readonly Row[], rows: readonly Row[]): boolean =>
  made.length === rows.length &&
  made.every((one, index) =>
    Object.entries(one).every(([field, value]) => isSame(value, rows[index]?.[field])),
  );

/** Some bases write figures as texts, keys in capitals, and spaces behind texts of a fixed length. */
const isSame = (one: unknown, other: unknown): boolean => plain(one) === plain(other);
const plain = (value: unknown): string =>
  typeof value === 'string' ? value.trim().toLowerCase() : JSON.stringify(value ?? null);

export const sectionOf = (value: unknown): readonly Row[] =>
  Array.isArray(value) ? value.filter((row): row is Row => typeof row === 'object' && row !== null) : [];
