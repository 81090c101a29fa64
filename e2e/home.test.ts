import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doubleText, obstacles } from './accessible.ts';
import { openChain, type JourneyChain } from './journey.ts';
import { scan } from './scanner.ts';

let chain: JourneyChain;
beforeAll(async () => {
  chain = await openChain();
});
afterAll(() => chain[Symbol.asyncDispose]());

let people = 0;

/** Somebody with a thousand points on the silver level. */
async function anna(): Promise<{ readonly id: string; readonly card: string }> {
  people += 1;
  const id = await chain.join({ name: 'Анна', phone: `+7916000${String(2000 + people)}` });
  const { data } = await chain.office.GET('/v1/members/{memberId}', { params: { path: { memberId: id } } });
  const card = data?.cards[0]?.number ?? '';
  await chain.buy(card, 52_000);
  await chain.buy(card, 20_000);
  return { id, card };
}

const balance = (page: Page) => page.locator('.hero-number');
const code = (page: Page) => page.locator('.card-code');
/** Until a new phone has its secret, the card itself stands in the place of the barcode that changes. */
const rotating = (page: Page) => page.getByText('Новый код через').waitFor();

/** A basket as a till has it once a card was scanned. */
const scanned = (card: string) => ({
  key: { storeId: 'S-1', tillId: '1', shift: '2', number: randomUUID() },
  at: new Date().toISOString(),
  member: { card },
  lines: [{ id: '1', productId: 'SHOES', quantity: 1000, amount: 100_000 }],
});

async function quote(basket: ReturnType<typeof scanned>) {
  const { data, error } = await chain.office.POST('/v1/receipts/quote', { body: basket });
  if (!data) throw new Error(error?.detail ?? 'no answer');
  return data;
}

const hold = (basket: ReturnType<typeof scanned>, permit: string | null) =>
  chain.office.POST('/v1/receipts/hold', {
    body: {
      ...basket,
      holdId: randomUUID(),
      spend: { bonus: 100 },
      confirmation: { permit: permit ?? 'none' },
    },
  });

describe('S1 C4 what there is, at a glance', () => {
  test.each([
    ['ru', 'light', 'phone'],
    ['en', 'dark', 'phone'],
    ['ru', 'dark', 'desk'],
  ] as const)('in %s, %s, on a %s, and with the text twice as large', async (language, theme, size) => {
    const { id } = await anna();
    await using visit = await chain.visit({ path: '/app/', as: id, language, theme, size });
    const { page } = visit;
    await page.locator('.barcode-strip .barcode').waitFor();
    expect((await balance(page).textContent())?.replaceAll(/\D/g, '')).toBe('1000');
    await page.getByText(language === 'ru' ? 'до 30\u00A0% чека' : 'up to 30% of a receipt').waitFor();
    await page.getByText(language === 'ru' ? 'до уровня «Золотой»' : 'more to Gold').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await visit.picture('home');
    await doubleText(page);
    expect(await obstacles(page)).toEqual([]);
    await visit.picture('home-200');
    await page.goto('/app/card');
    await code(page).locator('svg').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await visit.picture('card');
    await doubleText(page);
    expect(await obstacles(page)).toEqual([]);
    await visit.picture('card-200');
    expect(visit.complaints).toEqual([]);
  });

  test('while it loads there is no zero, and where it fails the way on', async () => {
    const { id } = await anna();
    await using visit = await chain.visit({ path: '/app/nowhere', as: id });
    const { page } = visit;
    const answers = Promise.withResolvers<void>();
    await page.route('**/v1/me', async (route) => {
      await answers.promise;
      await route.abort();
    });
    await page.goto('/app/');
    await page.locator('[aria-busy=true]').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await visit.picture('home-loading');
    answers.resolve();
    await page.getByRole('heading', { name: 'Не загрузили баллы' }).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await visit.picture('home-failed');
    await page.unroute('**/v1/me');
    await page.getByRole('button', { name: 'Повторить' }).click();
    await balance(page).waitFor();
  });
});

describe('C4 what is bought at the till shows in the app that is open', () => {
  test('without a touch, and marked', async () => {
    const { id, card } = await anna();
    await using visit = await chain.visit({ path: '/app/', as: id });
    const { page } = visit;
    await balance(page).waitFor();
    // It stands for some seconds alone.
    const marked = page.getByText('Начислено +500').waitFor();
    const began = performance.now();
    await chain.buy(card, 10_000);
    await page.locator('.hero-number', { hasText: /1\s?500/ }).waitFor();
    console.info(
      `the points of a purchase showed ${Math.round(performance.now() - began)} ms after it was sent`,
    );
    await marked;
    expect(await obstacles(page)).toEqual([]);
    await visit.picture('home-gained');
  });
});

