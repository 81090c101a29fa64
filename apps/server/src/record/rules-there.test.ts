import { describe, expect, test } from 'vitest';
import { inConnectedChain } from '../testing/connected.ts';
import { line } from '../testing/till.ts';

/** The programme that keeps prices, levels and how much points may pay, and gives none: the system of record does. */
const givesNothing = { earning: [], promotions: [] };

describe.each(['onec', 'sap'] as const)('G12 where %s has the rules by which points are given', (system) => {
  test(
    'what it gives for a purchase is seen and spent at once as any points are, and nothing is given twice',
    inConnectedChain({ system }, async ({ chain, outside, balances, recordId }) => {
      await chain.publish('sportswear', givesNothing);
      const memberId = await chain.till.join();
      await chain.till.buy(memberId, [line('SHOES', 60_000)]);
      expect(await balances(memberId)).toEqual({ here: 0, there: 0 });
      outside.addPoints(await recordId(memberId), 900);
      const member = { memberId };
      const basket = chain.till.basket([line('TEE', 4000, 4)], { member });
      const quoted = await chain.must('quote-receipt', { ...basket, spend: 'most' });
      expect(quoted.totals.spent).toBeGreaterThan(0);
      expect((await chain.must('get-member', member)).balances).toMatchObject([{ available: 900 }]);
      await chain.till.pay(memberId, [line('TEE', 4000, 4)], { bonus: 300 });
      expect(await balances(memberId)).toEqual({ here: 600, there: 600 });
      // They have expired there.
      outside.addPoints(await recordId(memberId), -600);
      expect((await chain.must('get-member', member)).balances).toMatchObject([{ available: 0 }]);
      expect(await balances(memberId)).toEqual({ here: 0, there: 0 });
    }),
  );
});
