import { minor } from '@bonum/engine';
import { describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { days, inChain, type Chain } from '../testing/chain.ts';
import { OfflineTill } from '../testing/offline-till.ts';
import { line } from '../testing/till.ts';

/** Ten per cent off, limited. */
const limited = (limits: object, rest: object = {}) => ({
  promotions: [
    {
      id: 'ten-off',
      name: { ru: 'Минус десять', en: 'Ten off' },
      priority: 0,
      effect: { type: 'line-percent', rate: 1000 },
      limits,
      ...rest,
    },
  ],
});

const discountOf = async (chain: Chain, memberId: string | null, rest: object = {}): Promise<number> =>
  (await chain.till.buy(memberId, [line('SHOES', 1000)], rest)).answer.totals.discount;

describe('U3 a limit for each member', () => {
  test(
    'so many receipts in a period, and in the next again; nobody in particular gets nothing',
    inChain(
      'sportswear',
      async (chain) => {
        const [anna, boris] = [await chain.till.join(), await chain.till.join()];
        expect(await discountOf(chain, anna)).toBe(10_000);
        expect(await discountOf(chain, anna)).toBe(10_000);
        expect(await discountOf(chain, anna)).toBe(0);
        expect(await discountOf(chain, boris)).toBe(10_000);
        expect(await discountOf(chain, null)).toBe(0);
        chain.now += days(1);
        expect(await discountOf(chain, anna)).toBe(10_000);
      },
      limited({ member: { times: 2, per: 'day' } }),
    ),
  );

  test(
    'the day is the receipt’s own',
    inChain(
      'sportswear',
      async (chain) => {
        const anna = await chain.till.join();
        chain.now = Date.parse('2026-11-22T20:30:00Z');
        expect(await discountOf(chain, anna, { at: '2026-11-22T23:30:00+03:00' })).toBe(10_000);
        expect(await discountOf(chain, anna, { at: '2026-11-22T23:30:00+03:00' })).toBe(0);
        // The same moment further east, where it is tomorrow.
        expect(await discountOf(chain, anna, { at: '2026-11-23T06:30:00+10:00' })).toBe(10_000);
      },
      limited({ member: { times: 1, per: 'day' } }),
    ),
  );

  test(
    'tills that all ask at once let one through',
    inChain(
      'sportswear',
      async (chain) => {
        const anna = await chain.till.join();
        const discounts = await Promise.all(Array.from({ length: 12 }, () => discountOf(chain, anna)));
        expect(discounts.filter((discount) => discount > 0)).toHaveLength(3);
      },
      limited({ member: { times: 3, per: 'ever' } }),
    ),
  );

  test(
    'a quote binds until the member has used it elsewhere',
    inChain(
      'sportswear',
      async (chain) => {
        const { till } = chain;
        const memberId = await till.join();
        const basket = till.basket([line('SHOES', 1000)], { member: { memberId } });
        const other = till.basket([line('SHOES', 1000)], { member: { memberId } });
        const { quoteToken } = await chain.must('quote-receipt', basket);
        const late = await chain.must('quote-receipt', other);
        expect(await chain.must('commit-receipt', { ...basket, quoteToken })).toMatchObject({
          totals: { discount: 10_000 },
          recalculated: null,
        });
        expect(await chain.must('commit-receipt', { ...other, quoteToken: late.quoteToken })).toMatchObject({
          totals: { discount: 0 },
          recalculated: { because: 'changed-since', difference: { discount: -10_000 } },
        });
      },
      limited({ member: { times: 1, per: 'month' } }),
    ),
  );

  test(
    'a quote of yesterday counts today',
    inChain(
      'sportswear',
      async (chain) => {
        const { till } = chain;
        chain.now = Date.parse('2026-11-22T23:50:00+03:00');
        const memberId = await till.join();
        const basket = till.basket([line('SHOES', 1000)], { member: { memberId } });
        const { quoteToken } = await chain.must('quote-receipt', basket);
        chain.now += 15 * 60_000;
        const today = { ...basket, at: till.time(), quoteToken };
        expect(await chain.must('commit-receipt', today)).toMatchObject({ totals: { discount: 10_000 } });
        expect(await discountOf(chain, memberId)).toBe(0);
      },
      limited({ member: { times: 1, per: 'day' } }),
    ),
  );

  test(
    'a sale that is wholly undone gives its use back, once; a part of it does not',
    inChain(
      'sportswear',
      async (chain) => {
        const { till } = chain;
        const anna = await till.join();
        const sale = await till.buy(anna, [line('SHOES', 1000), line('TEE', 500)]);
        await till.giveBack(sale, [{ id: 'SHOES-1000', quantity: 1000 }]);
        expect(await discountOf(chain, anna)).toBe(0);
        await till.giveBack(sale);
        expect(await chain.refusal('cancel-receipt', { key: sale.request.key, at: till.time() })).toBe('ok');
        expect(await discountOf(chain, anna)).toBe(10_000);
        expect(await discountOf(chain, anna)).toBe(0);
      },
      limited({ member: { times: 1, per: 'ever' } }),
    ),
  );

  test(
    'merged members have the uses of both, and each their own again when it is undone',
    inChain(
      'sportswear',
      async (chain) => {
        const { till } = chain;
        const [anna, boris] = [await till.join(), await till.join()];
        await discountOf(chain, anna);
        const sale = await till.buy(boris, [line('SHOES', 1000)]);
        const mergeId = v7();
        await chain.must('merge-members', { memberId: anna, mergeId, fromMemberId: boris });
        await chain.must('undo-merge', { memberId: anna, mergeId });
        expect(await discountOf(chain, boris)).toBe(10_000);
        await chain.must('merge-members', { memberId: anna, mergeId: v7(), fromMemberId: boris });
        expect(await discountOf(chain, anna)).toBe(0);
        await till.giveBack(sale);
        // Three were used before the merge, and one of them came back.
        expect(await discountOf(chain, anna)).toBe(0);
        await chain.publish('sportswear', limited({ member: { times: 3, per: 'ever' } }));
        expect(await discountOf(chain, anna)).toBe(10_000);
        expect(await discountOf(chain, anna)).toBe(0);
      },
      limited({ member: { times: 2, per: 'ever' } }),
    ),
  );

  test(
    'a code is refused with its reason',
    inChain(
      'sportswear',
      async (chain) => {
        const anna = await chain.till.join();
        expect(await discountOf(chain, anna, { codes: ['HELLO'] })).toBe(10_000);
        const again = await chain.till.buy(anna, [line('SHOES', 1000)], { codes: ['HELLO'] });
        expect(again.answer.refusedCodes).toEqual([{ code: 'HELLO', because: 'limit-reached' }]);
      },
      limited({ member: { times: 1, per: 'ever' } }, { codes: ['HELLO'] }),
    ),
  );

  test(
    'a till without network gives it to whom it knows, and it counts; what is limited for everybody it does not give',
    inChain(
      'sportswear',
      async (chain) => {
        const { till } = chain;
        const memberId = await till.join();
        const offline = await OfflineTill.of(chain);
        const facts = {
          level: 'participant',
          spend: minor(0),
          receipts: 0,
          segments: [],
          offers: [],
          uses: [],
        };
        const buyer = {
          facts: { ...facts, accumulateOnly: false, birthday: null, balances: {} },
          wish: 'none',
        } as const;
        const sales = Array.from({ length: 3 }, () =>
          offline.sell(till.basket([line('SHOES', 1000)], { member: { memberId } }), buyer),
        );
        // Ten per cent each, and nothing of what is for everybody.
        expect(sales.map(({ charged }) => charged.lines[0]?.paid)).toEqual([90_000, 90_000, 90_000]);
        const { receipts } = await chain.must('sync-receipts', { sentAt: till.time(), receipts: sales });
        // The third is booked as it was charged, too, and stands out.
        expect(receipts.map(({ outcome, difference }) => [outcome, difference?.discount])).toEqual([
          ['committed', undefined],
          ['committed', undefined],
          ['adjusted', 10_000],
        ]);
        // The two it might have had are used up, and one more.
        expect(await discountOf(chain, memberId)).toBe(5000);
      },
      {
        promotions: [
          ...limited({ member: { times: 2, per: 'ever' } }, { priority: 2, stacking: 'exclusive' })
            .promotions,
          ...limited(
            { total: { times: 9, per: 'ever' } },
            { id: 'five-off', effect: { type: 'line-percent', rate: 500 } },
          ).promotions,
        ],
      },
    ),
  );
});