describe('C5 B5 the barcode on the phone earns and spends', () => {
  test('read off the screen it pays with no code to dictate, once', async () => {
    const { id } = await anna();
    await using visit = await chain.visit({ path: '/app/nowhere', as: id });
    const { page } = visit;
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/v1/me/barcode')) asked.push(request.method());
    });
    await page.goto('/app/');
    await page.locator('.barcode-strip .barcode').waitFor();
    // With the strip growing into the barcode.
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await page.getByRole('link', { name: 'Показать на кассе' }).click();
    await rotating(page);
    const { kind, digits } = await scan(code(page));
    expect(kind).toBe('Code128');
    expect(asked).toEqual(['POST']);
    expect((await page.locator('.card-digits').textContent())?.replaceAll(/\D/g, '')).toHaveLength(18);
    const [first, second] = [scanned(digits), scanned(digits)];
    const permits = [(await quote(first)).permit, (await quote(second)).permit];
    const held = await hold(first, permits[0] ?? null);
    expect(held.data?.held).toEqual({ bonus: 100 });
    const paid = await chain.office.POST('/v1/receipts/commit', {
      body: { ...first, holdId: held.data?.holdId ?? '' },
    });
    expect(paid.data?.totals).toMatchObject({ spent: 10_000 });
    expect((await hold(second, permits[1] ?? null)).error).toMatchObject({ code: 'confirmation-wrong' });
    expect((await quote(scanned(digits))).permit).toBeNull();
    await page.getByText(/9\d\d/).first().waitFor();
  });

  test('one of two minutes ago pays nothing, and is still whose it is', async () => {
    const { id } = await anna();
    await using visit = await chain.visit({ path: '/app/card', as: id });
    const { page } = visit;
    await rotating(page);
    // A clock that is behind, and a server that could say so is not reached.
    await page.evaluate(() => localStorage.setItem('bonum.clock', String(-120_000)));
    await page.route('**/v1/me', (route) => route.abort());
    await page.reload();
    await rotating(page);
    const { digits } = await scan(code(page));
    expect(await quote(scanned(digits))).toMatchObject({ permit: null, member: { memberId: id } });
  });

  test('a phone whose clock is hours out shows the right one all the same', async () => {
    const { id } = await anna();
    await using visit = await chain.visit({ path: '/app/nowhere', as: id });
    const { page } = visit;
    await page.clock.install({ time: Date.now() + 5 * 3_600_000 });
    await page.goto('/app/card');
    await rotating(page);
    await expect
      .poll(async () => (await quote(scanned((await scan(code(page))).digits))).permit, { timeout: 30_000 })
      .not.toBeNull();
  });

  test('a card that only earns is the card itself, and permits nothing', async () => {
    const { id, card } = await anna();
    await using visit = await chain.visit({ path: '/app/card', as: id });
    const { page } = visit;
    await page.getByRole('button', { name: 'Копить' }).click();
    await page.getByText('По нему баллы только копятся').waitFor();
    const { kind, digits } = await scan(code(page));
    expect([kind, digits]).toEqual(['EAN13', card]);
    expect((await quote(scanned(digits))).permit).toBeNull();
    expect(await obstacles(page)).toEqual([]);
    await visit.picture('card-earn');
  });

  test('who cannot spend yet is told why', async () => {
    const id = await chain.join({ name: 'Борис', phone: '+79160002999' });
    await using visit = await chain.visit({ path: '/app/', as: id });
    const { page } = visit;
    await page.getByText('тратить можно со следующего уровня').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await visit.picture('home-earn-only');
    await page.getByRole('link', { name: 'Показать на кассе' }).click();
    await page.getByText('Списывать можно со следующего уровня').waitFor();
    expect((await scan(code(page))).kind).toBe('EAN13');
    expect(await obstacles(page)).toEqual([]);
    await visit.picture('card-earn-only');
  });
});

describe('S1 without network', () => {
  test('the last balance stands there with its time, and the barcode pays', async () => {
    const { id } = await anna();
    await using visit = await chain.visit({ path: '/app/', as: id, installed: true });
    const { page, context } = visit;
    await balance(page).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    // From now on the answers are remembered.
    await page.reload();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await balance(page).waitFor();
    await page.locator('.barcode-strip .barcode').waitFor();
    await page.waitForFunction(async () => (await caches.match('/v1/me')) !== undefined);
    await context.setOffline(true);
    await page.reload();
    await page.getByText(/Без сети, данные на \d\d:\d\d/).waitFor();
    await page
      .getByText(/на \d\d:\d\d$/)
      .first()
      .waitFor();
    await page.getByText('Карта работает без сети').waitFor();
    expect((await balance(page).textContent())?.replaceAll(/\D/g, '')).toBe('1000');
    await visit.picture('home-offline');
    await page.getByRole('link', { name: 'Показать на кассе' }).click();
    await rotating(page);
    const { kind, digits } = await scan(code(page));
    await visit.picture('card-offline');
    expect(kind).toBe('Code128');
    const basket = scanned(digits);
    expect((await hold(basket, (await quote(basket)).permit)).data?.held).toEqual({ bonus: 100 });
    await context.setOffline(false);
    await page.goto('/app/');
    await expect.poll(() => balance(page).textContent(), { timeout: 30_000 }).toMatch(/^900$/);
  });

  test('nothing of a member stays when the session is over', async () => {
    const { id } = await anna();
    await using visit = await chain.visit({ path: '/app/', as: id, installed: true });
    const { page, context } = visit;
    await balance(page).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.reload();
    await page.waitForFunction(async () => (await caches.match('/v1/me')) !== undefined);
    await context.clearCookies();
    await page.reload();
    await page.waitForURL(/sign-in/);
    await page.waitForFunction(async () => (await caches.match('/v1/me')) === undefined);
    const kept = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const opening = indexedDB.open('bonum');
          opening.addEventListener('success', () => {
            const all = opening.result.transaction('barcode').objectStore('barcode').count();
            all.addEventListener('success', () => resolve(all.result));
          });
        }),
    );
    expect(kept).toBe(0);
  });
});
