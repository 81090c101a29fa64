import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtFolder } from '../apps/server/src/http/built-app.ts';
import { doubleText, obstacles } from './accessible.ts';
import { openChain, type JourneyChain } from './journey.ts';
import { routes } from './routes.ts';
import { me } from './signing-in.ts';

let chain: JourneyChain;
beforeAll(async () => {
  chain = await openChain();
});
afterAll(() => chain[Symbol.asyncDispose]());

test.each([
  ['ru', 'light', 'Такой страницы нет'],
  ['en', 'dark', 'There is no such page'],
] as const)('an address without a page says so, in %s and %s', async (language, theme, title) => {
  await using visit = await chain.visit({ path: '/app/nowhere', language, theme });
  const { page } = visit;
  await page.getByRole('heading', { name: title, level: 2 }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe(language);
  expect(await obstacles(page)).toEqual([]);
  await visit.picture('not-found');
  await doubleText(page);
  expect(await obstacles(page)).toEqual([]);
  expect(visit.complaints).toEqual([]);
});

test('whoever is signed in is, in the browser too', async () => {
  const vera = await chain.join({ name: 'Вера', phone: '+79160000002' });
  await using visit = await chain.visit({ path: '/app/nowhere', as: vera });
  expect(await me(visit.page)).toMatchObject({ memberId: vera });
});

const KB = 1024;

test.each(['/app/sign-in', '/app/'])('the first load of %s is 70 KB of script at most', async (path) => {
  const as = path === '/app/' ? await chain.join({ name: 'Анна', phone: '+79160000001' }) : undefined;
  const scripts = new Set<string>();
  await using visit = await chain.visit({ path: '/app/nowhere', ...(as !== undefined && { as }) });
  visit.page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.add(new URL(request.url()).pathname);
  });
  await visit.page.goto(path);
  await visit.page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
  await visit.page.waitForLoadState('networkidle');
  const sizes = await Promise.all(
    [...scripts].map(async (script) => {
      const { size } = await stat(join(builtFolder('member'), `${script.slice('/app/'.length)}.gz`));
      return size;
    }),
  );
  expect(sizes.length).toBeGreaterThan(0);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(70 * KB);
});

// That of the home page is in what every page needs.
test.each(routes.filter((route) => route !== '/app'))(
  'the code of %s comes along with the page, and not after it',
  async (route) => {
    const answered = await chain.whole.server.inject({
      url: route.replace(':receiptId', '0').replace(':step', 'step'),
      headers: { 'sec-fetch-dest': 'document' },
    });
    expect(answered.statusCode).toBe(200);
    expect(String(answered.headers['link'])).toContain('rel=modulepreload');
  },
);
