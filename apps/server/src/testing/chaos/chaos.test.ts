import { expect, test } from 'vitest';
import { chaos } from './chaos.ts';
import { unproved } from './report.ts';
import { Struck } from './struck.ts';

// `npm run chaos` kills more often.
test('B1 server and PostgreSQL are killed while tills trade: every receipt is there once, as its till was told', async () => {
  const { wrong, figures } = await chaos({ kills: 2, tills: 3, seed: 20_261_122 });
  expect(wrong).toEqual([]);
  expect(figures).toMatchObject({ kills: 2, tills: 3 });
});

test('a run in which hardly anything was sold, or nothing was hit, proves nothing', () => {
  const figures = { kills: 3, hits: 1, sales: 3 };
  expect(unproved(figures)).toEqual([]);
  expect(unproved({ ...figures, sales: 2 })).toEqual(['only 2 sales were acknowledged, with 3 kills']);
  expect(unproved({ ...figures, hits: 0 })).toEqual(['none of 3 kills hit a request under way']);
  expect(unproved({ kills: 0, sales: 0, hits: 0 })).toHaveLength(2);
});

test('a kill has hit what was under way then and had no answer, and nothing else', async () => {
  const struck = new Struck();
  const begun = struck.next('begun', 'commit-receipt', 600_000);
  const sold = struck.next('answered', 'commit-receipt', 600_000);
  struck.begin('quote-receipt').end(false);
  const answered = struck.begin('commit-receipt');
  await begun;
  const unanswered = struck.begin('hold-points');
  struck.strike(0);
  const later = struck.begin('hold-points');
  answered.end(true);
  await sold;
  unanswered.end(false);
  later.end(false);
  expect([struck.kills, struck.calls]).toEqual([1, { 'hold-points': 1 }]);
});
