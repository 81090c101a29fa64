import { YmlShop } from '@bonum/standins/yml-shop';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawnPictures } from '../apps/server/src/demo/goods-pictures.ts';
import { root } from '../tools/house/tree.ts';
import { doubleText, obstacles } from './accessible.ts';
import { openChain, type JourneyChain } from './journey.ts';

let chain: JourneyChain;
let shop: YmlShop;
beforeAll(async () => {
  chain = await openChain();
  shop = await YmlShop.open();
  await publish();
});
afterAll(async () => {
  await chain[Symbol.asyncDispose]();
  await shop[Symbol.asyncDispose]();
});

const of = (id: string): object => ({ fact: 'line.product', op: 'is', value: id });
const inTwoWeeks = new Date(Date.now() + 14 * 86_400_000).toISOString();

/** Offers on goods that have a picture, that have none, and that have one which nobody can have. */
async function publish(): Promise<void> {
  const written = JSON.parse(await readFile(join(root, 'programmes/sportswear.json'), 'utf8'));
  const tenOff = { type: 'line-percent', rate: 1000 };
  const shown = {
    text: { ru: 'Пока есть в магазинах.', en: 'As long as there are any.' },
  };
  const own = { priority: 1, shown, effect: tenOff };
  const promotions = [
    {
      ...own,
      id: 'socks',
      name: { ru: 'Носки и всё, что к ним', en: 'Socks and what goes with them' },
      lines: of('SOCKS'),
    },
    {
      ...own,
      id: 'shoes',
      name: {
        ru: 'Тройные баллы на обувь для бега по снегу и льду',
        en: 'Triple points on shoes for running on snow',
      },
      lines: of('SHOES'),
      activation: { days: 14 },
      effect: { type: 'points', kind: 'bonus', points: 77 },
    },
    {
      ...own,
      id: 'tent',
      name: { ru: 'Палатки к лету', en: 'Tents for summer' },
      lines: of('TENT'),
    },
    {
      ...own,
      id: 'any',
      name: { ru: 'Скидка на всё', en: 'Off everything' },
    },
    {
      ...own,
      id: 'mine',
      personal: true,
      name: { ru: 'Лыжи к вашему сезону', en: 'Skis for your season' },
      lines: of('SKIS'),
      effect: { type: 'basket-percent', rate: 1500 },
    },
  ];
  const { error } = await chain.office.POST('/v1/programme', {
    body: { programme: { ...written, promotions } },
  });
  expect(error).toBeUndefined();
}

/** Goods come by a feed, as a shop tells of them. */
async function importFeed(): Promise<void> {
  const [sock, , skis, shoe] = drawnPictures();
  for (const [path, picture] of Object.entries({ '/sock.png': sock, '/skis.png': skis, '/shoe.png': shoe }))
    shop.pictures.set(path, { bytes: picture?.bytes ?? Buffer.alloc(0) });
  const good = (id: string, name: string, path: string) => ({
    id,
    name,
    price: '1990',
    picture: shop.pictureAt(path),
  });
  shop.file = () => ({
    offers: [
      good('SOCKS', 'Носки спортивные «Ветробег»', '/sock.png'),
      good('SHOES', 'Кроссовки беговые «Тропинкин»', '/shoe.png'),
      good('SKIS', 'Лыжи беговые «Зимолюб»', '/skis.png'),
      good('TENT', 'Палатка «Лихобор»', '/gone.png'),
    ],
  });
  const { error } = await chain.office.PUT('/v1/feeds/{feedId}', {
    params: { path: { feedId: randomUUID() } },
    body: { kind: 'yml', name: 'Магазин', url: shop.address, everyMinutes: 60 },
  });
  expect(error).toBeUndefined();
}

async function join_(phone: string): Promise<string> {
  const memberId = await chain.join({ name: 'Анна', phone });
  await chain.office.POST('/v1/members/{memberId}/offers', {
    params: { path: { memberId } },
    body: { offerId: randomUUID(), promotion: 'mine', validUntil: inTwoWeeks },
  });
  return memberId;
}

const row = (page: Page, name: RegExp) => page.getByRole('button', { name });
/** Shown, and not only on its way. */
const here = (page: Page, count: number): Promise<void> =>
  expect.poll(() => page.locator('.offer-picture.here img').count(), { timeout: 30_000 }).toBe(count);

/** Where everything on the page is. */
const places = (page: Page): Promise<string> =>
  page
    .locator('.offer-row, .offer-hero')
    .evaluateAll((all) =>
      JSON.stringify(all.map((one) => [one.getBoundingClientRect().top, one.getBoundingClientRect().height])),
    );

