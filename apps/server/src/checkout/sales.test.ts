import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { days, inChain, minutes } from '../testing/chain.ts';
import { line } from '../testing/till.ts';

const plain = (lines: readonly string[]): string[] => lines.map((each) => each.replaceAll('\u00A0', ' '));
const year = days(365);

describe('U1 levels of the sportswear club', () => {
  test(
    'a Participant neither earns nor spends',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.grant(memberId, 500);
      const { answer } = await till.buy(memberId, [line('SHOES', 9999)]);
      expect(answer).toMatchObject({ earning: [], level: { before: 'participant', after: 'participant' } });
      const basket = till.basket([line('SHOES', 5000)], { member: { memberId } });
      expect((await chain.must('quote-receipt', { ...basket, spend: 'most' })).spending).toMatchObject([
        { available: 500, most: 0, because: 'level-does-not-spend' },
      ]);
      const request = await till.holding(memberId, basket, 'most');
      expect(await chain.refusal('hold-points', request)).toBe('nothing-to-spend');
      expect(await chain.refusal('hold-points', { ...request, spend: { bonus: 1 } })).toBe(
        'more-than-allowed',
      );
    }),
  );

  test(
    'cumulative purchases lead to Bronze 3 %, Silver 5 % and Gold 7 %, each from the next receipt on',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      const earned = [];
      for (const roubles of [9999, 1, 1000, 38_999, 1, 1000, 48_999, 1000, 1000]) {
        const { answer } = await till.buy(memberId, [line('SHOES', roubles)]);
        earned.push([answer.level?.before, answer.earning[0]?.points ?? 0, answer.level?.after]);
      }
      expect(earned).toEqual([
        ['participant', 0, 'participant'],
        ['participant', 0, 'bronze'],
        ['bronze', 30, 'bronze'],
        ['bronze', 1169, 'bronze'],
        ['bronze', 0, 'silver'],
        ['silver', 50, 'silver'],
        ['silver', 2449, 'silver'],
        ['silver', 50, 'gold'],
        ['gold', 70, 'gold'],
      ]);
      const { level, spend, receipts } = await chain.must('get-member', { memberId });
      expect({ level, spend, receipts }).toEqual({ level: 'gold', spend: 10_199_900, receipts: 9 });
    }),
  );

  test(
    'points live one year and are worth nothing the moment it is over, booked or not',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.buy(memberId, [line('SHOES', 10_000)]);
      await till.buy(memberId, [line('SHOES', 10_000)]);
      expect(await till.balance(memberId)).toMatchObject({ available: 300 });
      chain.now += year - 1;
      expect(await till.balance(memberId)).toMatchObject({ available: 300 });
      chain.now += 1;
      expect(await till.balance(memberId)).toMatchObject({ available: 0 });
      const basket = till.basket([line('SHOES', 1000)], { member: { memberId } });
      expect(await chain.refusal('hold-points', await till.holding(memberId, basket, { bonus: 1 }))).toBe(
        'not-enough-points',
      );
      await till.buy(memberId, [line('SHOES', 1000)]);
      const { transfers } = await chain.must('list-transfers', { memberId });
      expect(transfers.map(({ reason, points }) => [reason, points])).toEqual([
        ['earned', 30],
        ['expired', 300],
        ['earned', 300],
      ]);
    }),
  );

  test(
    'they pay for up to 30 % of a receipt, never for goods on sale',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.buy(memberId, [line('SHOES', 10_000)]);
      await till.grant(memberId, 10_000);
      const mixed = await till.pay(memberId, [line('SHOES', 1000), line('BALL', 9000)], 'most');
      // 30 % of the whole receipt, but no more than the shoes cost.
      expect(mixed.answer.totals).toEqual({ amount: 1_000_000, discount: 0, spent: 100_000, paid: 900_000 });
      expect(mixed.answer.lines.map(({ spent }) => spent.map(({ points }) => points))).toEqual([[1000], []]);
      const shoes = await till.pay(memberId, [line('SHOES', 3333.33)], 'most');
      expect(shoes.answer.spending).toMatchObject([{ points: 999 }]);
      const sale = till.basket([line('BALL', 9000)], { member: { memberId } });
      const request = await till.holding(memberId, sale, 'most');
      expect(await chain.ask('hold-points', request)).toMatchObject({
        code: 'nothing-to-spend',
        extra: { because: 'lines-that-may-be-paid' },
      });
    }),
  );

  test(
    'nothing is earned on what points have paid (peers: the base of earning is unclear)',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.buy(memberId, [line('SHOES', 10_000)]);
      await till.grant(memberId, 300);
      const { answer } = await till.pay(memberId, [line('SHOES', 1000)], { bonus: 300 });
      expect(answer.earning).toMatchObject([{ points: 21, base: 70_000 }]);
    }),
  );
});

