import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { days, inChain, minutes, shipped, type Chain } from '../testing/chain.ts';
import { line, type Basket } from '../testing/till.ts';

const shoes = [line('SHOES', 5000)];
const nothing = { paid: 0, discount: 0, spent: 0, earned: 0 };

/** A bronze member of the sportswear club with a basket. */
async function bronze(chain: Chain, rest: Partial<Basket> = {}) {
  const memberId = await chain.till.join();
  await chain.till.buy(memberId, [line('SHOES', 10_000)]);
  return { memberId, basket: chain.till.basket(shoes, { member: { memberId }, ...rest }) };
}

/** The sportswear programme after the marketers have thought again: twice the points, no promotions. */
const generous = (chain: Chain) =>
  chain.publish('sportswear', {
    earning: [
      {
        id: 'purchase',
        name: { ru: 'За покупку', en: 'For a purchase' },
        kind: 'bonus',
        rate: { bronze: 600, silver: 1000, gold: 1400 },
      },
    ],
    promotions: [],
  });

describe('a quote binds', () => {
  test(
    'the customer gets what the screen showed although the programme changed a minute ago',
    inChain('sportswear', async (chain) => {
      const { memberId, basket } = await bronze(chain, { codes: ['START10'] });
      const quote = await chain.must('quote-receipt', basket);
      expect(quote).toMatchObject({ totals: { paid: 450_000 }, programme: { version: 1 } });
      await generous(chain);
      chain.now += minutes(1);
      const bound = await chain.must('commit-receipt', { ...basket, quoteToken: quote.quoteToken });
      expect(bound).toMatchObject({
        totals: quote.totals,
        lines: quote.lines,
        programme: { version: 1 },
        recalculated: null,
      });
      // Three per cent of 4 500, not six of 5 000.
      expect(await chain.till.balance(memberId)).toMatchObject({ available: 135 });
      const next = await chain.till.buy(memberId, shoes);
      expect(next.answer).toMatchObject({ programme: { version: 2 }, earning: [{ points: 300 }] });
    }),
  );

  test(
    'without its token the receipt is calculated anew and says so',
    inChain('sportswear', async (chain) => {
      const { basket } = await bronze(chain);
      await chain.must('quote-receipt', basket);
      expect(await chain.must('commit-receipt', basket)).toMatchObject({
        recalculated: { because: 'no-token', difference: null },
      });
    }),
  );

  test(
    'for half an hour',
    inChain('sportswear', async (chain) => {
      const { basket } = await bronze(chain, { codes: ['START10'] });
      const { quoteToken } = await chain.must('quote-receipt', basket);
      await generous(chain);
      chain.now += minutes(30);
      const at = new Date(chain.now).toISOString();
      expect(await chain.must('commit-receipt', { ...basket, at, quoteToken })).toMatchObject({
        totals: { paid: 500_000 },
        recalculated: {
          because: 'token-expired',
          difference: { paid: 50_000, discount: -50_000, spent: 0, earned: 165 },
        },
      });
    }),
  );

  test(
    'however late the commit comes, when the receipt itself was in time',
    inChain('sportswear', async (chain) => {
      const { basket } = await bronze(chain, { codes: ['START10'] });
      const { quoteToken, totals } = await chain.must('quote-receipt', basket);
      await generous(chain);
      chain.now += days(2);
      const committed = await chain.must('commit-receipt', { ...basket, quoteToken });
      expect(committed).toMatchObject({ totals, recalculated: null });
    }),
  );

  test(
    'also when its hold has ended: only the points are tried again',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const { memberId, basket } = await bronze(chain, { codes: ['START10'] });
      await till.grant(memberId, 500);
      const request = await till.holding(memberId, basket, { bonus: 500 });
      const { quoteToken, totals, holdId } = await chain.must('hold-points', request);
      await generous(chain);
      chain.now += minutes(20);
      const committed = await chain.must('commit-receipt', { ...basket, holdId, quoteToken });
      expect(committed).toMatchObject({
        totals,
        recalculated: { because: 'hold-ended', difference: { paid: 0 } },
      });
    }),
  );

  test(
    'for one receipt: another number is another basket',
    inChain('sportswear', async (chain) => {
      const { basket } = await bronze(chain);
      const { quoteToken } = await chain.must('quote-receipt', basket);
      const key = { ...basket.key, number: `${basket.key.number}-next` };
      const other = await chain.must('commit-receipt', { ...basket, key, quoteToken });
      expect(other.recalculated).toMatchObject({ because: 'other-basket' });
    }),
  );

  test(
    'only for the same goods, the same codes, the same member and the same store',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const { memberId, basket } = await bronze(chain);
      const other = await till.join();
      const { quoteToken } = await chain.must('quote-receipt', basket);
      const key = () => till.key();
      const others: Basket[] = [
        { ...basket, key: key(), lines: [line('SHOES', 4999)] },
        { ...basket, key: key(), codes: ['START10'] },
        { ...basket, key: key(), member: { memberId: other } },
        { ...basket, key: { ...key(), storeId: 'S-2' } },
      ];
      for (const changed of others) {
        expect(await chain.must('commit-receipt', { ...changed, quoteToken })).toMatchObject({
          recalculated: { because: 'other-basket', difference: null },
        });
      }
      const upper = { ...basket, member: { memberId: memberId.toUpperCase() }, quoteToken };
      expect(await chain.must('commit-receipt', upper)).toMatchObject({ recalculated: null });
    }),
  );

  test(
    'only sealed by ourselves, and closed to the till',
    inChain('sportswear', async (chain) => {
      const { basket } = await bronze(chain);
      const { quoteToken } = await chain.must('quote-receipt', basket);
      const bytes = Buffer.from(quoteToken, 'base64url');
      expect(bytes.toString('latin1')).not.toMatch(/level|birthday|bronze/);
      const turned = [0, 16, 32, bytes.length - 1].map((place) => {
        const copy = Buffer.from(bytes);
        copy[place] = (copy[place] ?? 0) ^ 1;
        return copy.toString('base64url');
      });
      const tokens = [
        ...turned,
        quoteToken.slice(0, -2),
        `${quoteToken}=`,
        bytes.subarray(0, 20).toString('base64url'),
        `${quoteToken}.${quoteToken}`,
        'чужой.токен',
      ];
      for (const token of tokens) {
        expect(await chain.refusal('commit-receipt', { ...basket, quoteToken: token })).toBe(
          'bad-quote-token',
        );
      }
    }),
  );

  test(
    'points that were shown but that nobody holds are told',
    inChain('sportswear', async (chain) => {
      const { memberId, basket } = await bronze(chain);
      await chain.till.grant(memberId, 700);
      const { quoteToken, totals } = await chain.must('quote-receipt', { ...basket, spend: 'most' });
      expect(totals).toMatchObject({ spent: 70_000, paid: 430_000 });
      expect(await chain.must('commit-receipt', { ...basket, quoteToken })).toMatchObject({
        totals: { spent: 0, paid: 500_000 },
        recalculated: {
          because: 'points-gone',
          difference: { paid: 70_000, discount: 0, spent: -70_000, earned: 21 },
        },
      });
    }),
  );

  test(
    'the token of the hold binds with its points',
    inChain('sportswear', async (chain) => {
      const { memberId, basket } = await bronze(chain);
      await chain.till.grant(memberId, 700);
      const { quoteToken: early } = await chain.must('quote-receipt', basket);
      const request = await chain.till.holding(memberId, basket, 'most');
      const { holdId, quoteToken, totals } = await chain.must('hold-points', request);
      await generous(chain);
      expect(early).not.toBe(quoteToken);
      expect(await chain.must('commit-receipt', { ...basket, holdId, quoteToken })).toMatchObject({
        totals,
        recalculated: null,
        programme: { version: 1 },
      });
    }),
  );

  test(
    'a token is short enough to send back, however many offers the member has',
    inChain('sportswear', async (chain) => {
      const { memberId, basket } = await bronze(chain);
      for (let count = 0; count < 100; count++) {
        await chain.must('give-offer', {
          memberId,
          offerId: v7(),
          promotion: 'personal-15',
          validUntil: '2026-12-31T23:59:59+03:00',
        });
      }
      const { quoteToken } = await chain.must('quote-receipt', basket);
      expect(quoteToken.length).toBeLessThan(2000);
    }),
  );
});

