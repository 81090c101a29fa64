import { parse, type Parser } from 'csv-parse';
import { FileRefused, type Mistakes } from './mistakes.ts';
import { columns, parseRow, type Column, type Row } from './parse-row.ts';

/** What to hand on of a row; `line` is where it ends in the file. */
export type Take = (row: Row, line: number) => string;

/**
 * A CSV parser that gives, as the one field of a record, what `take` makes of each good row, and adds what is wrong with the others to `mistakes`.
 * It goes out as an error only when the rest cannot be read either.
 */
export function rowParser(delimiter: string, mistakes: Mistakes, take: Take): Parser {
  let places: Places | null = null;
  return parse({
    delimiter,
    bom: true,
    skip_empty_lines: true,
    relax_column_count: true,
    on_record(record: string[], { lines: line }) {
      if (places === null) {
        places = placesOf(record);
        return null;
      }
      const row = readRow(record, places, (column, reason) => mistakes.add({ line, column, reason }));
      return row && [take(row, line)];
    },
  });
}

interface Places {
  readonly of: Readonly<Record<Column, number>>;
  readonly count: number;
}

function placesOf(header: readonly string[]): Places {
  const names = header.map((name) => name.trim());
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0)
    throw new FileRefused(
      `The first line must name the columns; missing: ${missing.join(', ')}. It names: ${names.join(', ').slice(0, 300)}.`,
    );
  const twice = columns.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (twice) throw new FileRefused(`The first line names the column ${twice} twice.`);
  const of = Object.fromEntries(columns.map((column) => [column, names.indexOf(column)]));
  return { of: of as Places['of'], count: names.length };
}

function readRow(
  record: readonly string[],
  { of, count }: Places,
  complain: (column: string, reason: string) => void,
): Row | null {
  if (record.length !== count) {
    complain('the whole row', `has ${record.length} fields where the first line has ${count}`);
    return null;
  }
  return parseRow((column) => record[of[column]] ?? '', complain);
}
