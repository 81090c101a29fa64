import { expect, test } from 'vitest';
import { createDatabase } from '../testing/database.ts';
import { connect } from './connect.ts';

test('statements with parameters are planned once for a connection, and answer as ever', async () => {
  await using database = await createDatabase();
  await using connection = connect(database.url, { poolSize: 1, prepared: true });
  const { db, pool } = connection;
  for (const name of ['a', 'b', 'a']) {
    const found = await db.selectFrom('setting').selectAll().where('name', '=', name).execute();
    expect(found).toEqual([]);
  }
  const kept = await pool.query(
    `select name, statement from pg_prepared_statements where name like 'bonum-%'`,
  );
  expect(kept.rows).toEqual([{ name: 'bonum-0', statement: 'select * from "setting" where "name" = $1' }]);
  await expect(pool.query('select $1::int', ['x'])).rejects.toThrow('invalid input syntax');
  expect((await pool.query('select $1::int as one', [1])).rows).toEqual([{ one: 1 }]);
});

test('texts that are ever new do not pile up', async () => {
  await using database = await createDatabase();
  await using connection = connect(database.url, { poolSize: 1, prepared: true });
  const { pool } = connection;
  for (let number = 0; number < 220; number++) await pool.query(`select $1::int as n${number}`, [number]);
  const { rows } = await pool.query('select count(*)::int as count from pg_prepared_statements');
  expect(rows).toEqual([{ count: 200 }]);
});
