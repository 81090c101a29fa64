import { describe, expect, test } from 'vitest';
import { inChain, type Chain } from '../testing/chain.ts';

const idsOf = async (chain: Chain, text: string, limit?: number): Promise<string[]> =>
  (await chain.must('search-products', { text, ...(limit !== undefined && { limit }) })).products.map(
    ({ productId }) => productId,
  );

describe('G6 goods are found for a receipt that is booked by hand', () => {
  test(
    'by words of name and brand in any order and case, by id, by barcode; those that are given up are not',
    inChain('clothing', async (chain) => {
      await chain.must('put-products', {
        products: [
          {
            productId: '4601',
            name: 'Чайник «Ёлочка» 1,5 л',
            category: ['Кухня'],
            brand: 'Тёплый дом',
            price: 199_000,
          },
          { productId: 'TEA', name: 'Чай 100 % чёрный', category: ['Чай'], barcode: '4600000000017' },
          { productId: 'TEA_2', name: 'Чай зелёный', category: ['Чай'] },
          { productId: 'GONE', name: 'Чай прошлогодний', category: ['Чай'] },
        ],
      });
      await chain.database.pool.query(`update product set gone_at = now() where product_id = 'GONE'`);
      expect(await idsOf(chain, 'чай')).toEqual(['TEA', 'TEA_2', '4601']);
      expect(await idsOf(chain, 'ДОМ чайник')).toEqual(['4601']);
      expect(await idsOf(chain, '4601')).toEqual(['4601']);
      expect(await idsOf(chain, ' 4600000000017 ')).toEqual(['TEA']);
      expect(await idsOf(chain, '100 %')).toEqual(['TEA']);
      // Signs of PostgreSQL's patterns are letters like others.
      for (const sign of ['%', '_', String.raw`\\`]) expect(await idsOf(chain, `чай${sign}`)).toEqual([]);
      expect(await idsOf(chain, 'ча', 1)).toHaveLength(1);
      expect(await idsOf(chain, 'такого нет')).toEqual([]);
      const { products } = await chain.must('search-products', { text: '4601' });
      expect(products).toEqual([
        { productId: '4601', name: 'Чайник «Ёлочка» 1,5 л', brand: 'Тёплый дом', price: 199_000 },
      ]);
    }),
  );
});
