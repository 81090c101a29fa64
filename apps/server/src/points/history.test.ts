import type { Answer, Input } from '@bonum/contract';
import * as fc from 'fast-check';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { days, inChain, type Chain } from '../testing/chain.ts';
import { hearPoints } from '../testing/record.ts';
import { memberCaller } from '../testing/sign-in.ts';
import { line } from '../testing/till.ts';

type Page = Answer<'list-history'>;
type Entry = Page['entries'][number];

const page = async (chain: Chain, memberId: string, asked: Input<'list-history'> = {}): Promise<Page> =>
  chain.must('list-history', asked, await memberCaller(chain.shell, memberId));

/** All entries, page by page. */
async function all(chain: Chain, memberId: string, asked: Input<'list-history'> = {}): Promise<Entry[]> {
  const entries: Entry[] = [];
  let before: string | null = null;
  do {
    const read: Page = await page(chain, memberId, { ...asked, ...(before !== null && { before }) });
    entries.push(...read.entries);
    before = read.next;
  } while (before !== null);
  return entries;
}

const told = ({ type, points }: Entry): unknown[] => [
  type,
  ...points.flatMap(({ plus, minus, moved }) => [plus, minus, moved]),
];

describe('G3 the history of points as a member understands it', () => {
  test(
    'one entry for each happening: what a sale earned and spent stands with it, holds are not told',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.buy(memberId, [line('SHOES', 20_000)]);
      chain.now += days(1);
      await till.grant(memberId, 100);
      chain.now += days(1);
      const sale = await till.pay(memberId, [line('SHOES', 1000), line('TEE', 1000)], { bonus: 50 });
      chain.now += days(2);
      await till.giveBack(sale, [{ id: 'TEE-1000', quantity: 1000 }]);
      const { entries, months, next, kinds, currency } = await page(chain, memberId);
      expect(entries.map(told)).toEqual([
        ['return', 25, 29, 0],
        ['purchase', 58, 50, 0],
        ['grant', 100, 0, 0],
        ['purchase'],
      ]);
      expect(entries[1]?.receipt).toMatchObject({ money: 195_000, store: { name: 'Спорт на Тверской' } });
      expect(entries[0]?.receipt?.ofReceiptId).toBe(sale.answer.receiptId);
      expect(entries[1]?.offsetMinutes).toBe(180);
      expect(months).toEqual([{ month: '2026-11', plus: 183, minus: 79 }]);
      expect({ next, currency }).toEqual({ next: null, currency: 'RUB' });
      expect(kinds).toEqual([{ id: 'bonus', name: 'Бонусы', pays: true }]);
    }),
  );

  test(
    'what the system of record says otherwise is neither a gift nor a withdrawal, and nobody can reverse it',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      await hearPoints(chain, memberId, 120);
      chain.now += days(1);
      await hearPoints(chain, memberId, 100);
      expect((await all(chain, memberId)).map(told)).toEqual([
        ['adjustment', 0, 20, 0],
        ['adjustment', 120, 0, 0],
      ]);
      const { entries } = await chain.must('list-member-history', { memberId });
      expect(entries).toMatchObject([
        { type: 'adjustment', transfer: null, left: 100 },
        { type: 'adjustment', transfer: null, left: 120 },
      ]);
    }),
  );

  test(
    'what became due is there whether it was booked or not, and leads to the receipt that gave the points',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.buy(memberId, [line('SHOES', 20_000)]);
      const sale = await till.buy(memberId, [line('SHOES', 1000)]);
      chain.now += days(800);
      const unbooked = await all(chain, memberId);
      expect(unbooked.map(told)).toEqual([['expiry', 0, 30, 0], ['purchase', 30, 0, 0], ['purchase']]);
      expect(unbooked[0]?.from).toMatchObject([{ receiptId: sale.answer.receiptId, offsetMinutes: 180 }]);
      await till.buy(memberId, [line('SHOES', 1)]);
      expect((await all(chain, memberId)).slice(1)).toEqual(unbooked);
    }),
  );

  test(
    'points that wait are told when they begin to count',
    inChain('diy', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      const { answer } = await till.buy(memberId, [line('SHOES', 10_000)]);
      const caller = await memberCaller(chain.shell, memberId);
      const { pending } = await chain.must('get-coming-points', {}, caller);
      expect(pending).toMatchObject([{ receiptId: answer.receiptId }]);
      chain.now += days(60);
      const { points } = (await all(chain, memberId)).find(({ type }) => type === 'activation') ?? {};
      expect(points).toMatchObject([{ plus: 0, minus: 0, moved: pending[0]?.points }]);
      const later = await chain.must('get-coming-points', {}, caller);
      expect(later).toMatchObject({ pending: [], expiring: [{ points: pending[0]?.points }] });
    }),
  );

  test(
    'filters show what they say, months are summed by what is shown, and pages neither repeat nor leave out',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.buy(memberId, [line('SHOES', 20_000)]);
      for (let count = 0; count < 4; count++) await till.grant(memberId, 10);
      chain.now += days(1);
      const sale = await till.pay(memberId, [line('SHOES', 1000)], { bonus: 30 });
      await till.giveBack(sale);
      chain.now += days(800);
      const types = async (show: NonNullable<Input<'list-history'>['show']>) =>
        (await all(chain, memberId, { show, limit: 2 })).map(({ type }) => type);
      expect(await types('earned')).toEqual(['purchase', 'grant', 'grant', 'grant', 'grant']);
      expect(await types('spent')).toEqual(['purchase']);
      expect(await types('returned')).toEqual(['return']);
      expect(await types('expired')).toEqual(['expiry']);
      const everything = await all(chain, memberId);
      expect(await all(chain, memberId, { limit: 1 })).toEqual(everything);
      expect(everything).toHaveLength(8);
      expect((await page(chain, memberId, { show: 'spent' })).months).toEqual([
        { month: '2026-11', plus: 29, minus: 30 },
      ]);
      expect(await all(chain, memberId, { kind: 'gold' })).toEqual([]);
      // A month is summed whole, though the page ends within it.
      expect(
        (await page(chain, memberId, { limit: 1, before: everything[1]?.id ?? '' })).months,
      ).toMatchObject([{ month: '2026-11', minus: 59 }]);
    }),
  );

  test(
    'S2 those merged into a member have their history with it, and the merge itself changes no sum',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const [gone, stays] = [await till.join(), await till.join()];
      await till.buy(gone, [line('SHOES', 20_000)]);
      const sale = await till.buy(gone, [line('SHOES', 1000)]);
      await till.grant(stays, 10);
      chain.now += days(1);
      const merge = { memberId: stays, mergeId: v7() };
      await chain.must('merge-members', { ...merge, fromMemberId: gone });
      chain.now += days(1);
      await till.giveBack(sale);
      expect((await all(chain, stays, { limit: 2 })).map(told)).toEqual([
        ['return', 0, 30, 0],
        ['merge', 0, 0, 30],
        ['grant', 10, 0, 0],
        ['purchase', 30, 0, 0],
        ['purchase'],
      ]);
      // A session from before the merge shows the same.
      expect(await all(chain, gone)).toEqual(await all(chain, stays));
      const receiptId = sale.answer.receiptId;
      const caller = await memberCaller(chain.shell, stays);
      expect(await chain.must('get-my-receipt', { receiptId }, caller)).toMatchObject({ returns: [{}] });
    }),
  );

  const happening = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        type: fc.constant('buy' as const),
        roubles: fc.integer({ min: 100, max: 20_000 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('pay' as const),
        roubles: fc.integer({ min: 100, max: 9000 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ type: fc.constant('back' as const), units: fc.integer({ min: 1, max: 2 }) }),
    },
    fc.record({ type: fc.constant('grant' as const), points: fc.integer({ min: 1, max: 900 }) }),
    fc.record({ type: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 300 }) }),
    fc.record({ type: fc.constant('merge' as const) }),
  );

  test.each(['debt', 'reduce-refund'] as const)(
    'it adds up to what the member has, whatever happened (%s)',
    async (shortfall) => {
      await fc.assert(
        fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 12 }), async (happenings) => {
          await inChain(
            'sportswear',
            async (chain) => {
              const { has, told: entries, months } = await live(chain, happenings);
              expect({ entries, months }).toEqual({ entries: has, months: has });
            },
            { returns: { shortfall, graceDays: 14 } },
          )();
        }),
        { numRuns: 4 },
      );
    },
    60_000,
  );

  async function live(
    chain: Chain,
    happenings: readonly (typeof happening extends fc.Arbitrary<infer H> ? H : never)[],
  ) {
    const { till } = chain;
    const memberId = await till.join();
    await till.buy(memberId, [line('SHOES', 30_000)]);
    const sales: Awaited<ReturnType<typeof till.buy>>[] = [];
    for (const one of happenings) {
      chain.now += days(1);
      if (one.type === 'buy') sales.push(await till.buy(memberId, [line('TEE', one.roubles, 2)]));
      if (one.type === 'pay' && (await till.balance(memberId)).available > 0)
        sales.push(
          await till.pay(memberId, [line('TEE', one.roubles, 2)], 'most').catch(() => till.buy(memberId, [])),
        );
      const back = one.type === 'back' ? sales.pop() : undefined;
      const lineId = back?.request.lines[0]?.id;
      if (back && lineId !== undefined && one.type === 'back')
        await till.giveBack(back, [{ id: lineId, quantity: one.units * 1000 }]);
      if (one.type === 'grant') await till.grant(memberId, one.points);
      if (one.type === 'wait') chain.now += days(one.days);
      if (one.type === 'merge') {
        const other = await till.join();
        await till.grant(other, 7);
        await chain.must('merge-members', { memberId, mergeId: v7(), fromMemberId: other });
      }
    }
    const { available, pending, held, debt } = await till.balance(memberId);
    const has = available + pending + held - debt;
    const entries = await all(chain, memberId, { limit: 5 });
    const { months } = await page(chain, memberId, { limit: 100 });
    return { has, told: sum(entries.flatMap(({ points }) => points)), months: sum(months) };
  }

  const sum = (sums: readonly { plus: number; minus: number }[]): number =>
    sums.reduce((total, { plus, minus }) => total + plus - minus, 0);
});
