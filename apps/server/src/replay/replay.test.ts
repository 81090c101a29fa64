import { createReadStream, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip, gzipSync } from 'node:zlib';
import { instant, minor } from '@bonum/engine';
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownersDue, settleOwner } from '../jobs/settle-due.ts';
import { createDatabase, type TestDatabase } from '../testing/database.ts';
import { beAlone } from './be-alone.ts';
import { lookThrough } from './content.ts';
import { Stopped, type Replayed } from './replay.ts';
import { scopeApart } from './scope.ts';
import { CHECKOUT, openBench, replayProgramme, type Bench } from './testing/bench.ts';
import { histories, longHistory, writeCsv } from './testing/history.ts';
import { oracle, type OracleLine } from './testing/oracle.ts';

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

/** Everything a replay could double. */
async function counted(): Promise<unknown> {
  const { rows } =
    await sql`select (select count(*) from owner) as owners, (select count(*) from receipt) as receipts,
    (select count(*) from transfer) as transfers, (select count(*) from lot) as lots, (select count(*) from event) as events,
    (select sum(version) from owner) as versions`.execute(database.db);
  return rows[0];
}

test('B1 figures and every member are what the rules say, whatever the file', async () => {
  const property = fc.asyncProperty(histories, async (lines) => {
    const { report, rows } = await bench.replay({
      file: await bench.file('any.csv', writeCsv(lines)),
      programme,
    });
    const expected = oracle(lines);
    expect(report).toMatchObject(expected.report);
    expect(rows).toEqual(expected.members);
  });
  await fc.assert(property, { numRuns: 15 });
});

describe('a file may be written in several ways', () => {
  const lines = longHistory(30);
  const expected = oracle(lines);
  const crlf = writeCsv(lines, { delimiter: ';', lineEnd: '\r\n' });
  const plain = writeCsv(lines);
  const ways: [string, string | Buffer][] = [
    ['with a byte order mark', `\uFEFF${plain}`],
    ['with semicolons and CRLF', crlf],
    ['without an end of the last line, with empty lines', plain.replaceAll('\n', '\n\n').trimEnd()],
    ['packed in two pieces', Buffer.concat([gzipSync(plain.slice(0, 500)), gzipSync(plain.slice(500))])],
  ];
  test.each(ways)('%s', async (_, content) => {
    const { report, rows } = await bench.replay({ file: await bench.file('way.csv', content), programme });
    expect(report).toMatchObject(expected.report);
    expect(rows).toEqual(expected.members);
  });
});

test('repeated, it changes nothing and says the same, packed or not', async () => {
  const content = writeCsv(longHistory(120));
  const first = await bench.replay({ file: await bench.file('once.csv', content), programme });
  const before = await counted();
  let taken = 0;
  const again = await bench.replay(
    { file: await bench.file('twice.csv.gz', gzipSync(content)), programme },
    { onReceipt: () => taken++ },
  );
  expect(again).toEqual(first);
  expect(taken).toBe(0);
  expect(await counted()).toEqual(before);
});

test('another file or another programme is apart; a scope of one name keeps to one programme', async () => {
  const file = await bench.file('apart.csv', writeCsv(longHistory(50)));
  const levels = programme.levels.map((level) => ({ ...level, from: minor(level.from * 2) }));
  const dear = { ...programme, levels };
  const first = await bench.replay({ file, programme });
  const other = await bench.replay({ file, programme: dear });
  expect(other.report.levels).not.toEqual(first.report.levels);
  expect(await bench.replay({ file, programme })).toEqual(first);
  await bench.replay({ file, programme, scope: 'trial' });
  await expect(bench.replay({ file, programme: dear, scope: 'trial' })).rejects.toThrow(/another programme/);
});

