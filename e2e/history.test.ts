import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pictures } from '../apps/server/src/testing/pictures.ts';
import { doubleText, obstacles } from './accessible.ts';
import { openChain, type JourneyChain } from './journey.ts';

let chain: JourneyChain;
beforeAll(async () => {
  chain = await openChain();
});
afterAll(() => chain[Symbol.asyncDispose]());

let receipts = 0;
const key = () => ({ storeId: 'S-1', tillId: '1', shift: 'history', number: String(++receipts) });

interface Wanted {
  readonly id: string;
  readonly productId: string;
  readonly quantity: number;
  readonly amount: number;
}
const shoes = (roubles: number): Wanted => ({
  id: 'shoes',
  productId: 'SHOES',
  quantity: 1000,
  amount: roubles * 100,
});
const socks: Wanted = { id: 'socks', productId: 'SOCKS', quantity: 3000, amount: 90_000 };

async function done<T>(call: Promise<{ data?: T; error?: { detail: string } }>): Promise<T> {
  const { data, error } = await call;
  if (data === undefined) throw new Error(error?.detail ?? 'no answer');
  return data;
}

/** At the till; with points where `spend` says how many. */
async function sell(memberId: string, lines: Wanted[], spend = 0, codes: string[] = []) {
  const { office, whole } = chain;
  const basket = { key: key(), at: new Date().toISOString(), member: { memberId }, lines, codes };
  if (spend === 0) return { basket, ...(await done(office.POST('/v1/receipts/commit', { body: basket }))) };
  const confirmationId = randomUUID();
  const member = { memberId };
  await done(office.POST('/v1/confirmations', { body: { confirmationId, purpose: 'spend', member } }));
  const confirmation = { confirmationId, code: await whole.codeOf(confirmationId) };
  const held = { ...basket, holdId: randomUUID(), spend: { bonus: spend }, confirmation };
  const { holdId } = await done(office.POST('/v1/receipts/hold', { body: held }));
  return { basket, ...(await done(office.POST('/v1/receipts/commit', { body: { ...basket, holdId } }))) };
}

let people = 0;
const join = async (): Promise<string> =>
  chain.join({ name: 'Анна', phone: `+7916200${String(++people).padStart(4, '0')}` });

/** A level that earns, points to spend, a receipt with a discount and points both ways, and a part of it brought back. */
async function shopper(): Promise<{ memberId: string; receiptId: string }> {
  const memberId = await join();
  await sell(memberId, [shoes(20_000)]);
  await sell(memberId, [shoes(4000)]);
  const sale = await sell(memberId, [shoes(1000), socks], 100);
  const returned = { key: key(), at: new Date().toISOString(), of: sale.basket.key };
  const lines = [{ id: 'shoes', quantity: 1000 }];
  await done(chain.office.POST('/v1/receipts/return', { body: { ...returned, lines } }));
  return { memberId, receiptId: sale.receiptId };
}

const text = async (page: Page): Promise<string> =>
  (await page.locator('main').innerText()).replaceAll('\u00A0', ' ');