describe('U3 promotions of the sportswear club', () => {
  test(
    '1+1=3, in multiples and in any order of scanning (peers: buy-X-get-Y is wrong)',
    inChain('sportswear', async (chain) => {
      const lines = [line('TEE', 1000), line('SOCKS', 400, 2), line('TEE', 500), line('SOCKS', 900, 2)];
      const totals = [];
      for (const order of [lines, lines.toReversed()]) {
        const { answer } = await chain.till.buy(null, order);
        totals.push(answer.totals);
        expect(answer.promotions).toMatchObject([{ promotion: 'socks-1-1-3', times: 2, discount: 65_000 }]);
        expect(answer.lines.every(({ paid }) => paid >= 0)).toBe(true);
      }
      // Dearest first: 1000 500 450 | 450 200 200: the third of each three is free.
      expect(totals[0]).toEqual({ amount: 280_000, discount: 65_000, spent: 0, paid: 215_000 });
      expect(totals[1]).toEqual(totals[0]);
      const two = await chain.must('quote-receipt', chain.till.basket([line('TEE', 1000, 2)]));
      expect(two.hints.join(' ')).toContain('Носки и футболки 1+1=3');
    }),
  );

  test(
    'a code for everybody, in any case, in either alphabet, once on a receipt',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      for (const codes of [['start10'], ['СТАРТ10'], [' старт10 '], ['START10', 'start10', 'СТАРТ10']]) {
        const { answer } = await till.buy(null, [line('SHOES', 1000), line('BALL', 1000)], { codes });
        expect(answer.totals.discount).toBe(10_000);
      }
      const codes = Array.from({ length: 20 }, (_, index) => `NOPE-${index}`);
      const { answer } = await till.buy(null, [line('SHOES', 1000)], { codes });
      expect(answer.refusedCodes).toHaveLength(20);
      expect(answer.hints).toHaveLength(21);
    }),
  );

  test(
    'a code for next time: printed from 7 000 ₽ on, used once, within its days',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      expect((await till.buy(null, [line('SHOES', 6999)])).answer.nextCodes).toEqual([]);
      const { answer } = await till.buy(null, [line('SHOES', 7000)]);
      const [printed] = answer.nextCodes;
      expect(plain(answer.slip).join(' ')).toContain(printed?.code);
      const codes = [printed?.code.toLowerCase() ?? ''];
      const discount = async (price: number) => {
        const sale = await till.buy(null, [line('SHOES', price)], { codes });
        return [sale.answer.totals.discount, sale.answer.refusedCodes[0]?.because];
      };
      expect(await discount(3000)).toEqual([0, 'unknown']);
      chain.now += days(14);
      expect(await discount(2999)).toEqual([0, 'conditions-not-met']);
      chain.now += days(29);
      expect(await discount(3000)).toEqual([50_000, undefined]);
      expect(await discount(3000)).toEqual([0, 'unknown']);
    }),
  );

  test(
    'a code for next time ends with its last day',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const { answer } = await till.buy(null, [line('SHOES', 7000)]);
      const codes = answer.nextCodes.map(({ code }) => code);
      chain.now += days(44);
      const late = await till.buy(null, [line('SHOES', 3000)], { codes });
      expect(late.answer.refusedCodes).toMatchObject([{ because: 'unknown' }]);
    }),
  );

  test(
    'a code that was printed goes back with the goods',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const sale = await till.buy(null, [line('SHOES', 8000, 2)]);
      const codes = sale.answer.nextCodes.map(({ code }) => code);
      await till.giveBack(sale, [{ id: 'SHOES-8000', quantity: 1000 }]);
      chain.now += days(14);
      expect((await till.buy(null, [line('SHOES', 3000)], { codes })).answer.refusedCodes).toMatchObject([
        { because: 'unknown' },
      ]);
    }),
  );

  test(
    "a birthday is the buyer's own day, on the slip too, and on 29 February as well",
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join({ name: 'Ольга', birthDate: '2004-02-29' });
      await till.buy(memberId, [line('SHOES', 10_000)]);
      chain.now = Date.parse('2027-02-28T09:00:00+03:00');
      const { answer } = await till.buy(memberId, [line('SHOES', 1000)]);
      expect(answer.earning).toMatchObject([
        { source: 'purchase', points: 30 },
        { source: 'birthday-double', points: 50 },
      ]);
      expect(plain(answer.slip)).toEqual([
        'Ольга, спасибо за покупку!',
        'Ольга, с днём рождения!',
        'Начислено: 80 баллов',
        'На счёте: 80 баллов',
        'Ваш уровень: Бронзовый',
        'До уровня «Серебряный» осталось 39 000 ₽',
      ]);
    }),
  );

  test(
    'no price goes below its floor, whatever is stacked',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.buy(memberId, [line('SHOES', 10_000)]);
      await till.grant(memberId, 5000);
      await chain.must('give-offer', {
        memberId,
        offerId: v7(),
        promotion: 'personal-15',
        validUntil: '2026-12-31T23:59:59+03:00',
      });
      const basket = till.basket([line('RACKET', 2000, 2)], { member: { memberId }, codes: ['START10'] });
      const { totals } = await chain.must('quote-receipt', { ...basket, spend: 'most' });
      expect(totals).toEqual({ amount: 200_000, discount: 20_000, spent: 0, paid: 180_000 });
    }),
  );
});

