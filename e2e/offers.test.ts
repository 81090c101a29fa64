import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { examples } from '@bonum/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../tools/house/tree.ts';
import { doubleText, obstacles } from './accessible.ts';
import { openChain, type JourneyChain } from './journey.ts';

const card = '2101000000019';
let chain: JourneyChain;
let anna: string;
beforeAll(async () => {
  chain = await openChain();
  await publish();
  anna = await chain.join({ name: 'Анна', phone: '+79160000001', card });
});
afterAll(() => chain[Symbol.asyncDispose]());

/** The shipped rules, and offers of every kind. */
async function publish(): Promise<void> {
  const written = JSON.parse(await readFile(join(root, 'programmes/sportswear.json'), 'utf8'));
  const socks = { fact: 'line.category', op: 'within', value: ['Одежда', 'Носки'] };
  const own = [
    {
      id: 'week-socks',
      name: { ru: 'Носки и всё, что к ним', en: 'Socks and what goes with them' },
      priority: 1,
      lines: socks,
      when: { fact: 'time.date', op: 'until', value: daysAhead(5) },
      shown: { text: { ru: 'До конца недели.', en: 'Until the end of the week.' } },
      effect: { type: 'line-percent', rate: 2000 },
    },
    {
      id: 'triple',
      name: {
        ru: 'Тройные баллы на обувь для бега по снегу и льду',
        en: 'Triple points on shoes for running on snow',
      },
      priority: 1,
      activation: { days: 14 },
      shown: {},
      effect: { type: 'points', kind: 'bonus', points: 77 },
    },
    {
      id: 'mine',
      name: { ru: 'Скидка на следующую пару', en: 'Off your next pair' },
      priority: 1,
      personal: true,
      activation: { days: 14 },
      shown: {
        text: {
          ru: 'Вы бегаете весь год: зимой пара стирается быстрее.',
          en: 'You run all year: a pair wears out faster in winter.',
        },
      },
      lines: { fact: 'line.category', op: 'within', value: ['Обувь'] },
      effect: { type: 'basket-percent', rate: 1200 },
    },
  ];
  const promotions = own;
  const { error } = await chain.office.POST('/v1/programme', {
    body: { programme: { ...written, promotions } },
  });
  expect(error).toBeUndefined();
}

const daysAhead = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function give(memberId: string, promotion: string): Promise<void> {
  const body = { offerId: randomUUID(), promotion, validUntil: `${daysAhead(12)}T12:00:00Z` };
  const { error } = await chain.office.POST('/v1/members/{memberId}/offers', {
    params: { path: { memberId } },
    body,
  });
  expect(error).toBeUndefined();
}

/** What a pair of shoes for 10 000 ₽ costs Anna at the till. */
async function shoes(number: string): Promise<number | undefined> {
  const { data } = await chain.office.POST('/v1/receipts/commit', {
    body: {
      key: { storeId: 'S-1', tillId: '1', shift: 'offers', number },
      at: new Date().toISOString(),
      member: { card },
      lines: [{ id: '1', productId: 'SHOES', quantity: 1000, amount: 1_000_000 }],
    },
  });
  return data?.totals.paid;
}

/** The worker has told of everything. */
const allTold = (): Promise<void> =>
  expect
    .poll(
      async () => {
        const { rows } = await chain.whole.database.pool.query(
          'select from event where delivered_at is null',
        );
        return rows.length;
      },
      { timeout: 30_000 },
    )
    .toBe(0);

async function hasNoObstacles(page: Page): Promise<void> {
  expect(await obstacles(page)).toEqual([]);
  await doubleText(page);
  expect(await obstacles(page)).toEqual([]);
}