describe('G4 G10 goods of a feed lend offers their pictures', () => {
  test('a feed is imported, the worker takes them, and the app shows them from our own address', async () => {
    const anna = await join_('+79170000001');
    await using visit = await chain.visit({ path: '/app/offers', as: anna });
    const { page } = visit;
    await row(page, /Носки и всё/).waitFor();
    // A chain that has no pictures has no places for them.
    expect(await page.locator('.offer-picture').count()).toBe(0);
    await visit.picture('offer-pictures-none');
    await importFeed();
    await expect
      .poll(
        async () => {
          const { data } = await chain.office.GET('/v1/pictures');
          return [data?.shown, data?.waiting, data?.failed];
        },
        // After what took long a worker rests twenty times as long before it looks at pictures again.
        { timeout: 100_000 },
      )
      .toEqual([3, 0, 1]);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.reload();
    await here(page, 3);
    expect(asked.filter((url) => !url.startsWith(chain.whole.baseUrl))).toEqual([]);
    // Of each the shop was asked once, and never by a phone.
    expect(shop.picturesAsked.toSorted()).toEqual(['/gone.png', '/shoe.png', '/skis.png', '/sock.png']);
    expect(visit.complaints).toEqual([]);
  });

  test.each([
    ['ru', 'light', 'phone', '+79170000011'],
    ['ru', 'dark', 'phone', '+79170000012'],
    ['en', 'dark', 'phone', '+79170000013'],
    ['en', 'light', 'desk', '+79170000014'],
    ['ru', 'dark', 'desk', '+79170000015'],
  ] as const)('in the list and the sheet, in %s and %s on a %s', async (language, theme, size, phone) => {
    const who = await join_(phone);
    await using visit = await chain.visit({ path: '/app/offers', as: who, language, theme, size });
    const { page } = visit;
    await here(page, 3);
    // One whose picture could not be had, and one that is for any goods.
    expect(await page.locator('.offer-picture.failed').count()).toBe(2);
    expect(await obstacles(page)).toEqual([]);
    await visit.picture('offer-pictures');
    await row(page, language === 'ru' ? /Тройные баллы/ : /Triple points/).click();
    const sheet = page.getByRole('dialog');
    // Whoever cannot see it is told what it is of.
    await sheet.getByRole('img', { name: 'Кроссовки беговые «Тропинкин»' }).waitFor();
    await sheet.locator('.offer-picture.here').waitFor();
    await sheet.getByText('Кроссовки беговые «Тропинкин»', { exact: true }).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await visit.picture('offer-pictures-sheet');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await doubleText(page);
    expect(await obstacles(page)).toEqual([]);
    await visit.picture('offer-pictures-double');
    expect(visit.complaints).toEqual([]);
  });

  test('nothing moves when they come, nor when they cannot be had', async () => {
    const boris = await join_('+79170000002');
    await using visit = await chain.visit({ path: '/app/help', as: boris });
    const { page } = visit;
    const held = Promise.withResolvers<void>();
    await page.route('**/app/picture/goods.*', async (route) => {
      await held.promise;
      await route.continue();
    });
    await page.goto('/app/offers');
    await page.locator('.offer-picture.coming').first().waitFor();
    const before = await places(page);
    await visit.picture('offer-pictures-coming');
    expect(await obstacles(page)).toEqual([]);
    held.resolve();
    await here(page, 3);
    expect(await places(page)).toBe(before);
    await page.unroute('**/app/picture/goods.*');
    await page.route('**/app/picture/goods.*', (route) => route.abort());
    await page.reload();
    await expect.poll(() => page.locator('.offer-picture.failed').count()).toBe(5);
    expect(await places(page)).toBe(before);
    await visit.picture('offer-pictures-failed');
    expect(await obstacles(page)).toEqual([]);
  });

  test('they are there without network, and gone when the member has signed out', async () => {
    const vera = await join_('+79170000003');
    await using visit = await chain.visit({ path: '/app/offers', as: vera, installed: true });
    const { page, context } = visit;
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await here(page, 3);
    await context.setOffline(true);
    await page.reload();
    await here(page, 3);
    await visit.picture('offer-pictures-offline');
    expect(await page.evaluate(async () => (await (await caches.open('bonum-pictures')).keys()).length)).toBe(
      3,
    );
    await context.setOffline(false);
    await page.goto('/app/profile');
    await page.getByRole('button', { name: 'Выйти', exact: true }).click();
    await page.waitForURL('**/app/sign-in');
    await expect.poll(() => page.evaluate(() => caches.has('bonum-pictures'))).toBe(false);
  });
});
