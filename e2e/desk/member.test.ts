import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChain, type JourneyChain } from '../journey.ts';
import { deskObstacles, openDesk } from './desk.ts';

const card = '2101000000019';
let chain: JourneyChain;
let marina: string;
beforeAll(async () => {
  chain = await openChain();
  marina = await chain.join({ name: 'Марина', phone: '+79164021855', card });
  await chain.office.PATCH('/v1/members/{memberId}', {
    params: { path: { memberId: marina } },
    body: { surname: 'Ковалёва', birthDate: '1990-03-08', city: 'Москва', email: 'kov@mail.example' },
  });
  await chain.buy(card, 12_000);
  await chain.give(marina, 350);
  await chain.buy(card, 4_990);
});
afterAll(() => chain[Symbol.asyncDispose]());

describe('G6 the member in one screen', () => {
  test.each([
    ['ru', 'light', 'desk', { table: 'Операции с баллами', say: 'Скажите' }],
    ['en', 'dark', 'small', { table: 'Operations with points', say: 'Say' }],
  ] as const)(
    'who, what they have and why, in %s, %s, on a %s screen',
    async (language, theme, size, { table, say }) => {
      await using visit = await openDesk(chain, { path: `/desk/members/${marina}`, language, theme, size });
      const { page } = visit;
      await page.getByRole('heading', { level: 1, name: 'Марина Ковалёва' }).waitFor();
      const rows = page.getByRole('table', { name: table });
      await rows.getByText('Спорт на Тверской').first().waitFor();
      await visit.picture('desk-member');
      expect(await deskObstacles(page)).toEqual([]);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByText(say, { exact: true }).waitFor();
      await visit.picture('desk-member-receipt');
      expect(await deskObstacles(page)).toEqual([]);
      expect(visit.complaints).toEqual([]);
    },
  );

  test('is found by what is heard, without the mouse', async () => {
    await using visit = await openDesk(chain, { path: '/desk/' });
    const { page } = visit;
    await page.getByRole('heading', { name: 'Кого ищем?' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('kovaleva');
    const option = page.getByRole('option', { name: /Марина Ковалёва/ });
    await option.waitFor();
    await visit.picture('desk-found');
    expect(await deskObstacles(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Марина Ковалёва' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Незнакомцев');
    await page.getByText('Никого не нашли').waitFor();
    expect(visit.complaints).toEqual([]);
  });

  test('the date of birth is typed and compared, and never shown', async () => {
    await using visit = await openDesk(chain, { path: `/desk/members/${marina}` });
    const { page } = visit;
    await page.getByText('Спросите дату рождения').waitFor();
    await page.keyboard.press('F2');
    await page.keyboard.type('31021990');
    await page.keyboard.press('Enter');
    await page.getByText('Такой даты нет').waitFor();
    await page.getByLabel('Дата рождения, ДД.ММ.ГГГГ').fill('09.03.1990');
    await page.keyboard.press('Enter');
    await page.getByText('Не совпало').waitFor();
    await page.keyboard.press('F2');
    await page.getByLabel('Дата рождения, ДД.ММ.ГГГГ').fill('08.03.1990');
    await page.keyboard.press('Enter');
    await page.getByText('Совпало', { exact: true }).waitFor();
    expect(await page.locator('body').innerText()).not.toContain('1990');
  });

  test('a receipt at the till appears while one looks', async () => {
    await using visit = await openDesk(chain, { path: `/desk/members/${marina}` });
    const { page } = visit;
    await page.getByRole('table', { name: 'Операции с баллами' }).getByRole('row').nth(1).waitFor();
    await chain.buy(card, 7_770);
    await page
      .getByText(/7\s770/)
      .first()
      .waitFor();
    expect(visit.complaints).toEqual([]);
  });

  test.each(['overview', 'standing', 'history', 'offers'])(
    'is whole while its %s is on the way, and when that does not come',
    async (part) => {
      await using visit = await openDesk(chain, { path: '/desk/', size: 'small' });
      const { page } = visit;
      const late = Promise.withResolvers<void>();
      await page.route(`**/v1/members/*/${part}*`, async (route) => {
        await late.promise;
        await route.fulfill({ status: 400, json: { code: 'busy', title: '', detail: '', status: 400 } });
      });
      await page.goto(`/desk/members/${marina}`);
      await page.getByRole('button', { name: 'Начислить баллы' }).waitFor();
      await visit.picture(`desk-member-${part}-late`);
      expect(await deskObstacles(page)).toEqual([]);
      late.resolve();
      await page.waitForResponse((response) => response.url().includes(`/${part}`));
      await visit.picture(`desk-member-${part}-failed`);
      expect(await deskObstacles(page)).toEqual([]);
      expect(visit.complaints).toEqual([]);
    },
  );

  test('says what is safe when it cannot be loaded, and that there is nobody', async () => {
    await using visit = await openDesk(chain, { path: '/desk/' });
    const { page, context } = visit;
    await page.route('**/v1/members/*/history*', (route) => route.fulfill({ status: 503, json: {} }));
    await page.goto(`/desk/members/${marina}`);
    await page.getByRole('heading', { name: 'Не загрузили операции' }).waitFor();
    await visit.picture('desk-member-failed');
    expect(await deskObstacles(page)).toEqual([]);
    await page.unroute('**/v1/members/*/history*');
    await page.getByRole('button', { name: 'Повторить' }).click();
    await page
      .getByText(/Спорт на Тверской/)
      .first()
      .waitFor();
    await context.setOffline(true);
    await page.getByText(/Нет сети/).waitFor();
    await visit.picture('desk-member-offline');
    await context.setOffline(false);
    await page.goto(`/desk/members/${randomUUID()}`);
    await page.getByRole('complementary', { name: 'Кто это' }).getByText('Такого участника нет').waitFor();
    await expect.poll(() => page.getByText('Такого участника нет').count()).toBe(1);
  });

  test('a name of three hundred letters and a member without anything fit', async () => {
    const long = await chain.join({ name: 'Константинопольская'.repeat(15), phone: '+79164021856' });
    await using visit = await openDesk(chain, { path: `/desk/members/${long}`, size: 'small' });
    const { page } = visit;
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('heading', { name: 'Операций ещё не было' }).waitFor();
    await visit.picture('desk-member-long');
    expect(await deskObstacles(page)).toEqual([]);
  });
});
