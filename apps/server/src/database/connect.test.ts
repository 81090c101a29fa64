import { expect, test, vi } from 'vitest';
import { createDatabase, withDatabase } from '../testing/database.ts';
import { connect, parseInstant, parseWhole } from './connect.ts';

test(
  'reads whole numbers, instants and dates as the engine knows them',
  withDatabase(async ({ pool }) => {
    const { rows } = await pool.query(
      `select 9007199254740991::bigint as most, sum(x) as total, array[1, null]::bigint[] as list,
              '2026-01-31 23:59:59.123999+03'::timestamptz as at, '1969-12-31 23:59:59.999Z'::timestamptz as before,
              array['2026-01-31 00:00Z'::timestamptz] as times, '2026-01-31'::date as day
         from (values (1::bigint), (2)) as v(x)`,
    );
    expect(rows[0]).toEqual({
      most: 9_007_199_254_740_991,
      total: 3,
      list: [1, null],
      at: Date.parse('2026-01-31T20:59:59.123Z'),
      before: -1,
      times: [Date.parse('2026-01-31T00:00:00Z')],
      day: '2026-01-31',
    });
  }),
);

test('refuses what a number cannot hold', () => {
  expect(() => parseWhole('9007199254740993')).toThrow('not a safe integer');
  expect(() => parseWhole('0.5')).toThrow('not a safe integer');
  expect(() => parseInstant('infinity')).toThrow('not an instant');
  expect(() => parseInstant('2026-01-31 00:00:00+03')).toThrow('not an instant');
});

test('a statement that takes too long is ended, and the pool goes on', async () => {
  await using database = await createDatabase();
  await database.pool.query(`set statement_timeout = 50`);
  await expect(database.pool.query('select pg_sleep(5)')).rejects.toThrow('statement timeout');
  expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

test('sorts and folds Cyrillic', async () => {
  await using database = await createDatabase();
  const { rows } = await database.pool.query(`select lower('ИВАНОВ') as low, 'ПЁТР' ilike 'пётр' as same`);
  expect(rows).toEqual([{ low: 'иванов', same: true }]);
});

test('a connection that is not given back fails the test', async () => {
  const database = await createDatabase();
  await database.pool.connect();
  await expect(database[Symbol.asyncDispose]()).rejects.toThrow('connections were left open');
});

test('however quiet it is, those connections stay open that sales share, and their plans with them', async () => {
  await using database = await createDatabase();
  await using connection = connect(database.url, { poolSize: 6, prepared: true });
  const clients = await Promise.all(Array.from({ length: 6 }, () => connection.pool.connect()));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    for (const client of clients) client.release();
    vi.advanceTimersByTime(24 * 60 * 60 * 1000);
  } finally {
    vi.useRealTimers();
  }
  expect(connection.pool.totalCount).toBe(4);
});
