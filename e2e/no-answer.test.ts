import type { Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { obstacles } from './accessible.ts';
import { openChain, type JourneyChain } from './journey.ts';
import { routes } from './routes.ts';

let chain: JourneyChain;
let anna: string;
let receipt: string;
beforeAll(async () => {
  chain = await openChain();
  anna = await chain.join({ name: 'Анна', phone: '+79165550301' });
  const { data } = await chain.office.GET('/v1/members/{memberId}', { params: { path: { memberId: anna } } });
  receipt = await chain.buy(data?.cards[0]?.number ?? '', 20_000);
  const both = (text: string) => ({ ru: text, en: text });
  const entries = [{ id: 'when', question: both('Когда?'), answer: both('Сразу.') }];
  await chain.office.PUT('/v1/faq', {
    body: { sections: [{ id: 'points', title: both('Баллы'), entries }] },
  });
  // An inbox that has nothing in it yet shows so.
  const told = () =>
    chain.whole.database.pool.query('select from notice where owner_id = $1 limit 1', [anna]);
  await vi.waitUntil(async () => (await told()).rowCount === 1, { timeout: 20_000 });
});
afterAll(() => chain[Symbol.asyncDispose]());

const api = '**/v1/**';
/** So long the app waits at most before it asks again. */
const PATIENCE_MS = 1000;
const ways: Readonly<Record<string, (route: Route) => Promise<void>>> = {
  'the line breaks': (route) => route.abort('connectionreset'),
  'the server cannot': (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{}' }),
  'a proxy answers with a page of its own': (route) =>
    route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }),
  'somebody on the way says that all is well': (route) =>
    route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Welcome to our hotel</h1>' }),
};

/** Those that show something of the server's; the sign-in has tests of its own. */
const shown = routes.filter((route) => !/sign-in|staff-code/.test(route));

/** What a failure is, is decided in one place: where it is another the pages with the most of their own stand for all. */
const tried = Object.entries(ways).flatMap(([way, fail], index) =>
  (index === 0 ? shown : ['/app', '/app/card', '/app/history']).map((route) => ({ way, fail, route })),
);

describe('without an answer', () => {
  test.each(tried)('$route says so, and tries again: $way', async ({ fail, route }) => {
    await using visit = await chain.visit({ path: '/app/nowhere', as: anna, clock: true });
    const { page } = visit;
    await page.route(api, fail);
    await page.goto(route.replace(':receiptId', receipt));
    const again = page.getByRole('button', { name: 'Повторить' });
    // It asks twice more by itself before it says so.
    await expect
      .poll(async () => {
        await page.clock.fastForward(PATIENCE_MS);
        return again.isVisible();
      })
      .toBe(true);
    // Never a zero, or an empty list, for what is not known.
    expect(await page.locator('.hero-number, .history-entry, .offer-row').count()).toBe(0);
    expect(await obstacles(page)).toEqual([]);
    await page.unroute(api);
    await again.click();
    await again.waitFor({ state: 'detached' });
    await page.waitForFunction(
      () => document.querySelector('main [aria-busy=true], .skeleton, .empty') === null,
    );
    expect(visit.complaints).toEqual([]);
  });
});

test('a subscription shows what was wanted while the answer is on its way, and what is so where it does not come', async () => {
  await using visit = await chain.visit({ path: '/app/profile/subscriptions', as: anna });
  const { page } = visit;
  const box = page.getByRole('group', { name: 'Чеки' }).getByLabel('По СМС');
  await box.waitFor();
  const was = await box.isChecked();
  const answer = Promise.withResolvers<void>();
  await page.route('**/v1/me/subscriptions', async (route) => {
    await answer.promise;
    await route.abort();
  });
  await box.click();
  expect(await box.isChecked()).toBe(!was);
  answer.resolve();
  await page.getByText('Сервер не ответил').waitFor();
  expect(await box.isChecked()).toBe(was);
  await page.unroute('**/v1/me/subscriptions');
  await box.click();
  await page.getByText('Сервер не ответил').waitFor({ state: 'detached' });
  await page.reload();
  await box.waitFor();
  expect(await box.isChecked()).toBe(!was);
});
