import { describe, expect, test } from 'vitest';
import { KnownCatalogue } from './known-catalogue.ts';
import { inChain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';
import { togetherOf } from '../together.ts';
import { quoteReceipt } from '../checkout/quote-receipt.ts';
import { anybody } from '../testing/chain.ts';

const row = (product_id: string, floor = 0) => ({
  product_id,
  category: ['Goods'],
  brand: null,
  on_sale: false,
  floor,
});
const store = { store_id: 's1', tags: ['north'], tills: ['t1'] };
const asking = (...products: string[]) => [
  { key: { storeId: 's1', tillId: 't1' }, lines: products.map((productId) => ({ productId })) },
];

const nothing = (number: number) => ({ number, products: null, stores: null });
/** Nothing was missing. */
const empty = { places: [], products: [], stores: [] };

describe('what is remembered of the catalogue', () => {
  test('is not asked for again, until something changes', () => {
    const known = new KnownCatalogue();
    const all = asking('a', 'b');
    const first = known.look(all);
    expect(first).toMatchObject({ products: ['a', 'b'], stores: ['s1'] });
    const read = { number: 1, products: [row('a'), row('b')], stores: [store] };
    const [place] = known.take(read, all, first) ?? raise();
    expect([place?.store?.tags, place?.till, [...(place?.products.keys() ?? [])]]).toEqual([
      ['north'],
      true,
      ['a', 'b'],
    ]);
    const second = known.look(all);
    expect(second).toEqual({ number: 1, places: [place], products: [], stores: [] });
    expect(known.take(nothing(1), all, second)).toEqual([place]);
    // Changed: nothing of what was relied upon is sure any more.
    expect(known.take(nothing(2), all, second)).toBeNull();
    expect(known.look(all)).toMatchObject({ products: ['a', 'b'], stores: ['s1'] });
  });

  test('what was read before a change does not come back after it', () => {
    const known = new KnownCatalogue();
    const all = asking('a');
    const looked = known.look(all);
    const [now] =
      known.take({ number: 2, products: [row('a', 200)], stores: [store] }, all, looked) ?? raise();
    expect(known.take({ number: 1, products: [row('a', 100)], stores: [store] }, all, looked)).toBeNull();
    expect(now?.products.get('a')?.floor).toBe(200);
    expect(known.look(all).places).toEqual([now]);
  });

  test('what was remembered before a change is not taken for what is after it', () => {
    const known = new KnownCatalogue();
    const all = asking('a');
    known.take({ number: 1, products: [row('a', 100)], stores: [store] }, all, known.look(all));
    const before = known.look(all);
    // Another basket has read of the change, and all of this one is remembered anew.
    known.take({ number: 2, products: [row('a', 200)], stores: [store] }, all, { ...before, ...empty });
    const [place] = known.take(nothing(2), all, before) ?? raise();
    expect(place?.products.get('a')?.floor).toBe(200);
  });

  test('what is not there is asked for each time, and so is a till that is not known', () => {
    const known = new KnownCatalogue();
    const all = asking('ghost');
    const looked = known.look(all);
    const read = { number: 1, products: null, stores: [{ ...store, tills: null }] };
    const [place] = known.take(read, all, looked) ?? raise();
    expect([place?.store?.tags, place?.till, place?.products.size]).toEqual([['north'], false, 0]);
    expect(known.look(all)).toMatchObject({ products: ['ghost'], stores: ['s1'] });
  });

  test('much else read in between is no reason to call goods unknown', () => {
    const known = new KnownCatalogue();
    const all = asking('a');
    known.take({ number: 1, products: [row('a')], stores: [store] }, all, known.look(all));
    const looked = known.look(all);
    const others = Array.from({ length: 40_000 }, (_, index) => row(`other-${index}`));
    known.take({ number: 1, products: others, stores: null }, [], { ...looked, products: ['other-0'] });
    const [place] = known.take(nothing(1), all, looked) ?? raise();
    expect(place?.products.has('a')).toBe(true);
    // Who asks for it in the same breath as for another has to ask for both.
    const both = asking('a', 'b');
    const asked = { ...looked, products: ['b'], stores: [] };
    expect(known.take({ number: 1, products: [row('b')], stores: null }, both, asked)).toBeNull();
  });
});

describe('a change of goods', () => {
  test(
    'counts at once for every server',
    inChain('sportswear', async (chain) => {
      const basket = chain.till.basket([line('SHOES', 100_000)]);
      const servers = [chain.shell, { ...chain.shell, together: togetherOf(chain.shell.db) }];
      const earned = async (): Promise<unknown[]> =>
        Promise.all(
          servers.map(async (shell) => {
            const outcome = await quoteReceipt.run(shell, anybody, basket);
            return outcome.ok ? outcome.value.lines[0]?.discounts.length : outcome.code;
          }),
        );
      expect(new Set(await earned()).size).toBe(1);
      await chain.must('put-products', { products: [{ productId: 'NEW', name: 'New' }] });
      const fresh = chain.till.basket([line('NEW', 100_000)]);
      for (const shell of servers) expect((await quoteReceipt.run(shell, anybody, fresh)).ok).toBe(true);
      const elsewhere = { ...fresh, key: { ...fresh.key, storeId: 'S-NEW', tillId: '1' } };
      for (const shell of servers)
        expect(await quoteReceipt.run(shell, anybody, elsewhere)).toMatchObject({ code: 'unknown-store' });
      await chain.must('put-stores', {
        stores: [{ storeId: 'S-NEW', name: 'New', tills: [{ tillId: '1', name: '1' }] }],
      });
      for (const shell of servers) expect((await quoteReceipt.run(shell, anybody, elsewhere)).ok).toBe(true);
      // Nothing of a line goes below its floor: no discount and no points any more.
      await chain.must('put-products', { products: [{ productId: 'NEW', name: 'New', floor: 100_000 }] });
      for (const shell of servers)
        expect(await quoteReceipt.run(shell, anybody, fresh)).toMatchObject({
          ok: true,
          value: { totals: { discount: 0 } },
        });
    }),
  );
});

function raise(): never {
  throw new Error('nothing was asked');
}
