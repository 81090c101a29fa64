import type { Answer, Input } from '@bonum/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KeyCaller } from '../operation.ts';
import { anybody, Chain, days } from '../testing/chain.ts';
import { createDatabase, type TestDatabase } from '../testing/database.ts';
import { heardDatabase } from '../testing/heard.ts';
import { growthOf, keptBytes } from '../testing/kept-bytes.ts';
import { line } from '../testing/till.ts';
import { listReceipts } from './list-receipts.ts';

let database: TestDatabase;
let chain: Chain;
let [marina, petr] = ['', ''];

beforeAll(async () => {
  database = await createDatabase();
  chain = new Chain(database);
  await chain.publish('clothing');
  await chain.till.stock();
  marina = await chain.till.join({ name: '=cmd|"/c calc"!A1', surname: 'Ковалёва' });
  petr = await chain.till.join({ name: 'Пётр', surname: '@SUM(1;2)' });
});
afterAll(() => database[Symbol.asyncDispose]());

const list = (input: Input<'list-receipts'>): Promise<Answer<'list-receipts'>> =>
  chain.must('list-receipts', input);
async function csv(
  input: Input<'export-receipts'>,
  caller: KeyCaller = anybody,
): Promise<{ rows: number; lines: string[] }> {
  const { bytes, rows = -1 } = await chain.must('export-receipts', input, caller);
  const parts = await Array.fromAsync(bytes as AsyncIterable<string>);
  return { rows, lines: parts.join('').split('\r\n') };
}

describe('G6 receipts of everybody', () => {
  test('are listed by day, store, kind and member, page after page, whatever comes meanwhile', async () => {
    const sales = [];
    for (let index = 0; index < 5; index++) {
      sales.push(await chain.till.buy(index % 2 === 0 ? marina : petr, [line('SHOES', 1000 + index)]));
      chain.now += days(1);
    }
    const nobody = await chain.till.buy(null, [line('SOCKS', 100)]);
    const [first] = sales;
    if (!first) throw new Error('nothing was sold');
    const back = await chain.till.giveBack(first);
    const all = [
      back.receiptId,
      nobody.answer.receiptId,
      ...sales.map(({ answer }) => answer.receiptId).reverse(),
    ];
    const seen: string[] = [];
    for (let before: string | null | undefined; before !== null;) {
      const page = await list({ limit: 2, ...(before !== undefined && { before }) });
      seen.push(...page.receipts.map(({ receiptId }) => receiptId));
      before = page.next;
      // It is newer than what was seen, and is on no page that follows.
      await chain.till.buy(petr, [line('TEE', 10)], { at: chain.till.time() });
    }
    expect(new Set(seen)).toEqual(new Set(all));
    expect(seen).toHaveLength(all.length);
    const { receipts } = await list({ memberId: marina });
    expect(receipts).toMatchObject([
      { receiptId: back.receiptId, memberId: marina, type: 'return', paid: -back.refund },
      { type: 'sale', paid: 100_400 },
      { paid: 100_200 },
      { paid: 100_000 },
    ]);
    expect((await list({ type: 'return' })).receipts.map(({ receiptId }) => receiptId)).toEqual([
      back.receiptId,
    ]);
    expect((await list({ storeId: 'S-2' })).receipts).toEqual([]);
    // Days are the chain's: the first sale was on the 22nd, at noon in Moscow.
    const day = await list({ from: '2026-11-22', until: '2026-11-22' });
    expect(day.receipts.map(({ receiptId }) => receiptId)).toEqual([first.answer.receiptId]);
    expect(await chain.refusal('list-receipts', { from: '2026-11-23', until: '2026-11-22' })).toBe(
      'bad-period',
    );
    expect(await chain.refusal('list-receipts', { before: 'x' })).toBe('bad-request');
  });

  test('go into a spreadsheet, with names that try to be formulas', async () => {
    const ru = await csv({ from: '2026-11-22', until: '2026-11-23', language: 'ru' });
    expect(ru.rows).toBe(2);
    expect(ru.lines[0]?.startsWith('\uFEFF"Время";"Операция"')).toBe(true);
    expect(ru.lines).toHaveLength(4);
    expect(ru.lines[2]).toMatch(
      /^"22\.11\.2026 12:00:00";"Покупка";"Спорт на Тверской";"1";"1";"\d+";"'=cmd\|""\/c calc""!A1 Ковалёва";0,00;1000,00;/,
    );
    expect(ru.lines[1]).toContain('"Пётр @SUM(1;2)"');
    const en = await csv({ memberId: marina, language: 'en' }, { ...anybody, scopes: ['history:export'] });
    expect(en.lines[0]).toContain('"Time","Operation"');
    expect(en.lines[1]).toContain('"Return"');
    expect(en.lines.slice(1, -1).every((text) => text.includes('К.') && !text.includes('Ковалёва'))).toBe(
      true,
    );
  });
});

describe('G6 an export of a hundred thousand rows', () => {
  test('takes no more memory than one of half of them', async () => {
    await chain.must('put-stores', {
      stores: [{ storeId: 'MANY', name: 'MANY', tills: [{ tillId: '1', name: '1' }] }],
    });
    await sql`
      insert into receipt (owner_id, receipt_id, type, store_id, till_id, shift, number, at, offset_minutes, paid, request,
          calculation, answer, seal, recorded_at)
        select ${petr}::uuid, gen_random_uuid(), 'sale', 'MANY', '1', '1', n::text, now() - n * interval '1 second', 180, n,
            '{}', '{"totals": {"discount": 0, "paid": 100}, "earning": [], "spending": []}', '{}', decode(repeat('00', 32), 'hex'), now()
          from generate_series(1, 100000) n`.execute(chain.shell.db);
    await sql`analyze receipt`.execute(chain.shell.db);
    const before = keptBytes();
    const { bytes, rows: promised } = await chain.must('export-receipts', { storeId: 'MANY' });
    const samples: number[] = [];
    let [rows, parts] = [-1, 0];
    for await (const part of bytes as AsyncIterable<string>) {
      rows += part.split('\r\n').length - 1;
      parts += 1;
      if (parts % 5 === 0) samples.push(keptBytes());
    }
    expect([rows, promised]).toEqual([100_000, 100_000]);
    expect(samples.length).toBeGreaterThan(10);
    // A kept row is at least a hundred bytes.
    expect(growthOf(samples)).toBeLessThan(2_000_000);
    // Nor are all of them there at once.
    expect(Math.min(...samples) - before).toBeLessThan(5_000_000);
  }, 240_000);

  test.each([
    ['returns among them', { type: 'return' }, 'receipt_returns'],
    ['those of another store', { storeId: 'NONE' }, 'receipt_store'],
  ] as const)('%s are found by an index of their own, and nothing else is read', async (_, asked, index) => {
    const { db, said } = heardDatabase(database.pool);
    expect(await listReceipts.run({ ...chain.shell, db }, anybody, asked)).toMatchObject({ ok: true });
    const query = said.find(({ sql: text }) => text.includes('from receipt r'));
    if (!query) throw new Error('no receipts were read');
    const { rows } = await db.executeQuery({ ...query, sql: `explain ${query.sql}` });
    expect(JSON.stringify(rows)).toContain(`Index Scan Backward using ${index}`);
  });
});