describe('U3 what can be used once is used once, whatever was shown', () => {
  test(
    'a single-use code: of ten baskets at once one gets it, the others say what changed',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      await chain.must('add-codes', {
        promotion: 'next-purchase-500',
        codes: ['FRIEND-7Q2K'],
        validUntil: '2026-12-31T23:59:59+03:00',
      });
      const requests = [];
      for (let count = 0; count < 10; count++) {
        const basket = till.basket(shoes, { codes: ['friend-7q2k'] });
        const { quoteToken, totals } = await chain.must('quote-receipt', basket);
        expect(totals.paid).toBe(450_000);
        requests.push({ ...basket, quoteToken });
      }
      const answers = await Promise.all(requests.map((request) => chain.must('commit-receipt', request)));
      const [got, ...more] = answers.filter(({ totals }) => totals.paid === 450_000);
      expect(got?.recalculated).toBeNull();
      expect(more).toEqual([]);
      for (const answer of answers.filter((each) => each !== got)) {
        expect(answer).toMatchObject({
          recalculated: {
            because: 'changed-since',
            difference: { ...nothing, paid: 50_000, discount: -50_000 },
          },
          refusedCodes: [{ code: 'FRIEND-7Q2K', because: 'unknown' }],
        });
      }
    }),
  );

  test(
    'a personal offer: two receipts at once use it once, and later it is gone',
    inChain('sportswear', async (chain) => {
      const { memberId, basket } = await bronze(chain);
      const offer = {
        memberId,
        offerId: v7(),
        promotion: 'personal-15',
        validUntil: '2026-12-31T23:59:59+03:00',
      };
      await chain.must('give-offer', offer);
      const other = { ...basket, key: chain.till.key('2') };
      const quotes = [await chain.must('quote-receipt', basket), await chain.must('quote-receipt', other)];
      const answers = await Promise.all(
        [basket, other].map((each, index) =>
          chain.must('commit-receipt', { ...each, quoteToken: quotes[index]?.quoteToken ?? '' }),
        ),
      );
      expect(answers.map(({ totals }) => totals.discount).toSorted((a, b) => a - b)).toEqual([0, 75_000]);
      expect(answers.map(({ recalculated }) => recalculated?.because ?? 'bound').toSorted()).toEqual([
        'bound',
        'changed-since',
      ]);
      const { usedBy } = await chain.must('give-offer', offer);
      expect(answers.map(({ receiptId }) => receiptId)).toContain(usedBy);
    }),
  );

  test(
    'an offer counts from its first to its last moment',
    inChain('sportswear', async (chain) => {
      const { memberId, basket } = await bronze(chain);
      await chain.must('give-offer', {
        memberId,
        offerId: v7(),
        promotion: 'personal-15',
        validFrom: '2026-11-23T12:00:00+03:00',
        validUntil: '2026-11-24T12:00:00+03:00',
      });
      const discount = async () => {
        const at = new Date(chain.now).toISOString();
        return (await chain.must('quote-receipt', { ...basket, at })).totals.discount;
      };
      expect(await discount()).toBe(0);
      chain.now += days(1);
      expect(await discount()).toBe(75_000);
      chain.now += days(1) - 1;
      expect(await discount()).toBe(75_000);
      chain.now += 1;
      expect(await discount()).toBe(0);
    }),
  );
});

