import { createBonumClient } from '@bonum/client';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChain, type JourneyChain } from '../journey.ts';
import { deskObstacles, openDesk } from './desk.ts';

let chain: JourneyChain;
beforeAll(async () => {
  chain = await openChain();
  const stores = Array.from({ length: 60 }, (_, index) => ({
    storeId: `MSK-${index}`,
    name: `Магазин ${String(index).padStart(2, '0')}`,
    city: index === 7 ? 'Тверь' : 'Москва',
    tills: [{ tillId: '1', name: 'Касса 1' }],
  }));
  await chain.office.PUT('/v1/stores', { body: { stores } });
});
afterAll(() => chain[Symbol.asyncDispose]());

const inDialog = (page: Page, name: string): Promise<void> =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

/** What the API says to a secret. */
async function statusOf(secret: string): Promise<number> {
  const client = createBonumClient({ baseUrl: chain.whole.baseUrl, key: secret });
  return (await client.GET('/v1/programme')).response.status;
}

describe('G9 an administrator keeps stores and tills', () => {
  test('adds one with its tills, finds it, changes it, adds a till; and who has the id already is told', async () => {
    await using visit = await openDesk(chain, { path: '/desk/stores', roles: ['administrator'] });
    const { page } = visit;
    const table = page.getByRole('table', { name: 'Магазины' });
    await expect.poll(() => table.getByRole('row').count()).toBe(51);
    await page.getByRole('button', { name: 'Показать ещё' }).click();
    await expect.poll(() => table.getByRole('row').count()).toBe(62);
    await visit.picture('desk-stores');
    expect(await deskObstacles(page)).toEqual([]);

    await page.keyboard.press('n');
    await inDialog(page, 'Добавить');
    await page.getByText('Напишите код.').waitFor();
    await page.getByLabel('Код', { exact: true }).fill('MSK-7');
    await page.getByLabel('Название').fill('Спорт у реки');
    await page.getByLabel('Город').fill('Псков');
    await page.getByLabel('Кассы').fill('1, 2, 10');
    await page.getByLabel('Место').fill('57.81, 28.33');
    await visit.picture('desk-store-new');
    expect(await deskObstacles(page)).toEqual([]);
    await inDialog(page, 'Добавить');
    await page.getByText('Магазин с таким кодом уже есть.').waitFor();
    await page.getByLabel('Код', { exact: true }).fill('PSK-1');
    await inDialog(page, 'Добавить');
    await page.getByText('Магазин добавлен: Спорт у реки').waitFor();

    await page.getByLabel('Найти').fill('pskov');
    await expect.poll(() => table.getByRole('row').count()).toBe(2);
    await table.getByRole('button', { name: 'Спорт у реки' }).click();
    await page.getByText('Касса 10').waitFor();
    await page.getByRole('button', { name: 'Добавить кассу' }).click();
    await page.getByLabel('Код кассы').fill('киоск');
    await page.getByLabel('Название').fill('Киоск у входа');
    await inDialog(page, 'Добавить');
    await page.getByText('Записано: Киоск у входа').waitFor();
    await page.getByRole('button', { name: 'Изменить', exact: true }).click();
    await page.getByLabel('Название').fill('Спорт на набережной');
    await inDialog(page, 'Сохранить');
    await table.getByRole('button', { name: 'Спорт на набережной' }).waitFor();
    await page.getByText('Киоск у входа', { exact: true }).waitFor();
    await visit.picture('desk-store');
    expect(await deskObstacles(page)).toEqual([]);
    await page.getByLabel('Найти').fill('нет такого города');
    await page.getByRole('heading', { name: 'Такого магазина нет' }).waitFor();
    expect(visit.complaints).toEqual([]);
  });

  test('makes a key for it, whose store is filled in', async () => {
    await using visit = await openDesk(chain, { path: '/desk/stores', roles: ['administrator'] });
    const { page } = visit;
    await page.getByLabel('Найти').fill('тверь');
    await page.getByRole('button', { name: 'Магазин 07' }).click();
    await page.getByRole('button', { name: 'Ключ для этого магазина' }).click();
    await page.getByRole('dialog', { name: 'Новый ключ' }).waitFor();
    expect(await page.getByRole('combobox', { name: 'Магазин' }).inputValue()).toBe('Магазин 07');
    await page.getByLabel('Для кого').fill('Касса в Твери');
    await inDialog(page, 'Создать ключ');
    await page.getByRole('dialog', { name: 'Секрет ключа' }).waitFor();
    await inDialog(page, 'Готово');
    await page.getByRole('row', { name: /Касса в Твери.*MSK-7/ }).waitFor();
    expect(visit.complaints).toEqual([]);
  });
});

