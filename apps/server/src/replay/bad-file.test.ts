import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../testing/database.ts';
import { FileRefused } from './mistakes.ts';
import { openBench, replayProgramme, type Bench } from './testing/bench.ts';

const programme = await replayProgramme();
let database: TestDatabase;
let bench: Bench;

beforeAll(async () => {
  database = await createDatabase();
  bench = await openBench(database);
});
afterAll(async () => {
  await bench[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const HEADER = 'receipt_id,line_no,timestamp,member_id,store_id,product_id,quantity,amount_minor\n';
const GOOD = '1,1,2020-01-01,m,s,p,1,100\n';

async function refusal(content: string | Buffer): Promise<FileRefused> {
  const file = await bench.file('bad.csv', content);
  const error = await bench.replay({ file, programme }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FileRefused);
  const { rows } = await sql`select from receipt union all select from owner union all select from product
    union all select from replay_receipt`.execute(database.db);
  expect(rows).toEqual([]);
  return error as FileRefused;
}

describe('U6 a wrong file is refused before anything is written, with', () => {
  test('each wrong field, by line and column', async () => {
    const { message, mistakes } = await refusal(
      `${HEADER}${GOOD}2,1,2020-02-30,m,s,p,1,100\n3,1,2020-01-01,"m\n",s,p,x,1.5\n4,1,2020-01-01,m,s,p,1\n`,
    );
    expect(message).toBe('The file has 5 mistakes; nothing of it was replayed.');
    expect(mistakes).toEqual([
      'line 3, timestamp: "2020-02-30" is not a time like 2026-11-22T19:05:00+03:00',
      'line 5, member_id: has a control character',
      'line 5, quantity: "x" is not a number of pieces with up to 3 decimals',
      'line 5, amount_minor: "1.5" is not a whole number of minor units',
      'line 6, the whole row: has 7 fields where the first line has 8',
    ]);
  });

  test('receipts whose lines disagree, wherever those stand', async () => {
    const { mistakes } = await refusal(
      `${HEADER}a,1,2020-01-01,m,s,p,1,1\nb,1,2020-01-01,m,s,p,1,1\nc,1,2020-01-01,m,s,p,1,1\nd,1,2020-01-01,m,s,p,1,1\n` +
        'a,2,2020-01-01,n,s,p,1,1\nb,2,2020-01-01,m,t,p,1,1\nc,2,2020-01-01T00:00:01Z,m,s,p,1,1\nd,1,2020-01-01,m,s,p,1,1\n' +
        // The same instant, written in another zone, is no disagreement.
        'e,1,2020-01-01,,s,p,1,1\ne,2,2020-01-01T03:00:00+03:00,,s,p,1,1\ne,3,2020-01-01,m,s,p,1,1\n',
    );
    expect(mistakes).toEqual([
      'line 6, member_id: receipt a has two: m and n',
      'line 7, store_id: receipt b has two: s and t',
      'line 8, timestamp: receipt c has two: 2020-01-01 00:00:00+00 and 2020-01-01 00:00:01+00',
      'line 12, member_id: receipt e has two: nobody and m',
      'line 9, line_no: receipt d has line 1 twice',
    ]);
  });

  test('a receipt that is larger than any', async () => {
    const { mistakes } = await refusal(
      `${HEADER}a,1,2020-01-01,m,s,p,1,1000000000000\na,2,2020-01-01,m,s,p,1,1\n`,
    );
    expect(mistakes).toEqual(['line 3, amount_minor: receipt a is larger than any receipt can be']);
  });

  test('what has not happened yet', async () => {
    const { mistakes } = await refusal(`${HEADER}${GOOD}2,1,2062-01-01T12:00:00+03:00,m,s,p,1,100\n`);
    expect(mistakes).toEqual([
      expect.stringMatching(
        /^line 3, timestamp: 2062-01-01T09:00:00Z is later than now, 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
      ),
    ]);
  });

  test('the first hundred of many mistakes, and their number', async () => {
    const { message, mistakes } = await refusal(HEADER + '1,1,2020-01-01,m,s,p,1,x\n'.repeat(250));
    expect(message).toContain('250 mistakes');
    expect(mistakes).toHaveLength(101);
    expect(mistakes.at(-1)).toBe('and 150 more');
  });

  test.each([
    [
      'a column that is missing',
      HEADER.replace('quantity', 'qty') + GOOD,
      /missing: quantity\. It names: .*qty/,
    ],
    ['a column named twice', `line_no,${HEADER}1,${GOOD}`, /names the column line_no twice/],
    ['nothing in it', ' \n', /is empty/],
    ['a quote that does not end', `${HEADER}"1,1,2020-01-01,m,s,p,1,100\n`, /not CSV: .*Quote/],
    [
      'another encoding',
      Buffer.concat([Buffer.from(HEADER), Buffer.from([0xcc, 0xe0, 0xf0, 10])]),
      /not in UTF-8/,
    ],
    ['half of a packed file', gzipSync(HEADER + GOOD.repeat(1000)).subarray(0, 80), /not a whole gzip file/],
  ])('%s', async (_, content, message) => {
    expect((await refusal(content)).message).toMatch(message);
  });

  test('no file, or a folder', async () => {
    await expect(bench.replay({ file: '/nowhere/at/all.csv', programme })).rejects.toThrow(
      /There is no file/,
    );
    await expect(bench.replay({ file: bench.folder, programme })).rejects.toThrow(/is not a file/);
  });

  test('and it can be put right', async () => {
    const { report } = await bench.replay({ file: await bench.file('good.csv', HEADER + GOOD), programme });
    expect(report).toMatchObject({ receipts: 1, members: 1, salesMinor: 100 });
  });
});
