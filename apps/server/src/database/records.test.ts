import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../testing/database.ts';
import { parseRecord, parseRecords } from './read-records.ts';
import { recordColumns, recordsText } from './records.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const field = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'binary', maxLength: 8 }).filter((text) => !text.includes('\0') && text.isWellFormed()),
  fc.constantFrom(
    '',
    'null',
    'NULL',
    '\\',
    '"',
    '""',
    '(',
    '),(',
    '{',
    '}',
    ' ',
    'a b',
    "'",
    '\\"',
    '\n',
    '\u0001',
  ),
);
const pair = fc.record({ kind: field, value: field });

describe('rows as PostgreSQL writes them', () => {
  test('whatever stands in them comes to it, and back', async () => {
    const { pool } = database;
    await pool.query('create type pair as (kind text, value text)');
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { minLength: 1, maxLength: 6 }), async (rows) => {
        const text = recordsText(['kind', 'value'], rows);
        const { rows: found } = await pool.query<{
          kind: string | null;
          value: string | null;
          record: string;
          all: string;
        }>(
          `select r.kind, r.value, r::text as record, (select string_agg(x::text, E'\\n') from unnest($1::pair[]) x) as all
             from unnest($1::pair[]) r`,
          [text],
        );
        const fields = rows.map(({ kind, value }) => [kind, value]);
        expect(found.map(({ kind, value }) => [kind, value])).toEqual(fields);
        expect(found.map(({ record }) => parseRecord(record))).toEqual(fields);
        expect(parseRecords(found[0]?.all ?? null)).toEqual(fields);
      }),
      { numRuns: 150 },
    );
  });

  test('no list is no records', () => expect(parseRecords(null)).toEqual([]));

  test.each([
    ['(', []],
    ['(,', [[null, null]]],
    ['(a', [['a']]],
    ['(a,"b', [['a', 'b']]],
    ['(a,b)\n(c', [['a', 'b'], ['c']]],
  ])('a text that is cut off comes to its end: %j', (text, fields) => {
    expect(parseRecords(text)).toEqual(fields);
  });

  test.for(Object.entries(recordColumns))(
    '%s has the columns that are written here',
    async ([table, columns]) => {
      const { rows } = await database.pool.query<{ name: string }>(
        `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 order by attnum`,
        [table],
      );
      expect(rows.map(({ name }) => name)).toEqual(columns);
    },
  );
});
