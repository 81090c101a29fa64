import { randomUUID } from 'node:crypto';
import { instant } from '@bonum/engine';
import { expect, test } from 'vitest';
import { KnownCatalogue } from '../catalogue/known-catalogue.ts';
import { connect } from '../database/connect.ts';
import { inChain } from '../testing/chain.ts';
import { lookUpMany, type Named } from './look-up.ts';

const named = (): Named => ({
  key: { storeId: 'MALL-1', tillId: '1', shift: '1', number: '1' },
  lines: [{ productId: 'SHOES' }],
  receiptId: randomUUID(),
  who: { kind: 'card', value: '2201000000017' },
  instant: instant(Date.UTC(2026, 10, 22)),
  wanted: { uses: [] },
});

test(
  'what few baskets name is read by a plan that is kept',
  inChain('sportswear', async ({ database }) => {
    await using connection = connect(database.url, { poolSize: 1, prepared: true });
    const { db, pool } = connection;
    const known = new KnownCatalogue();
    for (let count = 0; count < 12; count++) await lookUpMany(db, [named(), named()], known);
    const { rows } = await pool.query(
      `select generic_plans, custom_plans from pg_prepared_statements where statement like '%catalogue_change%'`,
    );
    // PostgreSQL tries five times without.
    expect(rows).toEqual([{ generic_plans: 7, custom_plans: 5 }]);
  }),
);
