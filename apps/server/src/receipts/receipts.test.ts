import type { Answer } from '@bonum/contract';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { days, inChain, type Chain } from '../testing/chain.ts';
import { memberCaller } from '../testing/sign-in.ts';
import { line } from '../testing/till.ts';

const mine = async (chain: Chain, memberId: string, receiptId: string): Promise<Answer<'get-my-receipt'>> =>
  chain.must('get-my-receipt', { receiptId, language: 'ru' }, await memberCaller(chain.shell, memberId));

const plain = (text: string): string => text.replaceAll('\u00A0', ' ');

describe('B2 a receipt tells its member why it is so', () => {
  test(
    'every figure has its reason, line by line and of the whole',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.buy(memberId, [line('SHOES', 20_000)]);
      const bought = await till.buy(memberId, [line('SOCKS', 900, 3), line('SHOES', 1000)]);
      const receipt = await mine(chain, memberId, bought.answer.receiptId);
      expect(receipt).toMatchObject({
        type: 'sale',
        currency: 'RUB',
        offsetMinutes: 180,
        store: { name: 'Спорт на Тверской' },
        totals: { amount: 190_000, discount: 30_000, spent: 0, paid: 160_000 },
        plus: { bonus: 48 },
        minus: {},
        ofReceipt: null,
        returns: [],
        feedback: null,
        mayGiveFeedback: true,
      });
      expect(receipt.lines).toMatchObject([
        { name: 'Носки', quantity: 3000, amount: 90_000, discount: 30_000, paid: 60_000, returned: 0 },
        { name: 'Кроссовки беговые', amount: 100_000, discount: 0, earned: [{ kind: 'bonus', points: 30 }] },
      ]);
      expect(receipt.lines[0]?.reasons.map(plain)).toContain('Скидка 300 ₽: «Носки и футболки 1+1=3»');
      expect(receipt.discounts.map(plain)).toEqual(['Вы сэкономили 300 ₽: «Носки и футболки 1+1=3»']);
      expect(receipt.earned).toMatchObject([{ kind: 'bonus', points: 48, name: 'Бонусы за покупку' }]);
      expect(plain(receipt.earned[0]?.note ?? '')).toBe(
        '3 % от 1 600 ₽, оплаченных деньгами, уровень «Бронзовый»; срок действия до 22.11.2027',
      );
      for (const { reasons } of receipt.lines) expect(reasons.join()).not.toContain('[');
    }),
  );

  test(
    'what nearly fired says what was missing, and what it would have been worth',
    inChain(
      'sportswear',
      async (chain) => {
        const memberId = await chain.till.join();
        const { answer } = await chain.till.buy(memberId, [line('SHOES', 1760)]);
        const { missed } = await mine(chain, memberId, answer.receiptId);
        expect(missed[0]).toMatchObject({
          inReach: true,
          missing: 24_000,
          gain: { kind: 'bonus', points: 100, discount: 0 },
        });
        expect(plain(missed[0]?.sentence ?? '')).toContain('240 ₽');
      },
      {
        promotions: [
          {
            id: 'from-2000',
            name: { ru: '100 баллов от 2 000 ₽', en: '100 points from ₽2,000' },
            priority: 0,
            effect: { type: 'spend-and-get', from: 200_000, get: { kind: 'bonus', points: 100 } },
          },
        ],
      },
    ),
  );

  test(
    'a return and its sale lead to each other, and the sale shows what of it came back',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.buy(memberId, [line('SHOES', 20_000)]);
      const sale = await till.buy(memberId, [line('TEE', 2000, 2)]);
      chain.now += days(1);
      const back = await till.giveBack(sale, [{ id: 'TEE-2000', quantity: 1000 }]);
      const returned = await mine(chain, memberId, back.receiptId);
      expect(returned).toMatchObject({
        type: 'return',
        ofReceipt: { receiptId: sale.answer.receiptId },
        lines: [{ name: 'Футболка', quantity: 1000, paid: 100_000 }],
        totals: { paid: 100_000 },
        minus: { bonus: 30 },
        mayGiveFeedback: false,
      });
      expect(returned.others.map(plain)).toContain('Возврат: 1 000 ₽');
      expect(await mine(chain, memberId, sale.answer.receiptId)).toMatchObject({
        lines: [{ returned: 1000 }],
        returns: [{ receiptId: back.receiptId, refund: 100_000 }],
      });
    }),
  );

  test(
    'G1 somebody else’s receipt is as little there as one that never was',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const [one, other] = [await till.join(), await till.join()];
      const { answer } = await till.buy(one, [line('SHOES', 1000)]);
      const anonymous = await till.buy(null, [line('SHOES', 1000)]);
      const caller = await memberCaller(chain.shell, other);
      const asked = async (receiptId: string) => chain.ask('get-my-receipt', { receiptId }, caller);
      const never = await asked(v7());
      expect(never).toMatchObject({ code: 'unknown-receipt' });
      expect(await asked(answer.receiptId)).toEqual(never);
      expect(await asked(anonymous.answer.receiptId)).toEqual(never);
      const feedback = await chain.ask('give-feedback', { receiptId: answer.receiptId, stars: 1 }, caller);
      expect(feedback).toEqual(never);
    }),
  );

  test(
    'one of 5 000 lines is answered whole',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      const lines = Array.from({ length: 5000 }, (_, index) => ({ ...line('TEE', 10), id: String(index) }));
      const { answer } = await chain.till.buy(memberId, lines);
      expect((await mine(chain, memberId, answer.receiptId)).lines).toHaveLength(5000);
    }),
  );
});