describe('C4 my points: what happened to them', () => {
  test('from the till to the list, to the receipt, to the reasons, to its return and back', async () => {
    const { memberId } = await shopper();
    await using visit = await chain.visit({ path: '/app/history', as: memberId, language: 'ru' });
    const { page } = visit;
    const sale = page.getByRole('link', { name: /Спорт на Тверской.*списано 100/ });
    await sale.waitFor();
    await page.getByRole('button', { name: 'Возвраты' }).click();
    await page.getByRole('link', { name: /Возврат · Спорт на Тверской/ }).waitFor();
    await sale.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Всё' }).click();
    await sale.click();
    await page.getByRole('heading', { name: /Почему \+/ }).waitFor();
    const told = await text(page);
    expect(told).toContain('3 × 300 ₽');
    expect(told).toContain('Скидка 300 ₽: «Носки и футболки 1+1=3»');
    expect(told).toContain('Бонусы за покупку');
    expect(told).toContain('оплаченных деньгами');
    expect(told).toContain('Почему −100');
    await page.getByRole('link', { name: /Возврат/ }).click();
    await page.getByRole('heading', { name: 'Возврат: Спорт на Тверской' }).waitFor();
    expect(await text(page)).toContain('отменено начисление');
    await page.getByRole('link', { name: /Чек от/ }).click();
    await page.getByRole('heading', { name: /Почему \+/ }).waitFor();
    expect(visit.complaints).toEqual([]);
  });

  test.each([
    [
      'ru',
      'light',
      'на уровне «Участник» за такие покупки баллы не начисляются',
      'на этот товар не действует',
    ],
    [
      'en',
      'dark',
      'the level “Participant” earns no points for such purchases',
      'does not apply to this item',
    ],
  ] as const)(
    'B2 who earned nothing reads why, and with a line which promotion was not for it: %s, %s',
    async (language, theme, why, closed) => {
      const memberId = await join();
      const { receiptId } = await sell(memberId, [shoes(1000), socks], 0, ['START10']);
      const path = `/app/receipts/${receiptId}`;
      await using visit = await chain.visit({ path, as: memberId, language, theme });
      const { page } = visit;
      await page.locator('.receipt-paper dl').first().waitFor();
      for (const summary of await page.locator('main summary').all()) await summary.click();
      const told = (await text(page)).toLowerCase();
      expect(told.split(why.toLowerCase())).toHaveLength(2);
      expect(told.split(closed)).toHaveLength(2);
      expect(await obstacles(page)).toEqual([]);
      await visit.picture('h-receipt-nothing');
      expect(visit.complaints).toEqual([]);
    },
  );

  test.each([
    ['ru', 'light'],
    ['en', 'dark'],
  ] as const)('every page is free of obstacles, also with double text: %s, %s', async (language, theme) => {
    const { memberId, receiptId } = await shopper();
    for (const [name, path, ready] of [
      ['history', '/app/history', '.history-entry'],
      ['receipt', `/app/receipts/${receiptId}`, '.receipt-paper dl'],
      ['statistics', '/app/statistics', '.statistics-month-bars'],
    ] as const) {
      await using visit = await chain.visit({ path, as: memberId, language, theme });
      const { page } = visit;
      await page.locator(ready).first().waitFor();
      for (const summary of await page.locator('main summary').all()) await summary.click();
      expect(await obstacles(page)).toEqual([]);
      await visit.picture(`h-${name}`);
      await doubleText(page);
      expect(await obstacles(page)).toEqual([]);
      expect(visit.complaints).toEqual([]);
    }
  });

  test('who has none yet is told what to do, and who asks for somebody else’s receipt that there is none', async () => {
    const { receiptId } = await shopper();
    await using visit = await chain.visit({ path: '/app/history', as: await join(), language: 'ru' });
    const { page } = visit;
    await page.getByRole('heading', { name: 'Здесь появятся чеки' }).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.goto(`/app/receipts/${receiptId}`);
    await page.getByRole('heading', { name: 'Такого чека нет' }).waitFor();
    await page.goto('/app/statistics');
    await page.getByRole('heading', { name: 'Здесь появится статистика' }).waitFor();
  });

  test('what fails says that the points are safe, and is there when it is tried again', async () => {
    const { memberId } = await shopper();
    await using visit = await chain.visit({ path: '/app/nowhere', as: memberId, language: 'ru' });
    const { page } = visit;
    await page.route('**/v1/me/history**', (route) => route.abort());
    await page.goto('/app/history');
    await page.getByRole('heading', { name: 'Не загрузили историю' }).waitFor();
    expect(await text(page)).toContain('Баллы на месте');
    await visit.picture('h-failed');
    await page.unroute('**/v1/me/history**');
    await page.getByRole('button', { name: 'Повторить' }).click();
    await page.locator('.history-entry').first().waitFor();
  });

  test('further pages come by the keyboard too', async () => {
    const memberId = await join();
    for (let count = 0; count < 33; count++)
      await done(
        chain.office.POST('/v1/members/{memberId}/grants', {
          params: { path: { memberId } },
          body: { grantId: randomUUID(), kind: 'bonus', points: count + 1, reason: 'Проверка' },
        }),
      );
    await using visit = await chain.visit({ path: '/app/history', as: memberId, language: 'ru' });
    const { page } = visit;
    const more = page.getByRole('button', { name: 'Показать ещё' });
    await more.focus();
    await page.keyboard.press('Enter');
    await more.waitFor({ state: 'detached' });
    expect(await page.locator('.history-entry').count()).toBe(33);
  });

  test('a receipt of thousands of lines, each with a long name, is shown a part at a time', async () => {
    const memberId = await join();
    const name = 'Сверхпрочный спортивный '.repeat(12).trim();
    await done(
      chain.office.PUT('/v1/products', {
        body: { products: [{ productId: 'LONG', name, category: ['Одежда'] }] },
      }),
    );
    const lines = Array.from({ length: 5000 }, (_, index) => ({
      id: String(index),
      productId: 'LONG',
      quantity: 1000,
      amount: 1000,
    }));
    const { receiptId } = await sell(memberId, lines);
    await using visit = await chain.visit({
      path: `/app/receipts/${receiptId}`,
      as: memberId,
      language: 'ru',
    });
    const { page } = visit;
    await page.getByRole('button', { name: /Показать ещё 4.940 строк/ }).click();
    await page.getByRole('button', { name: /Показать ещё 4.640 строк/ }).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await visit.picture('h-long');
  });
});

describe('S3 statistics and feedback', () => {
  test('statistics add up to the receipts', async () => {
    const { memberId } = await shopper();
    await using visit = await chain.visit({ path: '/app/statistics', as: memberId, language: 'ru' });
    const { page } = visit;
    await page.locator('.statistics-bought').waitFor();
    // 20 000 + 4 000 + (1 000 − 1 000) + 600 less what of the points is still spent on the socks.
    const figures = await text(page);
    expect(figures).toContain('3 покупки');
    expect(figures).toMatch(/Обувь\s+24 000 ₽/);
    expect(figures).toMatch(/Сэкономлено скидками\s+300 ₽/);
    await page.getByText('Таблицей').click();
    expect(await page.locator('tbody tr').count()).toBe(12);
  });

  test('stars, words and a photo are sent once, seen again, and read by staff', async () => {
    const { memberId, receiptId } = await shopper();
    await using visit = await chain.visit({
      path: `/app/receipts/${receiptId}`,
      as: memberId,
      language: 'ru',
    });
    const { page } = visit;
    await page.getByRole('radio', { name: '4 звезды из 5' }).check();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('Что запомнилось?').fill('Помогли выбрать');
    await sheet.locator('input[type=file]').setInputFiles({
      name: 'photo.jpg',
      mimeType: 'image/png',
      buffer: pictures.png.bytes,
    });
    await sheet.getByRole('img', { name: 'Ваше фото' }).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await visit.picture('h-feedback');
    await sheet.getByRole('button', { name: 'Отправить' }).click();
    await page.getByText('Спасибо! Отзыв у магазина.').waitFor();
    await page.getByRole('img', { name: '4 звезды из 5' }).waitFor();
    await visit.picture('h-feedback-given');
    const { feedback } = await done(chain.office.GET('/v1/feedback'));
    expect(feedback.find((one) => one.receiptId === receiptId)).toMatchObject({
      stars: 4,
      text: 'Помогли выбрать',
      photo: true,
    });
    expect(visit.complaints).toEqual([]);
  });
});
