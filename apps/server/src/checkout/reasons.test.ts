import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { days, inChain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';

const plain = (lines: readonly string[]): string[] => lines.map((each) => each.replaceAll('\u00A0', ' '));

describe('B2 a stored receipt says why it is as it is', () => {
  test(
    'in the words of its own time, after the programme has changed and the member has merged',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.buy(memberId, [line('SHOES', 10_000)]);
      const sale = await till.buy(memberId, [line('SHOES', 1000)]);
      const asked = { receiptId: sale.answer.receiptId, language: 'ru', audience: 'member' } as const;
      const before = (await chain.must('get-receipt', asked)).reasons;
      expect(plain(before.whole).join()).toContain(
        '3 % от 1 000 ₽, оплаченных деньгами, «Бонусы за покупку»',
      );
      await chain.publish('sportswear', {
        earning: [],
        promotions: [],
        levels: [{ id: 'bronze', name: { ru: 'Иной', en: 'Another' }, from: 0, spends: true }],
      });
      const stays = await till.join();
      await chain.must('merge-members', { memberId: stays, mergeId: v7(), fromMemberId: memberId });
      chain.now += days(400);
      expect((await chain.must('get-receipt', asked)).reasons).toEqual(before);
      const { reasons } = await chain.must('get-receipt', { receiptId: asked.receiptId, language: 'en' });
      expect(reasons.whole.join()).toContain('[purchase, bronze]');
    }),
  );

  test(
    'a return too',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.buy(memberId, [line('SHOES', 10_000)]);
      const sale = await till.buy(memberId, [line('SHOES', 1000)]);
      const back = await till.giveBack(sale);
      const { reasons } = await chain.must('get-receipt', { receiptId: back.receiptId, language: 'en' });
      expect(plain(reasons.whole)).toEqual(['Refund: ₽1,000', 'Taken back: 30 points']);
      expect(plain(reasons.lines[0]?.sentences ?? []).join()).toContain('30 points taken back');
    }),
  );

  test(
    'line by line: which did not get what the others got, and why the level earned nothing',
    inChain(
      'sportswear',
      async (chain) => {
        const memberId = await chain.till.join();
        const { answer } = await chain.till.buy(memberId, [line('SOCKS', 100), line('SHOES', 1000)]);
        const { receiptId } = answer;
        const told = async (audience: 'operator' | 'member') =>
          (await chain.must('get-receipt', { receiptId, language: 'ru', audience })).reasons;
        const { lines, whole } = await told('member');
        expect(lines.map(({ id, sentences }) => [id, plain(sentences)])).toEqual([
          [
            'SOCKS-100',
            ['Скидка 50 ₽: «Носки»', '«Всё» на этот товар не действует: не складывается с «Носки»'],
          ],
          ['SHOES-1000', ['Скидка 100 ₽: «Всё»']],
        ]);
        const why = 'на уровне «Участник» за такие покупки баллы не начисляются';
        expect(whole).toContain(`За эту покупку баллы не начислены: ${why}`);
        expect((await told('operator')).whole).toContain(`Баллы не начислены: ${why} [level]`);
      },
      {
        promotions: [
          {
            id: 'socks',
            name: { ru: 'Носки', en: 'Socks' },
            priority: 1,
            lines: { fact: 'line.product', op: 'is', value: 'SOCKS' },
            stacking: 'exclusive',
            effect: { type: 'line-percent', rate: 5000 },
          },
          {
            id: 'all',
            name: { ru: 'Всё', en: 'All' },
            priority: 0,
            effect: { type: 'line-percent', rate: 1000 },
          },
        ],
      },
    ),
  );
});
