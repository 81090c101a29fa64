import * as fc from 'fast-check';
import { writeTime } from '../parse-time.ts';
import type { OracleLine } from './oracle.ts';

/** A line with everything that stands in its row. */
export interface HistoryLine extends OracleLine {
  readonly lineNo: string;
  readonly offsetMinutes: number | null;
  readonly store: string;
  readonly product: string;
}

/** Few members, few instants and sums around the levels, so that what matters happens often. */
const goods = fc.record({
  quantity: fc.constantFrom(0, 0.5, 1, 1.125, 2, 12, -1, -2.25),
  amount: fc.oneof(
    fc.integer({ min: -30_000, max: 60_000 }),
    fc.constantFrom(0, 1, 33, 9999, 10_000, 40_000, -10_000),
  ),
  product: fc.constantFrom('1', 'a', 'A', 'ваза', 'с "кавычками", и запятой', String.raw`back\slash`),
});
const receipt = fc.record({
  member: fc.constantFrom('', '7', '10', 'Б-1', 'б-1', 'a,b'),
  // Two years, often the very same instant, and exactly a year apart.
  at: fc.oneof(
    fc.constantFrom(Date.UTC(2015, 1, 28), Date.UTC(2016, 1, 28), Date.UTC(2016, 1, 28) - 1),
    fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2016, 11, 31) }),
  ),
  offsetMinutes: fc.constantFrom(null, 0, 60, 180, -300, 330),
  store: fc.constantFrom('S1', 'S2'),
  lines: fc.array(goods, { minLength: 1, maxLength: 4 }),
});

/** The lines of some receipts in any order, not even those of one receipt together. */
export const histories: fc.Arbitrary<HistoryLine[]> = fc
  .array(receipt, { minLength: 1, maxLength: 60 })
  .chain((receipts) => {
    const lines = receipts.flatMap(({ lines: all, ...rest }, index) =>
      all.map((line, number) => ({
        ...rest,
        ...line,
        receipt: nameOf(index),
        lineNo: String(number + 1),
      })),
    );
    return fc.shuffledSubarray(lines, { minLength: lines.length });
  });

/** Names whose order as text is neither that of numbers nor that of a dictionary. */
const nameOf = (index: number): string => ['', 'C', 'c', 'я-'][index % 4] + String((index * 7) % 61);

const HEADER = 'week,receipt_id,line_no,timestamp,member_id,store_id,product_id,quantity,amount_minor,note';

export interface Writing {
  readonly delimiter: string;
  readonly lineEnd: string;
}

/** As a CSV file; with columns that nobody asked for. */
export function writeCsv(
  lines: readonly HistoryLine[],
  { delimiter, lineEnd }: Writing = { delimiter: ',', lineEnd: '\n' },
): string {
  const rows = lines.map((line) => [
    '1',
    line.receipt,
    line.lineNo,
    timeText(line),
    line.member,
    line.store,
    line.product,
    String(line.quantity),
    String(line.amount),
    'x',
  ]);
  return [HEADER.split(','), ...rows]
    .map((fields) => fields.map((field) => quoted(field, delimiter)).join(delimiter) + lineEnd)
    .join('');
}

/** Without an offset it is UTC. */
const timeText = ({ at, offsetMinutes }: HistoryLine): string =>
  offsetMinutes === null
    ? new Date(at).toISOString().slice(0, -1).replace('T', ' ')
    : writeTime({ at, offsetMinutes });

const quoted = (field: string, delimiter: string): string =>
  field.includes(delimiter) || field.includes('"') ? `"${field.replaceAll('"', '""')}"` : field;

/** Receipts of one line each, a purchase every so often: enough of them to be interrupted. */
export function longHistory(receipts: number): HistoryLine[] {
  return Array.from({ length: receipts }, (_, index) => ({
    receipt: String(index),
    lineNo: '1',
    at: Date.UTC(2015, 0, 1) + index * 3_600_000,
    offsetMinutes: 0,
    member: index % 11 === 0 ? '' : `m${index % 40}`,
    quantity: 1,
    amount: ((index * 7919) % 9000) - 500,
    store: 'S1',
    product: `p${index % 5}`,
  }));
}