describe('a quote writes nothing', () => {
  test(
    'whatever it is asked',
    inChain('sportswear', async (chain) => {
      const { memberId, basket } = await bronze(chain);
      const before = await chain.must('list-transfers', { memberId });
      await chain.must('quote-receipt', { ...basket, spend: 'most' });
      await chain.must('quote-receipt', { ...basket, spend: { bonus: 10 } });
      expect(await chain.refusal('quote-receipt', { ...basket, spend: { gold: 10 } })).toBe('unknown-kind');
      expect(await chain.must('list-transfers', { memberId })).toEqual(before);
    }),
  );

  test('and shipped programmes are sound', async () => {
    const names = ['sportswear', 'clothing', 'diy', 'hypermarket'];
    const programmes = await Promise.all(names.map((name) => shipped(name)));
    expect(programmes.map(({ id }) => id)).toEqual(names);
  });
});

describe('U3 what nearly applied', () => {
  const promotion = (id: string, rest: object) => ({
    id,
    name: { ru: id, en: id },
    priority: 1,
    effect: { type: 'basket-percent', rate: 1000 },
    ...rest,
  });
  const promotions = [
    promotion('evening', {
      when: { fact: 'time.ofDay', op: 'between', value: { from: '18:00', to: '20:00' } },
    }),
    promotion('big', { when: { fact: 'basket.amount', op: 'at-least', value: 100_000 } }),
    promotion('many', { when: { fact: 'basket.units', op: 'at-least', value: 3000 } }),
    promotion('hoard', { when: { fact: 'basket.amount', op: 'at-least', value: 900_000 } }),
  ];

  test(
    'is told as data, and to the cashier in words, what is least to add first',
    inChain(
      'sportswear',
      async (chain) => {
        const { till } = chain;
        const basket = { ...till.basket([line('TEE', 840)]), language: 'en' as const };
        const { missed, hints, promotions: fired } = await chain.must('quote-receipt', basket);
        expect(fired).toEqual([]);
        const because = 'condition';
        expect(missed).toEqual([
          {
            promotion: 'evening',
            name: 'evening',
            code: null,
            because,
            lines: null,
            units: null,
            missing: null,
          },
          { promotion: 'big', name: 'big', code: null, because, lines: null, units: null, missing: 16_000 },
          { promotion: 'many', name: 'many', code: null, because, lines: null, units: 2, missing: null },
          {
            promotion: 'hoard',
            name: 'hoard',
            code: null,
            because,
            lines: null,
            units: null,
            missing: 816_000,
          },
        ]);
        expect(hints.slice(0, 4)).toEqual([
          'Offer 2 more items for “many”',
          'Offer goods for ₽160 more for “big”',
          'Offer goods for ₽8,160 more for “hoard”',
          'Offer to join the programme',
        ]);
      },
      { promotions },
    ),
  );

  test(
    'a happy hour is mentioned where nothing nearer is',
    inChain(
      'sportswear',
      async (chain) => {
        const quote = await chain.must('quote-receipt', chain.till.basket([line('TEE', 840)]));
        expect(quote.hints).toContain('С 18:00 до 20:00 действует «evening»');
        chain.now += minutes(6.5 * 60);
        const later = await chain.must('quote-receipt', chain.till.basket([line('TEE', 840)]));
        expect(later).toMatchObject({ missed: [], totals: { discount: 8400 } });
      },
      { promotions: promotions.slice(0, 1) },
    ),
  );
});
