import type { Answer } from '@bonum/contract';
import type { Calculation } from '@bonum/engine';
import * as fc from 'fast-check';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import type { ReturnEvidence } from '../checkout/receipt-reasons.ts';
import { days, inChain, type Chain } from '../testing/chain.ts';
import { memberCaller } from '../testing/sign-in.ts';
import { line, type Bought } from '../testing/till.ts';

type Statistics = Answer<'get-purchase-statistics'>;
const year = { from: '2026-01', to: '2028-12' };

const statistics = async (chain: Chain, memberId: string, asked = year): Promise<Statistics> =>
  chain.must('get-purchase-statistics', asked, await memberCaller(chain.shell, memberId));

const categoryOf: Readonly<Record<string, string>> = { SHOES: 'Обувь', SOCKS: 'Одежда', TEE: 'Одежда' };

interface Plain {
  readonly months: Record<
    string,
    { purchases: number; bought: number; saved: number; earned: number; spent: number }
  >;
  readonly categories: Record<string, { bought: number; saved: number }>;
}

/** The same by hand: every receipt of these members, read as the till reads them, line by line. */
async function byHand(chain: Chain, sales: readonly Bought[]): Promise<Plain> {
  const plain: Plain = { months: {}, categories: {} };
  for (const { request, answer } of sales) {
    const month = request.at.slice(0, 7);
    const sums = (plain.months[month] ??= { purchases: 0, bought: 0, saved: 0, earned: 0, spent: 0 });
    const { calculation, returns } = await chain.must('get-receipt', { receiptId: answer.receiptId });
    const backs: ReturnEvidence[] = [];
    for (const receiptId of returns)
      backs.push((await chain.must('get-receipt', { receiptId })).calculation as ReturnEvidence);
    sums.purchases += backs.some(({ whole }) => whole) ? 0 : 1;
    for (const { id, paid, discounts, earned, spent } of (calculation as Calculation).lines) {
      const productId = request.lines.find((asked) => asked.id === id)?.productId ?? '';
      const back = backs.flatMap(({ due }) => due.lines).filter((due) => due.id === id);
      const of = (all: readonly { points: number }[]) => all.reduce((total, { points }) => total + points, 0);
      const bought = paid - back.reduce((total, { refund }) => total + refund, 0);
      const saved =
        discounts.reduce((total, { amount }) => total + amount, 0) -
        back.reduce((total, { discount }) => total + discount, 0);
      sums.bought += bought;
      sums.saved += saved;
      sums.earned += of(earned) - back.reduce((total, due) => total + of(due.earned), 0);
      sums.spent += of(spent) - back.reduce((total, due) => total + of(due.spent), 0);
      const category = (plain.categories[`${month} ${categoryOf[productId]}`] ??= { bought: 0, saved: 0 });
      category.bought += bought;
      category.saved += saved;
    }
  }
  return plain;
}

function shown({ months, categories }: Statistics): Plain {
  const of = (points: Readonly<Record<string, number>>) => points['bonus'] ?? 0;
  return {
    months: Object.fromEntries(
      months
        .filter(
          ({ purchases, bought, saved, earned, spent }) =>
            purchases || bought || saved || of(earned) || of(spent),
        )
        .map(({ month, purchases, bought, saved, earned, spent }) => [
          month,
          { purchases, bought, saved, earned: of(earned), spent: of(spent) },
        ]),
    ),
    categories: Object.fromEntries(
      categories.map(({ month, category, bought, saved }) => [`${month} ${category}`, { bought, saved }]),
    ),
  };
}

const withoutNothing = ({ months, categories }: Plain): Plain => ({
  months: withoutZeros(months),
  categories: withoutZeros(categories),
});
const withoutZeros = <Sums extends object>(all: Record<string, Sums>): Record<string, Sums> =>
  Object.fromEntries(Object.entries(all).filter(([, sums]) => Object.values(sums).some((sum) => sum !== 0)));

describe('S3 statistics of purchases', () => {
  const deed = fc.record({
    product: fc.constantFrom('SHOES', 'SOCKS', 'TEE'),
    roubles: fc.integer({ min: 30, max: 9000 }),
    units: fc.integer({ min: 1, max: 3 }),
    spends: fc.boolean(),
    back: fc.option(fc.integer({ min: 1, max: 3 })),
    waits: fc.integer({ min: 0, max: 40 }),
  });

  test('equal what the receipts add up to, returns and merges included', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(deed, { minLength: 2, maxLength: 7 }),
        fc.boolean(),
        async (deeds, merges) => {
          await inChain('sportswear', async (chain) => {
            const { till } = chain;
            const memberId = await till.join();
            const sales = [await till.buy(memberId, [line('SHOES', 30_000)])];
            for (const { product, roubles, units, spends, back, waits } of deeds) {
              chain.now += days(waits);
              const lines = [line(product, roubles, units), line('TEE', 100)];
              const pays = spends && (await till.balance(memberId)).available > 0;
              const sale = pays ? await till.pay(memberId, lines, 'most') : await till.buy(memberId, lines);
              sales.push(sale);
              const id = `${product}-${roubles}`;
              chain.now += days(waits);
              if (back !== null && back <= units) await till.giveBack(sale, [{ id, quantity: back * 1000 }]);
            }
            const last = await till.buy(memberId, [line('TEE', 300)]);
            sales.push(last);
            const standing = merges ? await till.join() : memberId;
            if (merges)
              await chain.must('merge-members', {
                memberId: standing,
                mergeId: v7(),
                fromMemberId: memberId,
              });
            await till.giveBack(last);
            const plain = await byHand(chain, sales);
            expect(shown(await statistics(chain, standing))).toEqual(withoutNothing(plain));
          })();
        },
      ),
      { numRuns: 6 },
    );
  }, 60_000);

  test(
    'have every month of the time that was asked for, and no other time than three years',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      const caller = await memberCaller(chain.shell, memberId);
      const { months, categories } = await statistics(chain, memberId, { from: '2026-11', to: '2027-02' });
      expect(months.map(({ month }) => month)).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
      expect(categories).toEqual([]);
      const asked = async (from: string, to: string) =>
        chain.refusal('get-purchase-statistics', { from, to }, caller);
      expect(await asked('2026-11', '2026-10')).toBe('bad-period');
      expect(await asked('2023-12', '2026-12')).toBe('bad-period');
    }),
  );

  test(
    'count a purchase in the month of its own place: New Year comes to Kamchatka first',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      chain.now = Date.parse('2026-12-31T18:00:00Z');
      await till.buy(memberId, [line('SHOES', 1000)], { at: '2027-01-01T06:00:00+12:00' });
      await till.buy(memberId, [line('TEE', 500)], { at: '2026-12-31T21:00:00+03:00' });
      const { months } = await statistics(chain, memberId, { from: '2026-12', to: '2027-01' });
      expect(months.map(({ bought }) => bought)).toEqual([50_000, 100_000]);
    }),
  );
});
