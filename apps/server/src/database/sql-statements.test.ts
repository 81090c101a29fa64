import { expect, test } from 'vitest';
import { statementsOf } from './sql-statements.ts';

const texts = (sql: string): string[] => statementsOf(sql).map((statement) => statement.sql.trim());

test('a file is read statement by statement', () => {
  expect(texts('create table a (x int);\n\ninsert into a values (1);\n')).toEqual([
    'create table a (x int)',
    'insert into a values (1)',
  ]);
  expect(texts('select 1')).toEqual(['select 1']);
  expect(texts('-- only a word; and another\n/* and; more */\n')).toEqual([]);
});

test('a semicolon within a text, a name, a comment or a function ends nothing', () => {
  const quiet = [
    `select 'it''s; fine'`,
    'select "a;""b"',
    'select 1 -- one; two',
    'select /* ; */ 1',
    'create function f() returns int language sql as $$ select 1; $$',
    'do $body$ begin perform $1$a;$1$; end $body$',
  ];
  expect(texts(quiet.map((sql) => `${sql}\n`).join(';'))).toEqual(quiet);
});

test('each knows where it began', () => {
  const sql = 'select 1;\nselect 2;';
  expect(statementsOf(sql).map(({ at }) => at)).toEqual([0, 9]);
});
