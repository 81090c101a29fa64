/** An object of 1C, or a row of one, as JSON has it. */
export type Row = Readonly<Record<string, unknown>>;

/** What stands in a field, without the spaces that fields of a fixed length end with; empty: nothing. */
export function textIn(row: Row, field: string): string {
  const value = row[field];
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}

/** The guid that an object has. */
export const keyIn = (row: Row): string => textIn(row, 'Ref_Key').toLowerCase();
