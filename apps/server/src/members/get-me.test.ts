import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { days, inChain } from '../testing/chain.ts';
import { memberCaller } from '../testing/sign-in.ts';
import { line } from '../testing/till.ts';

describe('C4 what a member sees of themselves', () => {
  test(
    'each kind by its name, with what it may pay and what ends when: a figure a day of the chain',
    inChain('clothing', async (chain) => {
      const memberId = await chain.till.join();
      await chain.till.grant(memberId, 100, 'promo');
      chain.now += 3_600_000;
      await chain.till.grant(memberId, 50, 'promo');
      chain.now += days(1);
      await chain.till.grant(memberId, 7, 'promo');
      await chain.till.grant(memberId, 4000, 'cashback');
      const me = await chain.must('get-me', {}, await memberCaller(chain.shell, memberId));
      expect(me.kinds).toMatchObject([
        { kind: 'promo', name: { ru: 'Промобаллы', en: 'Promo points' }, share: 2000, available: 157 },
        { kind: 'cashback', share: 5000, available: 4000, expiring: [] },
      ]);
      expect(me.kinds[0]?.expiring).toEqual([
        { at: '2026-12-22T21:00:00.000Z', points: 150 },
        { at: '2026-12-23T21:00:00.000Z', points: 7 },
      ]);
      expect(me).toMatchObject({ cannotSpend: null, programme: { currency: 'RUB' } });
      expect(me.mainCard).toBe(me.cards[0]?.number);
    }),
  );

  test(
    'what was earned and does not count yet, and from when it does',
    inChain('diy', async (chain) => {
      const memberId = await chain.till.join({ name: 'Анна', surname: 'К', birthDate: '1990-01-01' });
      await chain.till.buy(memberId, [line('SHOES', 10_000)]);
      const me = await chain.must('get-me', {}, await memberCaller(chain.shell, memberId));
      const at = new Date(chain.now + days(14)).toISOString();
      expect(me.kinds).toMatchObject([{ available: 0, pending: 100, activating: [{ at, points: 100 }] }]);
    }),
  );

  test(
    'the level, what it earns, and the way to the next; at the top there is none',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      const caller = await memberCaller(chain.shell, memberId);
      const standing = async () => (await chain.must('get-me', {}, caller)).standing;
      expect(await standing()).toMatchObject({
        name: { ru: 'Участник' },
        rate: null,
        next: { name: { ru: 'Бронзовый' }, rate: 300, from: 1_000_000, missing: 1_000_000 },
      });
      await chain.till.buy(memberId, [line('SHOES', 60_000)]);
      expect(await standing()).toMatchObject({
        name: { ru: 'Серебряный' },
        begins: 5_000_000,
        rate: 500,
        next: { level: 'gold', missing: 4_000_000 },
      });
      await chain.till.buy(memberId, [line('SHOES', 60_000)]);
      expect(await standing()).toMatchObject({ rate: 700, next: null });
    }),
  );

  test(
    'where every rule leaves goods out, the rate is that of the first',
    inChain('hypermarket', async (chain) => {
      const caller = await memberCaller(chain.shell, await chain.till.join());
      expect((await chain.must('get-me', {}, caller)).standing.rate).toBe(50);
    }),
  );

  test(
    'D6 why points only add up for now',
    inChain('diy', async (chain) => {
      const memberId = await chain.till.join();
      const caller = await memberCaller(chain.shell, memberId);
      expect(await chain.must('get-me', {}, caller)).toMatchObject({
        cannotSpend: 'questionnaire-incomplete',
      });
      await chain.must('update-member', { memberId, surname: 'Кузнецова', birthDate: '1990-01-01' });
      expect(await chain.must('get-me', {}, caller)).toMatchObject({ cannotSpend: null });
    }),
  );

  test(
    'a level that does not spend says so; with every write the version moves',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      const caller = await memberCaller(chain.shell, memberId);
      const before = await chain.must('get-me', {}, caller);
      expect(before).toMatchObject({ cannotSpend: 'level-does-not-spend', barcode: null });
      await chain.must('issue-card', { memberId, cardId: v7() });
      expect((await chain.must('get-me', {}, caller)).version).toBe(before.version + 1);
    }),
  );
});
