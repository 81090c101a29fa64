import type { Break } from '@bonum/ledger';
import { expect, test } from 'vitest';
import { withDatabase } from '../testing/database.ts';
import { breaksOf, makeEdit, withoutSieves } from './testing/edit.ts';
import { loadWorld } from './testing/load.ts';
import { anna, dina } from './testing/world.ts';

// Amounts of a lot are added up in four bytes while they fit. These do not.

const first = `owner_id = '${anna}' and number = 1`;
const its = `owner_id = '${anna}' and lot_id = (select lot_id from transfer where ${first})`;

const moved = (by: string): string => `update transfer set amount = amount + ${by} where ${first}`;
const kept = (by: string): string =>
  `update lot set available = available + ${by}, granted = granted + ${by} where ${its};
   update wallet set available = available + ${by} where owner_id = '${anna}' and kind = 'cashback'`;

/** Which columns of lots are wrong, and by how much, after an edit. */
async function wrongIn(statement: string): Promise<Record<string, bigint>> {
  const told: Break[] = [];
  await withDatabase(async ({ db }) => {
    await loadWorld(db);
    await makeEdit(db, statement);
    told.push(...(await breaksOf(db)));
    expect(await breaksOf(db, { invariants: withoutSieves })).toEqual(told);
  })();
  return Object.fromEntries(
    told
      .filter(({ invariant }) => invariant === 'lots')
      .map(({ row, expected, found }) => [row.split(', ')[1], BigInt(found) - BigInt(expected)]),
  );
}

test.for(['2147483647', '3000000000', '9000000000000000000'])(
  'of %s points more nothing is lost',
  async (more) => {
    expect(await wrongIn(`${moved(more)}; ${kept(more)}`)).toEqual({});
    expect(await wrongIn(moved(more))).toEqual({ available: -BigInt(more), granted: -BigInt(more) });
    expect(await wrongIn(kept(more))).toEqual({ available: BigInt(more), granted: BigInt(more) });
  },
);

test('what is spent counts as well', async () => {
  // All else that is said of Dina's lot agrees with what is left if these are left out.
  const statement = `update transfer set amount = amount + 3000000000 where owner_id = '${dina}' and number = 2;
    update lot set available = available + 50 where owner_id = '${dina}'`;
  expect(await wrongIn(statement)).toEqual({ available: 3_000_000_050n });
});

test('the least that a column can hold is told like every other amount', async () => {
  const least = -(2n ** 63n);
  const statement = `update transfer set amount = ${least} where owner_id = '${dina}' and number = 2`;
  // 50 points were granted, and none are left.
  expect(await wrongIn(statement)).toEqual({ available: least - 50n });
});

test.for(['-3000000000', '-9000000000000000000'])(
  '%s points are told like every other amount',
  async (less) => {
    expect(await wrongIn(moved(less))).toEqual({ available: -BigInt(less), granted: -BigInt(less) });
  },
);
