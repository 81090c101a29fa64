import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChain, type JourneyChain } from '../journey.ts';
import { deskObstacles, openDesk } from './desk.ts';

const card = '2101000000026';
let chain: JourneyChain;
let anna: string;
beforeAll(async () => {
  chain = await openChain();
  anna = await chain.join({ name: 'Анна', phone: '+79160000201', card });
  const lines = [
    { id: '1', productId: 'SHOES', quantity: 1000, amount: 900_000 },
    { id: '2', productId: 'SOCKS', quantity: 3000, amount: 90_000 },
  ];
  await chain.office.POST('/v1/receipts/commit', {
    body: {
      key: { storeId: 'S-1', tillId: '1', shift: '7', number: '501' },
      at: new Date().toISOString(),
      member: { card },
      lines,
    },
  });
});
afterAll(() => chain[Symbol.asyncDispose]());

/** As a till in Moscow writes it. */
const localTime = (at: Date): string =>
  new Date(at.getTime() + 3 * 3_600_000).toISOString().slice(0, 16).replaceAll(/[-:]/g, '');

const looks = [
  { look: { language: 'ru', theme: 'light', size: 'desk' } },
  { look: { language: 'en', theme: 'dark', size: 'small' } },
] as const;

describe('G6 what staff do for a member, and undo', () => {
  test.each(looks)('a personal offer is made without the mouse: $look.language', async ({ look }) => {
    const say = (russian: string, english: string): string => (look.language === 'ru' ? russian : english);
    await using visit = await openDesk(chain, { path: `/desk/members/${anna}`, ...look });
    const { page } = visit;
    await page.getByRole('button', { name: say('Сделать предложение', 'Make an offer') }).waitFor();
    await page.keyboard.press('0');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio').first().waitFor();
    await dialog.getByLabel(say('Действует по', 'Good until')).fill('2020-01-01');
    await page.getByText(say('День должен быть не раньше', 'The day must not be over')).waitFor();
    const day = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    await dialog.getByLabel(say('Действует по', 'Good until')).fill(day);
    await dialog
      .getByLabel(say('Причина', 'Reason'))
      .fill(say('Извинение за очередь', 'Sorry for the queue'));
    await visit.picture('desk-offer');
    expect(await deskObstacles(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText(say('Предложили:', 'Offered:')).waitFor();
    expect(visit.complaints).toEqual([]);
  });

  test.each(looks)(
    'a purchase without a card counts, its store found by a part of the name: $look.language',
    async ({ look }) => {
      const say = (russian: string, english: string): string => (look.language === 'ru' ? russian : english);
      const [number, roubles] = look.language === 'ru' ? [41, 1041] : [42, 1042];
      const at = new Date();
      await chain.office.POST('/v1/receipts/commit', {
        body: {
          key: { storeId: 'S-1', tillId: '1', shift: '7', number: String(number) },
          at: at.toISOString(),
          lines: [{ id: '1', productId: 'SHOES', quantity: 1000, amount: roubles * 100 }],
        },
      });
      await using visit = await openDesk(chain, { path: `/desk/members/${anna}`, ...look });
      const { page } = visit;
      const title = say('Добавить чек без карты', 'Add a receipt without a card');
      await page.getByRole('button', { name: title }).waitFor();
      await page.keyboard.press('2');
      await page.getByRole('dialog', { name: title }).waitFor();
      await page.keyboard.type(
        `t=${localTime(at)}&s=${roubles}.00&fn=9289000100000001&i=${number}&fp=1234567890&n=1`,
      );
      await page.keyboard.press('Tab');
      await page.keyboard.type('tversk');
      await page.getByRole('option', { name: 'Спорт на Тверской' }).waitFor();
      await visit.picture('desk-add-receipt');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.type(say('Забыла карту', 'Forgot the card'));
      expect(await deskObstacles(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await page.getByText(say('Чек засчитан', 'The receipt counts')).waitFor();
      const sum = new RegExp(String(roubles).replace(/^1/, '1.'));
      await page.getByRole('row', { name: sum }).first().waitFor();
      expect(visit.complaints).toEqual([]);
    },
  );

  test.each(looks)(
    'goods come back at the desk, some and then the rest: $look.language',
    async ({ look }) => {
      const ru = look.language === 'ru';
      const say = (russian: string, english: string): string => (ru ? russian : english);
      await using visit = await openDesk(chain, { path: `/desk/members/${anna}`, ...look });
      const { page } = visit;
      // The oldest line: returns stand above it.
      const sale = page.getByRole('row', { name: /Спорт на Тверской/ }).last();
      await sale.getByRole('button').click();
      await page.getByRole('button', { name: say('Вернуть товар', 'Take goods back') }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('checkbox', { name: 'Носки' }).check({ force: true });
      if (ru) await dialog.getByLabel('Сколько: Носки').fill('2');
      await dialog.getByLabel(say('Причина', 'Reason')).fill(say('Не подошли', 'Did not fit'));
      await visit.picture('desk-return');
      expect(await deskObstacles(page)).toEqual([]);
      await dialog.getByRole('button', { name: say('Оформить возврат', 'Take back') }).click();
      await page.getByText(say('Возврат записан', 'The return is written')).waitFor();
      await page
        .getByText(ru ? 'вернули 2 из 3' : /returned|3 of 3/)
        .first()
        .waitFor();
      await visit.picture('desk-returned');
      expect(await deskObstacles(page)).toEqual([]);
      expect(visit.complaints).toEqual([]);
    },
  );

  test.each(looks)('a grant that was a mistake is undone: $look.language', async ({ look }) => {
    const ru = look.language === 'ru';
    const say = (russian: string, english: string): string => (ru ? russian : english);
    await chain.give(anna, 70);
    await using visit = await openDesk(chain, { path: `/desk/members/${anna}`, ...look });
    const { page } = visit;
    const grant = page.getByRole('row').filter({ hasText: 'Подарок' }).first();
    await grant.getByRole('button').click();
    await page.getByRole('button', { name: say('Отменить', 'Undo'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(say('Причина', 'Reason')).fill(say('Не тому человеку', 'The wrong person'));
    await visit.picture('desk-reverse');
    expect(await deskObstacles(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText(say('Отменено', 'Undone'), { exact: true }).waitFor();
    await page
      .getByRole('row', { name: new RegExp(say('Исправление', 'Correction')) })
      .first()
      .waitFor();
    // It stands beside what it undoes, which cannot be undone again.
    await page
      .getByRole('button', { name: say('Отменить', 'Undo'), exact: true })
      .waitFor({ state: 'detached' });
    expect(visit.complaints).toEqual([]);
  });

  test('and who may not is shown no way to', async () => {
    await using visit = await openDesk(chain, { path: `/desk/members/${anna}`, roles: ['info-desk'] });
    const { page } = visit;
    const sale = page.getByRole('row', { name: /Спорт на Тверской/ }).last();
    await sale.getByRole('button').click();
    await page.getByText('Кроссовки для бега').first().waitFor();
    await page.getByText('Чек № 501').waitFor();
    expect(await page.getByRole('button', { name: 'Вернуть товар' }).count()).toBe(0);
  });

  test.each(looks)(
    'a purchase that no till has sent counts by its goods, found by their name: $look.language',
    async ({ look }) => {
      const say = (russian: string, english: string): string => (look.language === 'ru' ? russian : english);
      const [number, roubles] = look.language === 'ru' ? [91, 1391] : [92, 1392];
      await using visit = await openDesk(chain, { path: `/desk/members/${anna}`, ...look });
      const { page } = visit;
      const title = say('Добавить чек без карты', 'Add a receipt without a card');
      await page.getByRole('button', { name: title }).click();
      const dialog = page.getByRole('dialog', { name: title });
      await dialog
        .getByLabel(say('Текст QR-кода с чека', 'Text of the receipt’s QR code'))
        .fill(`t=${localTime(new Date())}&s=${roubles}.00&fn=9289000100000001&i=${number}&fp=1234567890&n=1`);
      await dialog.getByRole('combobox', { name: say('Магазин', 'Store') }).fill('tversk');
      await page.getByRole('option', { name: 'Спорт на Тверской' }).click();
      await dialog
        .getByLabel(say('Причина', 'Reason'))
        .fill(say('Касса была без сети', 'The till was offline'));
      const add = dialog.getByRole('button', { name: say('Добавить чек', 'Add the receipt') });
      await add.click();
      const goods = dialog.getByRole('combobox', { name: say('Товар', 'Product') });
      await goods.fill('нет такого');
      await page.getByText(say('Такого товара нет', 'There are no such goods')).waitFor();
      await goods.fill('кроссовки');
      await page.getByRole('option', { name: /Кроссовки для бега/ }).waitFor();
      await visit.picture('desk-add-receipt-goods');
      await goods.press('ArrowDown');
      await goods.press('Enter');
      expect(await deskObstacles(page)).toEqual([]);
      await add.click();
      await page.getByText(say('Чек засчитан', 'The receipt counts')).waitFor();
      expect(visit.complaints).toEqual([]);
    },
  );
});
