import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import type { MemberCaller } from '../operation.ts';
import { days, inChain, type Chain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';

const browserOf = (memberId: string): MemberCaller => ({
  memberId,
  sessionId: v7(),
  deviceId: 'a-browser',
  address: '10.0.0.1',
  userAgent: 'test',
});

const promotion = (id: string, rest: object): object => ({
  id,
  name: { ru: id, en: id },
  priority: 10,
  effect: { type: 'line-percent', rate: 1000 },
  ...rest,
});
const until = (value: string): object => ({ fact: 'time.date', op: 'until', value });
const level = (value: string): object => ({ fact: 'member.level', op: 'is', value });
const shown = { text: { ru: 'Для всех', en: 'For all' } };

const promotions = [
  promotion('always', { shown }),
  promotion('hidden', {}),
  promotion('ends-soon', {
    shown,
    when: until('2026-11-25'),
    lines: { fact: 'line.product', op: 'is', value: 'SOCKS' },
  }),
  promotion('for-gold', { shown, when: level('gold') }),
  promotion('over', { shown, when: until('2026-11-01') }),
  promotion('december', { shown, when: { fact: 'time.date', op: 'from', value: '2026-12-01' } }),
  promotion('second-store', { shown, when: { fact: 'store.id', op: 'is', value: 'S-2' } }),
  promotion('once', { shown, limits: { member: { times: 1, per: 'month' } } }),
  promotion('turned-on', {
    shown,
    activation: { days: 7 },
    effect: { type: 'basket-amount', amount: 10_000 },
  }),
  promotion('mine', { personal: true, effect: { type: 'basket-percent', rate: 2000 } }),
  promotion('mine-to-turn-on', {
    personal: true,
    activation: { days: 3 },
    effect: { type: 'basket-amount', amount: 7000 },
  }),
];

const offers = async (chain: Chain, memberId: string) =>
  (await chain.must('list-my-offers', {}, browserOf(memberId))).offers;
const states = async (chain: Chain, memberId: string) =>
  Object.fromEntries((await offers(chain, memberId)).map(({ name, state }) => [name.ru, state]));
const give = (chain: Chain, memberId: string, id: string, lasts = days(10)) => {
  const offerId = v7();
  const validUntil = new Date(chain.now + lasts).toISOString();
  return chain.must('give-offer', { memberId, offerId, promotion: id, validUntil }).then(() => offerId);
};

describe('G4 what a member can have', () => {
  test(
    'is what can fire for them, what is theirs alone first, then what ends soonest',
    inChain(
      'sportswear',
      async (chain) => {
        const anna = await chain.till.join();
        await give(chain, anna, 'mine');
        const seen = await offers(chain, anna);
        expect(seen.map(({ name, state }) => `${name.ru} ${state}`)).toEqual([
          'mine ready',
          'ends-soon ready',
          'always ready',
          'second-store ready',
          'once ready',
          'turned-on off',
          'december soon',
        ]);
        expect(seen[0]).toMatchObject({ personal: true, until: '2026-12-02', figure: { en: '−20%' } });
        expect(seen[1]).toMatchObject({ until: '2026-11-25', terms: { ru: ['Товары: «Носки»'] } });
        expect(seen[3]).toMatchObject({ stores: [{ name: 'Спорт на Невском' }] });
        expect(seen[6]).toMatchObject({ from: '2026-12-01' });
      },
      { promotions },
    ),
  );

  test(
    'is used up by a receipt, and said to be',
    inChain(
      'sportswear',
      async (chain) => {
        const anna = await chain.till.join();
        await give(chain, anna, 'mine');
        await give(chain, anna, 'mine', days(1));
        await chain.till.buy(anna, [line('SHOES', 1000)]);
        const now = await offers(chain, anna);
        expect(now.filter(({ personal }) => personal).map(({ state }) => state)).toEqual(['ready', 'used']);
        expect(await states(chain, anna)).toMatchObject({ once: 'used' });
        chain.now += days(11);
        expect(
          (await offers(chain, anna)).filter(({ personal }) => personal).map(({ state }) => state),
        ).toEqual(['used', 'over']);
        chain.now += days(40);
        expect((await offers(chain, anna)).filter(({ personal }) => personal)).toEqual([]);
      },
      { promotions },
    ),
  );

  test(
    'is told with its goods',
    inChain(
      'sportswear',
      async (chain) => {
        const anna = await chain.till.join();
        const caller = browserOf(anna);
        const { goods } = await chain.must('get-my-offer', { offerId: 'ends-soon' }, caller);
        expect(goods).toEqual([{ name: 'Носки', price: null }]);
        expect((await chain.must('get-my-offer', { offerId: 'always' }, caller)).goods).toEqual([]);
        expect(await chain.refusal('get-my-offer', { offerId: 'for-gold' }, caller)).toBe('unknown-offer');
      },
      { promotions },
    ),
  );
});

describe('G4 turning an offer on', () => {
  const off = async (chain: Chain, memberId: string) =>
    (await chain.till.buy(memberId, [line('BALL', 1000)])).answer.totals.discount;
  // What fires by itself would hide what is looked at.
  const few = promotions.filter((one) => /turn/.test(JSON.stringify(one)));

  test(
    'counts at the till from the next receipt on, and ends',
    inChain(
      'sportswear',
      async (chain) => {
        const anna = await chain.till.join();
        const caller = browserOf(anna);
        expect(await off(chain, anna)).toBe(0);
        const on = await chain.must('activate-offer', { offerId: 'turned-on' }, caller);
        expect(on).toMatchObject({ state: 'on', until: '2026-11-29' });
        expect(await off(chain, anna)).toBe(10_000);
        expect(await off(chain, anna)).toBe(10_000);
        chain.now += days(6);
        // Turning it on again makes it no longer.
        const again = await chain.must('activate-offer', { offerId: 'turned-on' }, caller);
        expect(again).toMatchObject({ state: 'on', until: on.until });
        chain.now += days(2);
        expect(await off(chain, anna)).toBe(0);
        expect(await states(chain, anna)).toMatchObject({ 'turned-on': 'off' });
      },
      { promotions: few },
    ),
  );

  test(
    'twice at once makes one of it',
    inChain(
      'sportswear',
      async (chain) => {
        const anna = await chain.till.join();
        const asked = { offerId: 'turned-on' };
        const answers = await Promise.all(
          Array.from({ length: 5 }, () => chain.must('activate-offer', asked, browserOf(anna))),
        );
        expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
        const rows = await chain.shell.db.selectFrom('offer').select('offer_id').execute();
        expect(rows.length).toBe(1);
      },
      { promotions: few },
    ),
  );

  test(
    'of a personal one leaves it what it was: for one receipt, and only for its member',
    inChain(
      'sportswear',
      async (chain) => {
        const [anna, boris] = [await chain.till.join(), await chain.till.join()];
        const offerId = await give(chain, anna, 'mine-to-turn-on', days(2));
        expect(await off(chain, anna)).toBe(0);
        expect(await chain.refusal('activate-offer', { offerId }, browserOf(boris))).toBe('unknown-offer');
        const on = await chain.must('activate-offer', { offerId }, browserOf(anna));
        // Its own end comes before three days are over.
        expect(on).toMatchObject({ state: 'on', until: '2026-11-24' });
        expect(await off(chain, anna)).toBe(7000);
        expect(await off(chain, anna)).toBe(0);
        expect(await chain.refusal('activate-offer', { offerId }, browserOf(anna))).toBe('offer-over');
      },
      { promotions: few },
    ),
  );
});
