import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plant } from './plant.ts';
import { summed, tryRules } from './try-rules.ts';
import { hasData, honestChain, readData } from './world.ts';

describe('D8 fraud hidden in real receipts', () => {
  test.skipIf(!hasData())(
    'is found, and honest people are left alone, when the data are there',
    async () => {
      const data = await readData();
      // The stores with an even number: half the chain.
      const part = { ...data, stores: data.stores.filter(({ storeId }) => Number(storeId) % 2 === 0) };
      const tried = [tryRules(part, 'floor-1', [-1, 2]), tryRules(part, 'floor-2', [2])];
      const found = summed(tried.flatMap(({ recall }) => recall));
      const right = summed(tried.flatMap(({ precision }) => precision.filter(({ step }) => step >= 0)));
      const honest = tried.flatMap(({ precision }) => precision.filter(({ step }) => step < 0));
      expect(found.some / found.all).toBeGreaterThanOrEqual(0.75);
      expect(right.some / right.all).toBeGreaterThanOrEqual(0.85);
      // Between none and five, by the seed.
      expect(honest.length).toBeLessThanOrEqual(6);
    },
    120_000,
  );

  test.skipIf(!hasData())('changes no receipt of an honest member', async () => {
    const data = await readData();
    const honest = honestChain({ ...data, stores: data.stores.slice(0, 20_000) }, 'untouched');
    const { chain } = plant(honest, { step: 3, seed: 'untouched' });
    const after = new Map(chain.receipts.map((receipt) => [receipt.receiptId, receipt]));
    const changed = honest.receipts.filter(
      (receipt) => receipt.memberId !== null && after.get(receipt.receiptId) !== receipt,
    );
    expect(changed).toEqual([]);
    expect(chain.receipts.filter(({ memberId }) => memberId !== null).length).toBeGreaterThan(
      honest.receipts.filter(({ memberId }) => memberId !== null).length,
    );
  });

  test('is made up by who knows no rule', async () => {
    for (const file of ['plant.ts', 'trade.ts', 'web-shop.ts', 'staff-work.ts', 'places.ts']) {
      const text = await readFile(join(import.meta.dirname, file), 'utf8');
      const imports = [...text.matchAll(/from '(.*?)'/g)].map(([, from]) => from ?? '');
      expect(imports.filter((from) => from.includes('/abuse/') && !from.endsWith('/facts.ts'))).toEqual([]);
    }
  });
});
