import { expect, test } from 'vitest';
import { chaos } from './chaos.ts';

// `npm run chaos` kills more often.
test('B1 server and PostgreSQL are killed while tills trade: every receipt is there once, as its till was told', async () => {
  const report = await chaos({ kills: 2, tills: 3 });
  expect(report.wrong).toEqual([]);
  expect(report.sales).toBeGreaterThan(0);
  expect(report.lost + report.turnedAway).toBeGreaterThan(0);
});