describe('C4 several kinds of points', () => {
  test(
    'promo points are spent first and live 30 days, cashback never ends',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      const { answer } = await till.buy(memberId, [line('DRESS', 5000)]);
      expect(answer.earning).toMatchObject([
        { kind: 'cashback', points: 150, expiresAt: null },
        { kind: 'promo', points: 500, expiresAt: '2026-12-22T21:00:00.000Z' },
      ]);
      const paid = await till.pay(memberId, [line('TEE', 1000)], 'most');
      // Promo pays a fifth of the receipt, cashback what it has.
      expect(paid.answer.spending).toMatchObject([
        { kind: 'promo', points: 200 },
        { kind: 'cashback', points: 150 },
      ]);
      chain.now = Date.parse('2026-12-22T23:59:59.999+03:00');
      expect(await till.balance(memberId, 'promo')).toMatchObject({ available: 300 });
      chain.now += 1;
      expect(await till.balance(memberId, 'promo')).toMatchObject({ available: 0 });
      chain.now += 50 * year;
      expect(await till.balance(memberId, 'cashback')).toMatchObject({ available: 19 });
    }),
  );
});

describe('D6 accumulate only', () => {
  test(
    'a member without a questionnaire earns, and spends once it is complete',
    inChain('diy', async (chain) => {
      const { till } = chain;
      const memberId = await till.join({ name: 'Пётр' });
      await till.buy(memberId, [line('SHOES', 50_000)]);
      expect(await till.balance(memberId)).toMatchObject({ available: 0, pending: 500 });
      chain.now += days(15);
      expect(await till.balance(memberId)).toMatchObject({ available: 500, pending: 0 });
      const basket = till.basket([line('SHOES', 1000)], { member: { memberId } });
      const quote = await chain.must('quote-receipt', basket);
      expect(quote.member).toMatchObject({ accumulateOnly: true });
      expect(plain(quote.hints).join(' ')).toMatch(/анкет/i);
      const request = await till.holding(memberId, basket, 'most');
      expect(await chain.ask('hold-points', request)).toMatchObject({
        code: 'nothing-to-spend',
        extra: { because: 'questionnaire-incomplete' },
      });
      expect(await chain.must('update-member', { memberId, surname: 'Ильин' })).toMatchObject({
        missingFields: ['birthDate'],
      });
      expect(await chain.must('update-member', { memberId, birthDate: '1980-01-01' })).toMatchObject({
        accumulateOnly: false,
        missingFields: [],
      });
      expect(await chain.must('hold-points', request)).toMatchObject({ held: { bonus: 500 } });
    }),
  );
});

describe('U11 history that is loaded later', () => {
  test(
    'old receipts raise the level, and what they earned has aged as it would have',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      const old = (at: string) => ({ at, key: till.key() });
      await till.buy(memberId, [line('SHOES', 60_000)], old('2024-11-22T12:00:00+03:00'));
      const ages = [
        ['2025-11-22T12:00:00+03:00', 0],
        ['2025-11-22T12:00:00.001+03:00', 50],
        ['2026-05-01T12:00:00+03:00', 100],
      ] as const;
      for (const [at, available] of ages) {
        await till.buy(memberId, [line('SHOES', 1000)], old(at));
        expect(await till.balance(memberId)).toMatchObject({ available });
      }
      expect(await chain.must('get-member', { memberId })).toMatchObject({ level: 'silver', receipts: 4 });
      chain.now += 1;
      expect(await till.balance(memberId)).toMatchObject({ available: 50 });
    }),
  );

  test(
    'a receipt from the future of a day at most counts as of now, one from another century is refused',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const basket = till.basket([line('SHOES', 1000)]);
      const ask = (at: string) => chain.refusal('commit-receipt', { ...basket, key: till.key(), at });
      expect(await ask('2026-11-23T12:00:00+03:00')).toBe('ok');
      expect(await ask('2026-11-23T12:00:00.001+03:00')).toBe('bad-receipt');
      expect(await ask('9999-12-31T00:00:00Z')).toBe('bad-receipt');
      expect(await ask('1999-12-31T23:59:59Z')).toBe('bad-receipt');
      expect(await ask('2026-11-22T23:00:00+14:00')).toBe('ok');
      expect(await ask('2026-11-21T19:00:00-14:00')).toBe('ok');
      expect(await chain.refusal('cancel-receipt', { key: basket.key, at: '1999-12-31T23:59:59Z' })).toBe(
        'bad-receipt',
      );
    }),
  );
});

describe('an anonymous buyer', () => {
  test(
    'gets discounts and an invitation, no points; in English too',
    inChain('sportswear', async (chain) => {
      const request = chain.till.basket([line('SHOES', 2000)]);
      const answer = await chain.must('commit-receipt', { ...request, language: 'en' });
      expect(answer).toMatchObject({ member: null, earning: [], level: null });
      expect(answer.invitation?.url).toBe(`https://chain.example/join?i=${answer.invitation?.code}`);
      expect(answer.slip.join(' ')).toContain(answer.invitation?.code);
      chain.now += minutes(1);
      expect(await chain.must('get-receipt', { receiptId: answer.receiptId })).toMatchObject({
        memberId: null,
        paid: 200_000,
      });
    }),
  );
});