test('stopped again and again, it goes on and ends with the same figures', async () => {
  const lines = longHistory(400);
  const file = await bench.file('stopped.csv', writeCsv(lines));
  /** Of those that are stopped, the first one while the file is still being read. */
  const stoppedAfter = (most: number): Promise<Replayed | Stopped> => {
    const stop = new AbortController();
    let calls = 0;
    const onReceipt = (): void => {
      if (++calls >= most) stop.abort();
    };
    return bench.replay({ file, programme }, { stop: stop.signal, onReceipt }).catch(onlyStopped);
  };
  const outcomes = [await stoppedAfter(1)];
  while (outcomes.at(-1) instanceof Stopped) outcomes.push(await stoppedAfter(90));
  expect(outcomes.length).toBeGreaterThan(3);
  const expected = oracle(lines);
  expect(outcomes.at(-1)).toMatchObject({ report: expected.report, rows: expected.members });
});

function onlyStopped(error: unknown): Stopped {
  if (error instanceof Stopped) return error;
  throw error;
}

test('one replay of a scope at a time', async () => {
  const file = await bench.file('both.csv', writeCsv(longHistory(20)));
  const { sha256 } = await lookThrough(file);
  await using _first = await beAlone(database.url, scopeApart(undefined, sha256, programme));
  await expect(bench.replay({ file, programme })).rejects.toThrow(/being replayed already/);
});

test('what a worker books later changes no figure', async () => {
  const lines = longHistory(300);
  const file = await bench.file('later.csv', writeCsv(lines));
  const first = await bench.replay({ file, programme });
  const now = () => instant(Date.now());
  const shell = { db: database.db, clock: now, wallClock: now };
  const due = await ownersDue(shell, new Set());
  expect(due.length).toBeGreaterThan(0);
  for (const ownerId of due) await settleOwner(shell, ownerId);
  expect(await bench.replay({ file, programme })).toEqual(first);
});

test('members made up for a replay make no news, neither now nor when a worker settles them', async () => {
  const { rows } = await sql`select (select count(*) from event where delivered_at is null) as events,
    (select count(*) from owner) as owners, (select count(*) from owner where apart) as apart`.execute(
    database.db,
  );
  expect(rows).toEqual([{ events: 0, owners: expect.any(Number), apart: expect.any(Number) }]);
  expect(rows[0]).toMatchObject({ apart: (rows[0] as { owners: number }).owners });
});

test('a file with nothing but its header has figures of zero', async () => {
  const { report, rows } = await bench.replay({
    file: await bench.file('none.csv', writeCsv([])),
    programme,
  });
  expect(report).toMatchObject({ receipts: 0, members: 0, salesMinor: 0, lastReceiptAt: null });
  expect(report.levels).toEqual({ Participant: 0, Bronze: 0, Silver: 0, Gold: 0 });
  expect(rows).toEqual([]);
});

const REAL = join(dirname(CHECKOUT), 'shared/data/online_retail/receipts.csv.gz');

test.skipIf(!existsSync(REAL))(`real receipts, when there are some in ${REAL}`, async () => {
  const text = await firstLines(REAL, 4000);
  const { report, rows } = await bench.replay({ file: await bench.file('real.csv', text), programme });
  const expected = oracle(linesOf(text));
  expect(report).toMatchObject(expected.report);
  expect(rows).toEqual(expected.members);
});

test('B1 whatever was replayed here, in whatever way, verifies clean', async () => {
  expect(await bench.breaks()).toEqual([]);
});

async function firstLines(path: string, count: number): Promise<string> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: createReadStream(path).pipe(createGunzip()) })) {
    lines.push(line);
    if (lines.length > count) break;
  }
  return `${lines.join('\n')}\n`;
}

/** No field of that file has a quote or a comma in it before its last columns. */
const linesOf = (text: string): OracleLine[] =>
  text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [receipt = '', , at = '', member = '', , , quantity, amount] = line.split(',');
      return { receipt, at: Date.parse(at), member, quantity: Number(quantity), amount: Number(amount) };
    });
