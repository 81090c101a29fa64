import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runBonum } from '../testing/child.ts';
import { runCommand } from '../testing/command.ts';
import { createDatabase, type TestDatabase } from '../testing/database.ts';
import { loadWorld } from '../verify/testing/load.ts';
import { anna } from '../verify/testing/world.ts';
import { verifyCommand } from './verify.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
  await loadWorld(database.db);
});
afterAll(() => database[Symbol.asyncDispose]());

const verifyIt = (flags: { json?: boolean } = {}) =>
  runCommand((context) => verifyCommand(context, flags), { DATABASE_URL: database.url });

describe('B1 bonum verify', () => {
  test('proves a sound database check by check', async () => {
    const { printed, failure } = await verifyIt();
    expect(failure).toBeNull();
    expect(printed).toMatch(/^ok {5}wallet-lots +0 breaks +\d+ ms$/m);
    expect(printed).toMatch(/^All \d+ invariants hold\.$/m);
  });

  test('of a mistyped folder it says that nothing is there, and makes nothing', async () => {
    const nowhere = join(tmpdir(), `bonum-nowhere-${process.pid}`);
    const { failure } = await runCommand((context) => verifyCommand(context, {}), { BONUM_DATA: nowhere });
    expect(failure).toMatch(/^There is no database in .*bonum-nowhere.*Set DATABASE_URL/);
    expect(existsSync(nowhere)).toBe(false);
  });

  test('names what was edited by owner and row, and fails', async () => {
    await database.pool.query(
      `update wallet set available = available + 1 where owner_id = $1 and kind = 'cashback'`,
      [anna],
    );
    const { printed, failure } = await verifyIt();
    expect(printed).toMatch(new RegExp(`^ {2}Owner ${anna}: .*cashback`, 'm'));
    expect(printed).toMatch(/^BROKEN wallet-lots +1 breaks/m);
    expect(failure).toMatch(/^\d of \d+ invariants do not hold\.$/);
    const json = await runBonum(['verify', '--json'], { DATABASE_URL: database.url });
    expect(json.code).toBe(1);
    const report: { sound: boolean; breaks: { ownerId: string; row: string }[] } = JSON.parse(json.stdout);
    expect(report.sound).toBe(false);
    expect(report.breaks).toContainEqual(
      expect.objectContaining({ ownerId: anna, row: 'wallet cashback, available' }),
    );
  });

  test('of a database that is not migrated it says what to do', async () => {
    await using empty = await createDatabase({ empty: true });
    const { failure } = await runCommand((context) => verifyCommand(context, {}), {
      DATABASE_URL: empty.url,
    });
    expect(failure).toMatch(/^The database lacks 0001_.*bonum migrate$/);
  });
});