describe('G4 offers', () => {
  test('shown, turned on, fired by the next receipt and not before, then used', async () => {
    await give(anna, 'mine');
    expect(await shoes('1')).toBe(1_000_000);
    await using visit = await chain.visit({ path: '/app/offers', as: anna });
    const { page } = visit;
    const hero = page.locator('.offer-hero');
    await hero.getByText('Скидка на следующую пару').waitFor();
    await page.getByRole('button', { name: /Носки и всё/ }).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await visit.picture('offers');
    await hero.getByRole('button', { name: 'Включить' }).click();
    await hero.getByText('Включено').waitFor();
    expect(await shoes('2')).toBe(880_000);
    expect(await shoes('3')).toBe(1_000_000);
    await page.reload();
    await page.getByText('Использовано').waitFor();
    expect(visit.complaints).toEqual([]);
  });

  test.each([
    ['ru', 'light', 'phone'],
    ['en', 'dark', 'desk'],
  ] as const)('a sheet tells the terms, in %s and %s on a %s', async (language, theme, size) => {
    const boris = await chain.join({
      name: 'Борис',
      phone: language === 'ru' ? '+79160000002' : '+79160000003',
    });
    await give(boris, 'mine');
    await using visit = await chain.visit({ path: '/app/offers', as: boris, language, theme, size });
    const { page } = visit;
    await page.getByRole('button', { name: language === 'ru' ? /Носки и всё/ : /Socks and what/ }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText(language === 'ru' ? 'Товары: Одежда › Носки' : 'Goods: Одежда › Носки').waitFor();
    await sheet.getByText('Носки', { exact: true }).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await visit.picture('offer-sheet');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await visit.picture('offers-whole');
    await hasNoObstacles(page);
    await visit.picture('offers-double');
    expect(visit.complaints).toEqual([]);
  });

  test('are found by a word, and none found is said', async () => {
    const vera = await chain.join({ name: 'Вера', phone: '+79160000004' });
    await using visit = await chain.visit({ path: '/app/offers', as: vera });
    const { page } = visit;
    await page.getByRole('button', { name: 'Найти предложение' }).click();
    await page.getByLabel('Поиск по предложениям').fill('обувь тройные');
    await page.getByRole('button', { name: /Тройные баллы/ }).waitFor();
    expect(await page.getByRole('button', { name: /Носки и всё/ }).count()).toBe(0);
    await page.getByLabel('Поиск по предложениям').fill('велосипед');
    await page.getByRole('heading', { name: 'Ничего не нашли' }).waitFor();
    await visit.picture('offers-none-found');
    expect(await obstacles(page)).toEqual([]);
  });

  test('cannot be turned on without network, and say so; what fails to load says what is safe', async () => {
    const gleb = await chain.join({ name: 'Глеб', phone: '+79160000005' });
    await give(gleb, 'mine');
    await using visit = await chain.visit({ path: '/app/offers', as: gleb });
    const { page, context } = visit;
    await page.locator('.offer-hero').getByRole('button', { name: 'Включить' }).waitFor();
    await context.setOffline(true);
    await page.getByText('Включим, когда появится сеть.').waitFor();
    await visit.picture('offers-offline');
    expect(await obstacles(page)).toEqual([]);
    await context.setOffline(false);
    await page.route('**/v1/me/offers', (route) => route.fulfill({ status: 503, json: {} }));
    await page.reload();
    await page.getByRole('heading', { name: 'Не загрузили предложения' }).waitFor();
    await visit.picture('offers-failed');
    expect(await obstacles(page)).toEqual([]);
    await page.unroute('**/v1/me/offers');
    await page.getByRole('button', { name: 'Повторить' }).click();
    await page.locator('.offer-hero').waitFor();
  });
});

describe('G5 notices', () => {
  test.each([
    ['ru', 'light', { bell: /Уведомления, новых: [3-9]/, granted: 'Вам начислили 35 баллов', back: 'Назад' }],
    ['en', 'dark', { bell: /Notices, [3-9] new/, granted: 'You were given 35 points', back: 'Back' }],
  ] as const)(
    'what happened is there once, new until it was read, in %s and %s',
    async (language, theme, { bell, granted, back }) => {
      const [phone, card2] =
        language === 'ru' ? ['+79160000006', '2101000000026'] : ['+79160000007', '2101000000033'];
      const dina = await chain.join({ name: 'Дина', phone, card: card2 });
      await chain.buy(card2, 12_000);
      await chain.office.POST('/v1/members/{memberId}/grants', {
        params: { path: { memberId: dina } },
        body: { grantId: randomUUID(), kind: 'bonus', points: 35, reason: 'Проверка' },
      });
      await allTold();
      await using visit = await chain.visit({ path: '/app/offers', as: dina, language, theme });
      const { page } = visit;
      await page.getByRole('link', { name: bell }).click();
      await page.getByText(granted).waitFor();
      expect(await page.getByText(granted).count()).toBe(1);
      expect(await page.locator('.notice-new').count()).toBeGreaterThan(1);
      expect(await obstacles(page)).toEqual([]);
      await visit.picture('notices');
      const read = page.waitForResponse((response) => response.url().endsWith('/v1/me/notices/read'));
      await page.getByRole('button', { name: back }).click();
      await read;
      await page.goto('/app/notices');
      await page.getByText(granted).waitFor();
      expect(await page.locator('.notice-new').count()).toBe(0);
      await doubleText(page);
      expect(await obstacles(page)).toEqual([]);
      expect(visit.complaints).toEqual([]);
    },
  );
});

describe('U10 help and the brand', () => {
  test.each([
    ['ru', 'light'],
    ['en', 'dark'],
  ] as const)('questions are found and answered, in %s and %s', async (language, theme) => {
    await chain.office.PUT('/v1/faq', { body: examples.faq });
    const elena = await chain.join({
      name: 'Елена',
      phone: language === 'ru' ? '+79160000008' : '+79160000009',
    });
    await using visit = await chain.visit({ path: '/app/help', as: elena, language, theme });
    const { page } = visit;
    const question = examples.faq.sections[0]?.entries[0]?.question[language] ?? '';
    await page.getByText(question).click();
    await page.locator('details[open] p').first().waitFor();
    await visit.picture('help');
    await hasNoObstacles(page);
    await page.getByRole('searchbox').fill('xyz');
    await page
      .getByRole('heading', { name: language === 'ru' ? 'Такого вопроса нет' : 'There is no such question' })
      .waitFor();
    expect(visit.complaints).toEqual([]);
  });

  test.each([
    ['astra', { brand: '#B8142B' }, {}, 'rgb(184, 20, 43)'],
    [
      'luch',
      {
        brand: '#FFD60A',
        onBrand: '#14181B',
        points: '#14181B',
        onPoints: '#FFFFFF',
        pointsOnBrand: '#14181B',
      },
      { points: '#FFFFFF', onPoints: '#14181B' },
      'rgb(255, 214, 10)',
    ],
  ] as const)('a new brand is seen at the next load: %s', async (name, colours, dark, seen) => {
    const zoya = await chain.join({ name: 'Зоя', phone: name === 'astra' ? '+79160000010' : '+79160000011' });
    await give(zoya, 'mine');
    await using visit = await chain.visit({
      path: '/app/offers',
      as: zoya,
      installed: true,
      theme: name === 'luch' ? 'dark' : 'light',
    });
    const { page } = visit;
    await page.locator('.offer-hero').waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await chain.office.PUT('/v1/assets/{assetId}', {
      params: { path: { assetId: 'logo' } },
      body: { type: 'image/svg+xml', data: examples.logo },
    });
    const written = await chain.office.PUT('/v1/brand', {
      body: {
        ...examples.brand,
        languages: ['ru', 'en'],
        colours: { ...examples.brand.colours, ...colours },
        dark,
      },
    });
    expect(written.error).toBeUndefined();
    await page.reload();
    await page.locator('.offer-hero').waitFor();
    // Whatever the worker remembers: what it asked for is there at the load after this one at the latest.
    await expect
      .poll(
        async () => {
          const shown = await page.evaluate(
            () =>
              getComputedStyle(document.querySelector('.tab-bar .hero .icon') ?? document.body)
                .backgroundColor,
          );
          if (shown !== seen) await page.reload();
          return shown;
        },
        { timeout: 30_000 },
      )
      .toBe(seen);
    expect(await obstacles(page)).toEqual([]);
    await visit.picture(`offers-${name}`);
    await page.goto('/app/help');
    await page.getByText('8 800 555-01-02').waitFor();
    await visit.picture(`help-${name}`);
    expect(await obstacles(page)).toEqual([]);
  });
});
