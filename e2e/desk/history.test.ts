import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChain, type JourneyChain } from '../journey.ts';
import { deskObstacles, openDesk } from './desk.ts';

const card = '2101000000019';
let chain: JourneyChain;
let member: string;
beforeAll(async () => {
  chain = await openChain();
  member = await chain.join({ name: '=HYPERLINK("http://x")', phone: '+79160000101', card });
  for (let index = 0; index < 3; index++) await chain.buy(card, 1000 + index);
});
afterAll(() => chain[Symbol.asyncDispose]());

describe('G6 history and export', () => {
  test.each([
    {
      look: { language: 'ru', theme: 'light', size: 'desk' },
      says: { title: 'Чеки', button: 'Выгрузить CSV', done: 'Готово: строк 3', sum: '1002,00' },
    },
    {
      look: { language: 'en', theme: 'dark', size: 'small' },
      says: { title: 'Receipts', button: 'Export CSV', done: 'Done: 3 rows', sum: '1002.00' },
    },
  ] as const)(
    'receipts are listed and saved as a file, in $look.language, $look.theme',
    async ({ look, says: { title, button, done, sum } }) => {
      const roles = ['senior-operator'] as const;
      await using desk = await openDesk(chain, { path: '/desk/history', roles, ...look });
      const { page } = desk;
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await expect.poll(() => page.getByRole('row').count()).toBe(4);
      await desk.picture('desk-history');
      expect(await deskObstacles(page)).toEqual([]);
      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: button }).click();
      const text = await readFile(await (await saving).path(), 'utf8');
      expect(text.startsWith('\uFEFF')).toBe(true);
      expect(text.split('\r\n')).toHaveLength(5);
      expect(text).toContain(sum);
      expect(text).toContain(`"'=HYPERLINK(`);
      await page.getByText(done).waitFor();
      expect(desk.complaints).toEqual([]);
    },
  );

  test('of one store, chosen by its name', async () => {
    const stores = [{ storeId: 'S-9', name: 'Другой магазин', city: 'Псков', tills: [] }];
    await chain.office.PUT('/v1/stores', { body: { stores } });
    await using desk = await openDesk(chain, { path: '/desk/history' });
    const { page } = desk;
    await expect.poll(() => page.getByRole('row').count()).toBe(4);
    const store = page.getByRole('combobox', { name: 'Магазин' });
    await store.fill('pskov');
    await page.getByRole('option', { name: 'Другой магазин' }).click();
    await page.getByRole('heading', { name: 'Чеков не нашли' }).waitFor();
    await store.fill('');
    await page.getByRole('option', { name: 'Спорт на Тверской' }).waitFor();
    await desk.picture('desk-history-stores');
    // While the list is open, all the rest is hidden from screen readers.
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('row').count()).toBe(4);
    expect(await deskObstacles(page)).toEqual([]);
    expect(desk.complaints).toEqual([]);
  });

  test('of other days there is nothing, and it says what to do', async () => {
    await using desk = await openDesk(chain, { path: '/desk/history', language: 'en' });
    const { page } = desk;
    await expect.poll(() => page.getByRole('row').count()).toBe(4);
    await page.getByLabel('Until day').fill('2020-01-01');
    await page.getByRole('heading', { name: 'No receipts found' }).waitFor();
    await page.getByLabel('From day').fill('2020-01-02');
    await page.getByText('It ends before it begins').waitFor();
    expect(await deskObstacles(page)).toEqual([]);
  });

  /** What the browser keeps when that is pressed. */
  async function saved(page: Page, name: string): Promise<Buffer> {
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name }).press('Enter');
    return readFile(await (await saving).path());
  }

  test('a receipt is saved to print, on its member’s page', async () => {
    await using desk = await openDesk(chain, { path: `/desk/members/${member}`, size: 'small' });
    const { page } = desk;
    await page.getByRole('row').nth(1).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Сохранить PDF' }).waitFor();
    await desk.picture('desk-member-save');
    expect(await deskObstacles(page)).toEqual([]);
    expect((await saved(page, 'Сохранить PDF')).subarray(0, 5).toString()).toBe('%PDF-');
    // All of them together are for who may take the history out.
    expect(await page.getByRole('button', { name: 'Чеки в PDF' }).count()).toBe(0);
    expect(desk.complaints).toEqual([]);
  });

  test('all receipts of a member are saved, to print and for a spreadsheet; a failure is told', async () => {
    await using desk = await openDesk(chain, {
      path: `/desk/members/${member}`,
      roles: ['senior-operator'],
      language: 'en',
      theme: 'dark',
    });
    const { page } = desk;
    await page.getByRole('row').nth(1).waitFor();
    await desk.picture('desk-member-save-all');
    expect(await deskObstacles(page)).toEqual([]);
    expect((await saved(page, 'Receipts as PDF')).subarray(0, 5).toString()).toBe('%PDF-');
    const rows = (await saved(page, 'Export CSV')).toString().split('\r\n');
    expect(rows).toHaveLength(5);
    await page.route('**/prints/**', (route) => route.abort());
    await page.getByRole('button', { name: 'Receipts as PDF' }).press('Enter');
    await page.getByText('The server did not answer.').waitFor();
    expect(desk.complaints).toEqual([]);
  });
});
