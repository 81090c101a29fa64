import { describe, expect, test } from 'vitest';
import { days, inChain, minutes, type Chain } from '../testing/chain.ts';
import { line, type Basket } from '../testing/till.ts';
import { wholeServer } from '../testing/whole-server.ts';

// Each has its documented answer in docs/edges.md.

const flat = {
  earning: [{ id: 'base', name: { ru: 'За покупки', en: 'For purchases' }, kind: 'bonus', rate: 300 }],
  promotions: [],
};
const name = { ru: 'Имя', en: 'Name' };
const kind = (rest: object) => ({
  id: 'bonus',
  name,
  worth: 100,
  life: { months: 12 },
  spending: { maxShare: 9900 },
  ...rest,
});
const available = async (chain: Chain, memberId: string) => (await chain.till.balance(memberId)).available;

describe('edges: numbers', () => {
  test('a number that loses digits, and a sum above a trillion kopecks, are refused with their place', async () => {
    await using stand = await wholeServer();
    const ask = async (amount: string) => {
      const answer = await fetch(`${stand.baseUrl}/v1/receipts/quote`, {
        method: 'POST',
        headers: { authorization: `Bearer ${stand.key}`, 'content-type': 'application/json' },
        body: `{"key":{"storeId":"S","tillId":"1","shift":"1","number":"1"},"at":"2026-11-22T19:05:00Z",
          "lines":[{"id":"1","productId":"P","quantity":1000,"amount":${amount}}]}`,
      });
      const { code, path } = (await answer.json()) as { code: string; path: string };
      return [answer.status, code, path];
    };
    const refused = [400, 'bad-request', '/lines/0/amount'];
    expect(await ask('9007199254740993')).toEqual(refused);
    expect(await ask('1000000000001')).toEqual(refused);
    expect(await ask('0.5')).toEqual(refused);
    expect(await ask('1e400')).toEqual(refused);
  });

  test(
    'a line without a quantity costs nothing, and a receipt of nothing else is as good as none when it is cancelled',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      const air = { id: '1', productId: 'SHOES', quantity: 0, amount: 500 };
      const { answer, request } = await till.buy(memberId, [air]);
      expect(answer.totals).toEqual({ amount: 0, discount: 0, spent: 0, paid: 0 });
      const lines = [{ id: '1', quantity: 1 }];
      expect(await chain.refusal('return-receipt', till.returning({ request }, lines))).toBe(
        'quantity-exceeded',
      );
      expect(await chain.must('get-member', { memberId })).toMatchObject({ receipts: 1 });
      for (let times = 0; times < 2; times++)
        await chain.must('cancel-receipt', { key: request.key, at: till.time() });
      expect(await chain.must('get-member', { memberId })).toMatchObject({ receipts: 0, spend: 0 });
    }),
  );

  test(
    'a line below zero gives money back, takes part in nothing and earns less',
    inChain(
      'sportswear',
      async (chain) => {
        const memberId = await chain.till.join();
        const back = { id: 'back', productId: 'TEE', quantity: -1000, amount: -40_000 };
        const { answer, request } = await chain.till.buy(memberId, [line('SHOES', 1000), back]);
        expect(answer).toMatchObject({ totals: { amount: 60_000, paid: 60_000 }, earning: [{ points: 18 }] });
        const only = await chain.till.buy(memberId, [back]);
        expect(only.answer.totals.paid).toBe(-40_000);
        expect(only.answer.earning).toEqual([]);
        const { returned } = await chain.must('cancel-receipt', { key: request.key, at: chain.till.time() });
        expect(returned?.refund).toBe(60_000);
      },
      flat,
    ),
  );

  test(
    'five thousand lines are sold, and come back',
    inChain('sportswear', async (chain) => {
      const many = Array.from({ length: 5000 }, (_, index) => ({ ...line('TEE', 10), id: `${index}` }));
      const { answer, request } = await chain.till.buy(null, many, { codes: ['START10'] });
      // Of each three one is free; two are left over and get the ten per cent.
      expect(answer.totals).toMatchObject({ amount: 5_000_000, discount: 1_666_000 + 200 });
      const half = many.slice(0, 2500).map(({ id, quantity }) => ({ id, quantity }));
      const parts = [await chain.till.giveBack({ request }, half), await chain.till.giveBack({ request })];
      expect(parts.map(({ refund }) => refund).reduce((sum, refund) => sum + refund)).toBe(
        answer.totals.paid,
      );
    }),
  );

  test('a name has 300 letters at most, of any script', async () => {
    await using stand = await wholeServer();
    const join = async (person: string) => {
      const answer = await fetch(`${stand.baseUrl}/v1/members`, {
        method: 'POST',
        headers: { authorization: `Bearer ${stand.key}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          memberId: '0196a7c8-0000-7000-8000-000000000001',
          phone: '+79161234567',
          name: person,
          confirmation: { confirmationId: '0196a7c8-0000-7000-8000-000000000002', code: '123456' },
        }),
      });
      const { code, path } = (await answer.json()) as { code: string; path: string };
      return [code, path];
    };
    expect(await join('Ж'.repeat(301))).toEqual(['bad-request', '/name']);
    // Taken as a name; what this server lacks is a programme.
    for (const letter of ['Ж', '🧦', 'é', '孟'])
      expect(await join(letter.repeat(300))).toEqual(['no-programme', undefined]);
  });

  test(
    'a long name of any script is kept to the letter',
    inChain('sportswear', async (chain) => {
      for (const person of ['Ж'.repeat(300), '🧦'.repeat(300), 'Ёжик 👩‍👩‍👧‍👦 O’Brien-孟']) {
        const memberId = await chain.till.join({ name: person });
        expect(await chain.must('get-member', { memberId })).toMatchObject({ name: person });
        const { answer } = await chain.till.buy(memberId, [line('SHOES', 100)]);
        expect(answer.member).toMatchObject({ name: person });
      }
    }),
  );
});

describe('edges: places and moments', () => {
  test(
    'an unknown store, till or product is refused by name, whatever else is right',
    inChain('sportswear', async (chain) => {
      const key = chain.till.key();
      const ask = (changed: Partial<Basket>) =>
        chain.refusal('commit-receipt', { ...chain.till.basket([line('TEE', 1)]), ...changed });
      expect(await ask({ key: { ...key, storeId: 'НЕТ' } })).toBe('unknown-store');
      expect(await ask({ key: { ...key, tillId: '77' } })).toBe('unknown-till');
      expect(await ask({ lines: [line('НЕТ', 1)] })).toBe('unknown-product');
    }),
  );

  test(
    'a clock a day ahead is cut to now, one further ahead is refused; a clock years behind counts as it says',
    inChain(
      'sportswear',
      async (chain) => {
        const { till } = chain;
        const memberId = await till.join();
        const at = (shift: number) => new Date(chain.now + shift).toISOString();
        const ahead = await till.buy(memberId, [line('SHOES', 1000)], { at: at(days(1) - minutes(1)) });
        expect(ahead.answer.earning).toMatchObject([{ activeFrom: at(0) }]);
        const wrong = till.basket([line('SHOES', 1000)], {
          at: at(days(1) + minutes(1)),
          member: { memberId },
        });
        expect(await chain.refusal('commit-receipt', wrong)).toBe('bad-receipt');
        expect(await chain.refusal('commit-receipt', { ...wrong, at: '1999-12-31T23:59:59Z' })).toBe(
          'bad-receipt',
        );
        expect(await available(chain, memberId)).toBe(30);
        // What it earned has expired since, and its spend counts.
        await till.buy(memberId, [line('SHOES', 1000)], { at: at(-days(800)) });
        expect(await available(chain, memberId)).toBe(30);
        expect(await chain.must('get-member', { memberId })).toMatchObject({ spend: 200_000, receipts: 2 });
      },
      flat,
    ),
  );

  test(
    'a programme published in mid-receipt: with its token the receipt is what was shown, without it what is live',
    inChain(
      'sportswear',
      async (chain) => {
        const { till } = chain;
        const memberId = await till.join();
        await till.grant(memberId, 500);
        await till.buy(memberId, [line('SHOES', 20_000)]);
        const baskets = [1, 2, 3, 4].map(() => till.basket([line('SHOES', 1000)], { member: { memberId } }));
        const [quoted, bare, held, heldBare] = baskets as [Basket, Basket, Basket, Basket];
        const shown = await chain.must('quote-receipt', quoted);
        const holds = [];
        for (const basket of [held, heldBare]) {
          const request = await till.holding(memberId, basket, { bonus: 200 });
          holds.push(await chain.must('hold-points', request));
        }
        const twice = {
          ...flat,
          earning: [{ ...flat.earning[0], rate: 1000 }],
          kinds: [kind({ spending: { maxShare: 1000 } })],
        };
        await chain.publish('sportswear', twice);
        const commit = async (basket: Basket, rest: object) => {
          const { totals, earning, programme, recalculated } = await chain.must('commit-receipt', {
            ...basket,
            ...rest,
          });
          return [totals.spent, earning[0]?.points, programme.version, recalculated?.because];
        };
        const { quoteToken } = shown;
        expect(await commit(quoted, { quoteToken })).toEqual([0, 30, 1, undefined]);
        expect(await commit(bare, {})).toEqual([0, 100, 2, 'no-token']);
        const [first, second] = holds;
        expect(await commit(held, { holdId: first?.holdId, quoteToken: first?.quoteToken })).toEqual([
          20_000,
          24,
          1,
          undefined,
        ]);
        // Only a tenth may be paid with points now; what was held beyond that is free again.
        expect(await commit(heldBare, { holdId: second?.holdId })).toEqual([10_000, 90, 2, 'no-token']);
        expect(await till.balance(memberId)).toMatchObject({ held: 0 });
      },
      flat,
    ),
  );

  test(
    'a level is reached with the very kopeck of its threshold, and lost with one less',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      const level = async () => (await chain.must('get-member', { memberId })).level;
      await till.buy(memberId, [line('SHOES', 9999.99)]);
      expect(await level()).toBe('participant');
      const kopeck = await till.buy(memberId, [line('SHOES', 0.01)]);
      expect(kopeck.answer.level).toMatchObject({
        before: 'participant',
        after: 'bronze',
        spendAfter: 1_000_000,
      });
      await till.giveBack(kopeck);
      expect(await level()).toBe('participant');
    }),
  );

  test(
    'a year of points earned on 29 February ends on 28 February',
    inChain(
      'sportswear',
      async (chain) => {
        const memberId = await chain.till.join();
        chain.now = Date.parse('2028-02-29T12:00:00+03:00');
        await chain.till.buy(memberId, [line('SHOES', 1000)]);
        chain.now = Date.parse('2029-02-28T12:00:00+03:00') - 1;
        expect(await available(chain, memberId)).toBe(30);
        chain.now += 1;
        expect(await available(chain, memberId)).toBe(0);
      },
      { ...flat, kinds: [kind({ life: { months: 12 } })] },
    ),
  );

  const night = {
    ...flat,
    zone: 'Europe/Berlin',
    kinds: [kind({ life: { until: 'end-of-day' } })],
    promotions: [
      {
        id: 'night',
        name,
        priority: 1,
        when: { fact: 'time.ofDay', op: 'between', value: { from: '02:00', to: '03:00' } },
        effect: { type: 'line-percent', rate: 1000 },
      },
    ],
  };
  test(
    'the day of 25 hours and that of 23 end at their midnight; the hour that comes twice is happy twice',
    inChain(
      'sportswear',
      async (chain) => {
        const { till } = chain;
        const memberId = await till.join();
        for (const [noon, midnight] of [
          ['2027-03-28T12:00:00+02:00', '2027-03-29T00:00:00+02:00'],
          ['2027-10-31T00:30:00+02:00', '2027-11-01T00:00:00+01:00'],
        ] as const) {
          chain.now = Date.parse(noon);
          await till.buy(memberId, [line('SHOES', 1000)], { at: noon });
          chain.now = Date.parse(midnight) - 1;
          expect(await available(chain, memberId)).toBe(30);
          chain.now += 1;
          expect(await available(chain, memberId)).toBe(0);
        }
        const discounts = [];
        for (const at of ['01:59:59+02:00', '02:30:00+02:00', '02:30:00+01:00', '03:00:00+01:00']) {
          const { answer } = await till.buy(null, [line('SHOES', 1000)], { at: `2027-10-31T${at}` });
          discounts.push(answer.totals.discount);
        }
        expect(discounts).toEqual([0, 10_000, 10_000, 0]);
      },
      night,
    ),
  );

  test(
    'midnight belongs to the day that begins',
    inChain(
      'sportswear',
      async (chain) => {
        const discount = async (at: string) =>
          (await chain.till.buy(null, [line('SHOES', 1000)], { at })).answer.totals.discount;
        expect(await discount('2026-11-20T23:59:59.999+03:00')).toBe(0);
        expect(await discount('2026-11-21T00:00:00+03:00')).toBe(10_000);
        expect(await discount('2026-11-21T23:59:59.999+03:00')).toBe(10_000);
        expect(await discount('2026-11-22T00:00:00+03:00')).toBe(0);
      },
      {
        promotions: [
          {
            id: 'saturday',
            name,
            priority: 1,
            when: { fact: 'time.weekday', op: 'in', value: ['sat'] },
            effect: { type: 'line-percent', rate: 1000 },
          },
        ],
      },
    ),
  );
});
