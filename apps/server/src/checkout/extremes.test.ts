import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inChain, type Chain } from '../testing/chain.ts';
import { line, type Basket } from '../testing/till.ts';

const most = 1_000_000_000_000;
const named = (name: string) => ({ ru: name, en: name });

const anyGoods = { fact: 'line.quantity', op: 'more-than', value: 0 };

/** Every effect there is, at the edge of what a programme may say. */
const promotions = [
  { type: 'line-percent', rate: 10_000 },
  { type: 'line-amount', amount: most },
  { type: 'line-price', price: most },
  { type: 'basket-percent', rate: 9999 },
  { type: 'basket-amount', amount: most },
  { type: 'basket-price', price: most },
  { type: 'buy-get-free', buy: 1000, free: 1000 },
  { type: 'nth-item', every: 1000, rate: 10_000 },
  { type: 'bundle', parts: [{ lines: anyGoods, units: 1000 }], price: 0 },
  { type: 'gift', gift: anyGoods, units: 1000, for: { from: most } },
  { type: 'spend-and-get', from: 1, get: { discount: most } },
  { type: 'points', kind: 'bonus', points: 1_000_000_000 },
  { type: 'points-rate', kind: 'bonus', rate: 10_000 },
  { type: 'points-multiplier', kind: 'bonus', times: 1_000_000 },
].map((effect, index) => ({
  id: `edge-${index}`,
  name: named(effect.type),
  priority: index,
  codes: [`EDGE${index}`],
  effect,
}));

async function dear(chain: Chain): Promise<void> {
  await chain.must('put-products', {
    products: [
      { productId: 'GOLD', name: 'Дороже не бывает', price: most, floor: most },
      { productId: 'DUST', name: 'Ничего не стоит', price: 0 },
    ],
  });
}

describe('amounts and quantities at their limits', () => {
  test(
    'are calculated exactly or refused, never a failure',
    inChain(
      'sportswear',
      async (chain) => {
        await dear(chain);
        const memberId = await chain.till.join();
        await chain.till.buy(memberId, [line('SHOES', 100_000)]);
        await chain.till.grant(memberId, 100_000_000);
        const lines = fc.array(
          fc.record({
            productId: fc.constantFrom('GOLD', 'DUST', 'SHOES', 'RACKET'),
            quantity: fc.constantFrom(1_000_000_000, 999_999_999, 1000, 1, 0, -1, -1_000_000_000),
            amount: fc.constantFrom(most, most - 1, most / 2, 1, 0, -1, -most),
          }),
          { minLength: 1, maxLength: 5 },
        );
        const codes = fc.subarray(promotions.flatMap((promotion) => promotion.codes));
        await fc.assert(
          fc.asyncProperty(lines, codes, async (goods, typed) => {
            const basket: Basket = {
              ...chain.till.basket(goods.map((each, index) => ({ id: `${index}`, ...each }))),
              member: { memberId },
              codes: typed,
            };
            const quote = await chain.ask('quote-receipt', { ...basket, spend: 'most' });
            expect(quote.ok ? 'bad-receipt' : quote.code).toBe('bad-receipt');
            const sold = await chain.ask('commit-receipt', basket);
            expect(sold.ok).toBe(quote.ok);
            if (!sold.ok) return;
            const { amount, discount, spent, paid } = sold.value.totals;
            expect(amount - discount - spent).toBe(paid);
            expect(await chain.refusal('cancel-receipt', { key: basket.key, at: basket.at })).toBe('ok');
          }),
          { numRuns: 60 },
        );
      },
      { promotions },
    ),
  );

  test(
    'a thousand lines, and a member who buys for more than any one receipt may cost',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      const many = Array.from({ length: 1000 }, (_, index) => ({ ...line('TEE', 10, 1), id: `${index}` }));
      const { answer, request } = await till.buy(memberId, many);
      // Of each three one is free, and the last of the thousand stands alone.
      expect(answer.totals).toMatchObject({ amount: 1_000_000, paid: 667_000 });
      await till.giveBack({ request });
      for (let count = 0; count < 3; count++) await till.buy(memberId, [line('SHOES', most / 100)]);
      expect(await chain.must('get-member', { memberId })).toMatchObject({ spend: 3 * most });
      const over = till.basket([line('SHOES', most / 100), { ...line('TEE', 0.01), id: '2' }]);
      expect(await chain.refusal('commit-receipt', over)).toBe('bad-receipt');
    }),
  );

  test(
    'lines that cost nothing, that go back within a sale, and that have one id twice',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.buy(memberId, [line('SHOES', 10_000)]);
      const exchange = await till.buy(memberId, [
        line('SHOES', 3000),
        { id: 'back', productId: 'SHOES', quantity: -1000, amount: -100_000 },
        { id: 'bag', productId: 'TEE', quantity: 1000, amount: 0 },
        { id: 'air', productId: 'TEE', quantity: 0, amount: 0 },
      ]);
      expect(exchange.answer).toMatchObject({ totals: { paid: 200_000 }, earning: [{ points: 60 }] });
      const back = await till.giveBack(exchange);
      expect(back.pointsTakenBack).toEqual({ bonus: 60 });
      const twice = till.basket([line('SHOES', 1), line('SHOES', 1)]);
      expect(await chain.ask('commit-receipt', twice)).toMatchObject({
        code: 'bad-receipt',
        path: '/lines/1/id',
      });
      const unknown = till.basket([line('SHOES', 1), line('НЕТ', 1)]);
      expect(await chain.ask('commit-receipt', unknown)).toMatchObject({
        code: 'unknown-product',
        path: '/lines/1/productId',
      });
    }),
  );
});

describe('names and codes of every script', () => {
  test(
    'pass through keys, lines and codes as they are',
    inChain('sportswear', async (chain) => {
      const odd = ['👩‍👩‍👧‍👦', "'; drop table receipt; --", '[1,"2"]', 'Ж'.repeat(64), '‮תירבע', '%s$1\\'];
      await chain.must('put-products', {
        products: odd.map((productId) => ({ productId, name: productId })),
      });
      const lines = odd.map((productId) => ({ id: productId, productId, quantity: 1000, amount: 100 }));
      const keys = odd.map((number) => ({ storeId: 'S-1', tillId: '1', shift: number, number }));
      const receipts = new Set<string>();
      for (const key of keys) {
        const sale = await chain.till.buy(null, lines, { key, codes: odd });
        receipts.add(sale.answer.receiptId);
        expect(sale.answer.lines.map(({ id }) => id)).toEqual(odd);
        expect(await chain.must('commit-receipt', sale.request)).toMatchObject({ totals: { paid: 600 } });
      }
      expect(receipts.size).toBe(odd.length);
    }),
  );
});