describe('G9 an administrator keeps the keys', () => {
  test.each([
    { look: { language: 'ru', theme: 'light', size: 'desk' } },
    { look: { language: 'en', theme: 'dark', size: 'small' } },
  ] as const)('makes one, gives it a new secret, ends the old, revokes: $look.language', async ({ look }) => {
    const ru = look.language === 'ru';
    const say = (russian: string, english: string): string => (ru ? russian : english);
    await using visit = await openDesk(chain, { path: '/desk/keys', roles: ['administrator'], ...look });
    const { page } = visit;
    const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
    const secretOf = async (): Promise<string> => {
      await page.getByRole('dialog', { name: say('Секрет ключа', 'The secret of the key') }).waitFor();
      const secret = await page.locator('.shown-once').innerText();
      await inDialog(page, say('Готово', 'Done'));
      return secret;
    };
    const name = say('Сайт сети', 'The chain’s site');
    const row = page.getByRole('row', { name: new RegExp(name) });
    await page.getByRole('heading', { level: 1, name: say('Ключи', 'Keys') }).waitFor();
    await page.keyboard.press('n');
    await inDialog(page, say('Создать ключ', 'Make a key'));
    await page.getByText(say('Напишите, для кого ключ.', 'Write for whom the key is.')).waitFor();
    await page.getByLabel(say('Для кого', 'For whom')).fill(name);
    await page.getByRole('button', { name: say('Для чего', 'What for') }).click();
    await page.getByRole('option', { name: say('Выбрать самому', 'Choose myself') }).click();
    await page
      .getByRole('checkbox', { name: say('видеть программу и магазины', 'see the programme and the stores') })
      .check({ force: true });
    await visit.picture('desk-key-new');
    expect(await deskObstacles(page)).toEqual([]);
    await page.getByRole('combobox', { name: say('Магазин', 'Store') }).fill('тверь');
    await page.getByRole('option', { name: 'Магазин 07' }).click();
    await page.getByRole('combobox', { name: say('Магазин', 'Store') }).fill('');
    // Leaves the field: its list closes.
    await page.keyboard.press('Tab');
    await inDialog(page, say('Создать ключ', 'Make a key'));
    const first = await secretOf();
    await row.getByText(say('Везде', 'Everywhere')).waitFor();
    await row.getByText(say('ещё ни разу', 'never yet')).waitFor();
    expect(await statusOf(first)).toBe(200);

    await row.getByRole('button').click();
    await press(say('Сменить секрет', 'New secret'));
    await visit.picture('desk-key-rotate');
    expect(await deskObstacles(page)).toEqual([]);
    await inDialog(page, say('Сменить секрет', 'New secret'));
    const second = await secretOf();
    await row.getByText(say('Два секрета до', 'Two secrets until')).waitFor();
    expect([await statusOf(first), await statusOf(second)]).toEqual([200, 200]);
    await page.reload();
    await row.getByRole('button').click();
    await page.getByText(say('Последний раз им пользовались', 'It was last used')).nth(1).waitFor();
    await visit.picture('desk-api-keys');
    expect(await deskObstacles(page)).toEqual([]);
    // Both are in use: a third one would end one of them.
    await press(say('Сменить секрет', 'New secret'));
    await inDialog(page, say('Сменить секрет', 'New secret'));
    await page.getByText(say('Оба секрета в ходу.', 'Both secrets are in use.')).waitFor();
    await inDialog(page, say('Отмена', 'Cancel'));
    const end = say('Закончить старый секрет', 'End the old secret');
    await press(end);
    await inDialog(page, end);
    await row.getByText(say('Работает', 'Works'), { exact: true }).waitFor();
    expect([await statusOf(first), await statusOf(second)]).toEqual([401, 200]);
    await press(say('Отозвать', 'Revoke'));
    await visit.picture('desk-key-revoke');
    expect(await deskObstacles(page)).toEqual([]);
    await inDialog(page, say('Отозвать', 'Revoke'));
    await row.waitFor({ state: 'detached' });
    expect(await statusOf(second)).toBe(401);
    await page.getByRole('tab', { name: say('Отозваны', 'Revoked') }).click();
    await row.getByText(say('Отозван', 'Revoked')).waitFor();
    await row.getByRole('button').click();
    await press(say('В журнале', 'In the log'));
    await page.getByRole('heading', { level: 1, name: say('Журнал', 'Audit log') }).waitFor();
    expect(visit.complaints).toEqual([]);
  });

  test.each([
    { look: { language: 'ru', theme: 'light', size: 'desk' } },
    { look: { language: 'en', theme: 'dark', size: 'small' } },
  ] as const)(
    'gives a partner a key of the sandbox with a quota, and begins it anew: $look.language',
    async ({ look }) => {
      const say = (russian: string, english: string): string => (look.language === 'ru' ? russian : english);
      await using visit = await openDesk(chain, { path: '/desk/keys', roles: ['administrator'], ...look });
      const { page } = visit;
      const name = say('Партнёр', 'The partner');
      const row = page.getByRole('row', { name: new RegExp(name) });
      await page.getByRole('heading', { level: 1, name: say('Ключи', 'Keys') }).waitFor();
      await page.keyboard.press('n');
      await page.getByLabel(say('Для кого', 'For whom')).fill(name);
      await page.getByLabel(say('Запросов в сутки', 'Requests a day')).fill('20000');
      await page
        .getByRole('checkbox', { name: say('Ключ песочницы', 'A key of the sandbox') })
        .check({ force: true });
      await visit.picture('desk-key-sandbox-new');
      expect(await deskObstacles(page)).toEqual([]);
      await inDialog(page, say('Создать ключ', 'Make a key'));
      await page.getByRole('dialog', { name: say('Секрет ключа', 'The secret of the key') }).waitFor();
      await inDialog(page, say('Готово', 'Done'));
      await row.getByText(say('Песочница', 'Sandbox')).waitFor();
      await row.getByRole('button').click();
      await page.getByText(say('сегодня 0', '0 today')).waitFor();
      await visit.picture('desk-key-sandbox');
      expect(await deskObstacles(page)).toEqual([]);
      const anew = say('Начать песочницу заново', 'Begin the sandbox anew');
      await page.getByRole('button', { name: anew, exact: true }).click();
      await inDialog(page, anew);
      await page.getByText(say('Песочница начата заново', 'The sandbox begins anew')).waitFor();
      expect(visit.complaints).toEqual([]);
    },
  );

  test('and nobody else comes to these pages from the bar', async () => {
    await using visit = await openDesk(chain, { path: '/desk/', roles: ['senior-operator'] });
    await visit.page.getByRole('navigation', { name: 'Разделы' }).waitFor();
    expect(await visit.page.getByRole('link', { name: 'Ключи' }).count()).toBe(0);
    expect(await visit.page.getByRole('link', { name: 'Магазины' }).count()).toBe(0);
  });
});
