import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { obstacles } from './accessible.ts';
import { openChain, type JourneyChain } from './journey.ts';
import type { VisitedPage } from './visit.ts';

let chain: JourneyChain;
let anna: string;
beforeAll(async () => {
  chain = await openChain();
  anna = await chain.join({ name: 'Анна', phone: '+79160000001' });
});
afterAll(() => chain[Symbol.asyncDispose]());

const noCode = /\/app\/assets\/.*\.js$/;

/** What stands where, and what it says; the drawing of an icon is one thing. */
const layout = (page: Page, within: string): Promise<string[]> =>
  page.evaluate(async (root) => {
    await document.fonts.ready;
    return [...document.querySelectorAll(`${root}, ${root} *`)]
      .filter((element) => !element.closest('svg') || element.matches('svg'))
      .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const text = element.children.length === 0 ? element.textContent : '';
        return `${element.localName} ${[x, y, width, height].map(Math.round).join(' ')} ${text}`;
      });
  }, within);

/** Before any code has come. */
async function withoutCode({ page }: VisitedPage, path: string): Promise<void> {
  await page.route(noCode, (route) => route.abort());
  await page.goto(path);
}

test.each([
  ['/app/sign-in', '.sign-in-head', 'ru', 'light'],
  ['/app/sign-in', '.sign-in-head', 'en', 'dark'],
  ['/app/', '.home', 'ru', 'dark'],
  ['/app/', '.home', 'en', 'light'],
  ['/app/', '.tab-bar', 'ru', 'light'],
] as const)(
  'what %s shows before its code has come is where the app then draws it: %s, in %s, %s',
  async (path, part, language, theme) => {
    const as = path === '/app/' ? anna : undefined;
    await using visit = await chain.visit({ path: '/app/nowhere', language, theme, ...(as && { as }) });
    const { page } = visit;
    await withoutCode(visit, path);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    const first = await layout(page, part);
    expect(first.length).toBeGreaterThan(3);
    await visit.picture(`first-paint-${path === '/app/' ? 'home' : 'sign-in'}`);
    await page.unroute(noCode);
    await page.route('**/v1/me', () => {});
    await page.reload();
    await page.waitForFunction(() => document.title !== 'Bonum');
    expect(await layout(page, part)).toEqual(first);
    expect(visit.complaints).toEqual([]);
  },
);

test('the app takes over the very elements of the first paint', async () => {
  await using visit = await chain.visit({ path: '/app/nowhere' });
  const { page } = visit;
  const begin = Promise.withResolvers<void>();
  await page.route(noCode, async (route) => {
    await begin.promise;
    await route.continue();
  });
  await page.goto('/app/sign-in', { waitUntil: 'commit' });
  const heading = await page.waitForSelector('h1');
  begin.resolve();
  await page.getByLabel('Телефон', { exact: true }).waitFor();
  expect(await heading.evaluate((element) => element.isConnected)).toBe(true);
  expect(await obstacles(page)).toEqual([]);
});

test('nothing of it runs, though the chain bears a hostile name', async () => {
  const brand = await chain.office.GET('/v1/brand');
  const {
    version: _version,
    currency: _currency,
    zone: _zone,
    logoWidth: _logoWidth,
    ...was
  } = brand.data ?? fail();
  const name = { ru: '</script><img src=x onerror=alert(1)>', en: 'x' };
  await chain.office.PUT('/v1/brand', { body: { ...was, name } });
  await using visit = await chain.visit({ path: '/app/nowhere' });
  await withoutCode(visit, '/app/sign-in');
  expect(await visit.page.locator('.brand-name').textContent()).toBe(name.ru);
  expect(await visit.page.locator('img').count()).toBe(0);
  await chain.office.PUT('/v1/brand', { body: was });
  // The next load has the name of now.
  await visit.page.reload();
  expect(await visit.page.locator('.brand-name').textContent()).toBe(was.name.ru);
});

test('nothing moves while the home page comes in, part after part', async () => {
  await using visit = await chain.visit({ path: '/app/nowhere', as: anna });
  const { page } = visit;
  const held = ['me', 'me/notices', 'me/offers'].map((path) => ({ path, go: Promise.withResolvers<void>() }));
  for (const { path, go } of held)
    await page.route(`**/v1/${path}`, async (route) => {
      await go.promise;
      await route.continue();
    });
  await page.goto('/app/');
  await page.locator('.balance-loading').waitFor();
  for (const { path, go } of held) {
    const answer = page.waitForResponse(`**/v1/${path}`);
    go.resolve();
    await answer;
    await drawn(page);
  }
  await page.getByRole('link', { name: 'Уведомления' }).waitFor();
  expect(await page.evaluate(moved)).toEqual([]);
});

test('nothing moves on the sign-in while its code comes in', async () => {
  await using visit = await chain.visit({ path: '/app/nowhere' });
  const { page } = visit;
  const code = Promise.withResolvers<void>();
  await page.route(noCode, async (route) => {
    await code.promise;
    await route.continue();
  });
  await page.goto('/app/sign-in', { waitUntil: 'commit' });
  await page.locator('.first-form').waitFor();
  await drawn(page);
  code.resolve();
  await page.getByLabel('Телефон', { exact: true }).waitFor();
  await drawn(page);
  expect(await page.evaluate(moved)).toEqual([]);
});

test.each(['ru', 'en'] as const)('nothing moves when the fonts come last, in %s', async (language) => {
  for (const path of ['/app/', '/app/sign-in']) {
    const as = path === '/app/' ? anna : undefined;
    await using visit = await chain.visit({ path: '/app/nowhere', language, ...(as && { as }) });
    const { page } = visit;
    const fonts = Promise.withResolvers<void>();
    const cdp = await visit.context.newCDPSession(page);
    await cdp.send('Network.clearBrowserCache');
    await page.route('**/*.woff2', async (route) => {
      await fonts.promise;
      await route.continue();
    });
    await page.goto(path, { waitUntil: 'commit' });
    await page.locator(path === '/app/' ? 'a[href="/app/notices"]' : 'input[type=tel]').waitFor();
    await drawn(page);
    fonts.resolve();
    await page.evaluate(() => document.fonts.ready);
    await drawn(page);
    expect(await page.evaluate(() => [...document.fonts].some(({ status }) => status === 'loaded'))).toBe(
      true,
    );
    expect(await page.evaluate(moved)).toEqual([]);
  }
});

/** Two frames: what came is drawn. */
const drawn = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** What has moved since the page was opened, and nobody had pressed anything. */
const moved = (): Promise<string[]> =>
  new Promise((done) => {
    new PerformanceObserver((list) => {
      const shifts = list.getEntries() as (PerformanceEntry & { sources: { node: Node | null }[] })[];
      done(shifts.flatMap(({ sources }) => sources.map(({ node }) => (node as Element).outerHTML)));
    }).observe({ type: 'layout-shift', buffered: true });
    // Of nothing there is no news.
    requestAnimationFrame(() => requestAnimationFrame(() => done([])));
  });

test('a stranger is led to the sign-in by the server itself', async () => {
  await using visit = await chain.visit({ path: '/app/nowhere' });
  await withoutCode(visit, '/app/');
  expect(new URL(visit.page.url()).pathname).toBe('/app/sign-in');
});

function fail(): never {
  throw new Error('no brand');
}
