import { akeneo, type Akeneo } from '@bonum/standins/akeneo';
import { catalogueXml } from '@bonum/standins/onec-catalogue';
import { ExchangeError, OnecExchange } from '@bonum/standins/onec-exchange';
import { ymlFile, YmlShop, type YmlOffer } from '@bonum/standins/yml-shop';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertKey } from '../../apps/server/src/keys/create-key.ts';
import { openChain, type JourneyChain } from '../journey.ts';
import { deskObstacles, openDesk } from './desk.ts';

let chain: JourneyChain;
beforeAll(async () => {
  chain = await openChain();
});
afterAll(() => chain[Symbol.asyncDispose]());

const inDialog = (page: Page, name: string): Promise<void> =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

const looks = [
  { language: 'ru', theme: 'light', size: 'desk' },
  { language: 'en', theme: 'dark', size: 'small' },
] as const;

/** More goods than are written at once, so that one sees how far it is. */
const GOODS = 3000;
const BAD = 25;
/** How often the page looks by itself while nothing moves. */
const RESTING_MS = 10_000;
const offersOf = (language: string): readonly YmlOffer[] =>
  Array.from({ length: GOODS + BAD }, (_, index) => ({
    id: `${language}-${index}`,
    name: `Кроссовки, модель ${index}`,
    price: index < GOODS ? '6990' : 'по запросу',
  }));
const promos =
  '<promo id="Sale10" type="promo code"><description>Скидка по коду</description><promo-code>LETO</promo-code><discount unit="percent">10</discount><purchase><product offer-id="ru-1"/></purchase></promo>\n';

test('a server that does not answer leaves what is known, and says so; from nothing it can be asked again', async () => {
  await using visit = await openDesk(chain, { path: '/desk/imports', roles: ['administrator'], clock: true });
  const { page, context } = visit;
  const none = page.getByRole('heading', { name: 'Фидов ещё нет' });
  await none.waitFor();
  await context.route(/\/v1\/(feeds|exchanges)$/, (route) => route.abort());
  await page.clock.fastForward(RESTING_MS);
  await page
    .getByText(/Сервер не ответил. Данные на/)
    .first()
    .waitFor();
  expect(await none.count()).toBe(1);
  await visit.picture('desk-imports-stale');
  expect(await deskObstacles(page)).toEqual([]);
  await page.reload();
  await page.getByRole('heading', { name: 'Не загрузили список фидов' }).waitFor();
  await visit.picture('desk-imports-failed');
  expect(await deskObstacles(page)).toEqual([]);
  await context.unroute(/\/v1\/(feeds|exchanges)$/);
  await page.getByRole('button', { name: 'Повторить' }).first().click();
  await none.waitFor();
});

describe('G10 an administrator has goods fetched from a feed', () => {
  test.each(looks)(
    'adds it, sees how far it is, what was not taken and the promos as a draft; changes and pauses it: $language',
    async (look) => {
      const say = (russian: string, english: string): string => (look.language === 'ru' ? russian : english);
      await using shop = await YmlShop.open();
      const offers = offersOf(look.language);
      shop.file = () => ({ offers, promos });
      const held = Promise.withResolvers<void>();
      shop.hold = { after: 700_000, until: held.promise };
      await using visit = await openDesk(chain, { path: '/desk/imports', roles: ['administrator'], ...look });
      const { page } = visit;
      const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
      if (look.language === 'ru') await page.getByRole('heading', { name: 'Фидов ещё нет' }).waitFor();
      await page
        .getByRole('heading', { name: say('1С ничего не выгружала', '1C has sent nothing in the last week') })
        .waitFor();
      await visit.picture('desk-imports-none');
      expect(await deskObstacles(page)).toEqual([]);

      await page.keyboard.press('n');
      await inDialog(page, say('Добавить фид', 'Add a feed'));
      await page.getByText(say('Напишите название.', 'Write a name.')).waitFor();
      await page.getByLabel(say('Название', 'Name')).fill(say('Интернет-магазин', 'Web shop'));
      await page.getByLabel(say('Адрес', 'Address')).fill('https://127.0.0.2/market.yml');
      await inDialog(page, say('Добавить фид', 'Add a feed'));
      await page.getByText(say('По этому адресу загружать нельзя', 'Nothing may be fetched from')).waitFor();
      await visit.picture('desk-imports-new');
      expect(await deskObstacles(page)).toEqual([]);
      await page.getByLabel(say('Адрес', 'Address')).fill(shop.address);
      await inDialog(page, say('Добавить фид', 'Add a feed'));

      const row = page.getByRole('row', { name: new RegExp(say('Интернет-магазин', 'Web shop')) });
      await row.getByText(say('Читаем: 2', 'Reading: 2')).waitFor();
      await visit.picture('desk-imports-reading');
      expect(await deskObstacles(page)).toEqual([]);
      held.resolve();
      shop.hold = null;
      await row.getByText(say('Загружен', 'Fetched')).waitFor();
      await row.getByRole('button').click();
      const problems = page.getByRole('table', { name: new RegExp(say('Замечания:', 'Refused:')) });
      await problems.getByText(say('Цена не читается', 'The price cannot be read')).first().waitFor();
      expect(await problems.locator('tbody tr').count()).toBe(20);
      await visit.picture('desk-imports-feed');
      expect(await deskObstacles(page)).toEqual([]);
      await press(say('Показать ещё', 'Show more'));
      await expect.poll(() => problems.locator('tbody tr').count()).toBe(BAD);

      await press(say('Черновик акций: 1', 'Draft promotions: 1'));
      await page.getByText(say('Программа с ними в порядке.', 'The programme with them is sound.')).waitFor();
      await page.getByRole('dialog').getByText('Скидка по коду').waitFor();
      await visit.picture('desk-imports-draft');
      expect(await deskObstacles(page)).toEqual([]);
      const download = page.waitForEvent('download');
      await inDialog(page, say('Сохранить программу (JSON)', 'Save the programme (JSON)'));
      const saved = await readFile(await (await download).path(), 'utf8');
      expect(JSON.parse(saved)).toMatchObject({
        promotions: expect.arrayContaining([expect.objectContaining({ id: 'yml-sale10' })]),
      });
      await page.keyboard.press('Escape');

      await press(say('Загрузить сейчас', 'Run now'));
      const unchanged = page
        .getByRole('table', { name: say('Последние загрузки', 'Last runs') })
        .getByRole('row', { name: new RegExp(say('Загружен .* 0 3.000', 'Fetched .* 0 3,000')) });
      await unchanged.waitFor();
      shop.file = 503;
      await press(say('Загрузить сейчас', 'Run now'));
      await row.getByText(say('Не загружен: HTTP 503', 'Not fetched: HTTP 503')).waitFor();
      await visit.picture('desk-imports-failed-run');
      expect(await deskObstacles(page)).toEqual([]);

      await press(say('Изменить', 'Change'));
      await page
        .getByRole('dialog')
        .getByRole('button', { name: say('каждый час', 'every hour') })
        .click();
      await page.getByRole('option', { name: say('каждые 3 часа', 'every 3 hours') }).click();
      await inDialog(page, say('Сохранить', 'Save'));
      // It says the same as the page behind it until it is saved.
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByText(say('каждые 3 часа', 'every 3 hours'), { exact: true }).waitFor();
      await press(say('Поставить на паузу', 'Pause'));
      await row.getByText(say('На паузе', 'Paused')).waitFor();
      expect(await page.getByRole('button', { name: say('Загрузить сейчас', 'Run now') }).count()).toBe(0);
      expect(visit.complaints).toEqual([]);
    },
  );
});

const access = {
  clientId: '1_client',
  clientSecret: 'the secret of the client',
  username: 'bonum_1',
  password: 'the password of the user',
};
const valueOf = (data: unknown) => [{ locale: null, scope: null, data }];

/** An Akeneo that sells shoes. */
async function openPim(): Promise<Akeneo> {
  const pim = await akeneo(access);
  pim.products = Array.from({ length: 3 }, (_, index) => ({
    uuid: randomUUID(),
    updated: Date.now(),
    values: {
      sku: valueOf(`A-${index}`),
      title: valueOf(`Кроссовки, модель ${index}`),
      price: valueOf([{ amount: '6990.00', currency: index === 0 ? 'USD' : 'RUB' }]),
    },
  }));
  return pim;
}

describe('G10 an administrator has goods read from an Akeneo', () => {
  test.each(looks)(
    'says by which connection and what; nobody sees it again, and it stays when something else changes: $language',
    async (look) => {
      const say = (russian: string, english: string): string => (look.language === 'ru' ? russian : english);
      await using pim = await openPim();
      await using visit = await openDesk(chain, { path: '/desk/imports', roles: ['administrator'], ...look });
      const { page } = visit;
      const dialog = page.getByRole('dialog');
      const fill = async (fields: Readonly<Record<string, string>>): Promise<void> => {
        for (const [name, value] of Object.entries(fields))
          await dialog.getByLabel(name, { exact: true }).fill(value);
      };
      const row = page.getByRole('row', { name: new RegExp(`PIM ${look.language}`) });
      const [field, add] = [
        say('Заполните это поле.', 'Fill in this field.'),
        say('Добавить фид', 'Add a feed'),
      ];

      await page.getByRole('button', { name: add }).click();
      await dialog.getByText('Akeneo (REST)').click();
      await inDialog(page, add);
      // The connection, the channel, and what the name and the price are called.
      await expect.poll(() => dialog.getByText(field).count()).toBe(7);
      await visit.picture('desk-imports-akeneo');
      expect(await deskObstacles(page)).toEqual([]);
      await fill({
        [say('Название', 'Name')]: `PIM ${look.language}`,
        [say('Адрес', 'Address')]: pim.url,
        'Client ID': access.clientId,
        Secret: access.clientSecret,
        Username: access.username,
        Password: access.password,
        [say('Канал', 'Channel')]: 'e-commerce',
        [say('Название товара', 'Product name')]: 'title',
        [say('Цена', 'Price')]: 'price',
      });
      await inDialog(page, add);
      await dialog.getByText(say('Код канала: латинские', 'The code of a channel: Latin')).waitFor();
      await fill({ [say('Канал', 'Channel')]: 'ecommerce' });
      await inDialog(page, add);
      await row.getByText(say('Загружен', 'Fetched')).waitFor();
      await row.getByRole('button').click();
      await page.getByText('ru_RU · ecommerce · RUB').waitFor();
      await page.getByRole('columnheader', { name: say('№', 'No.'), exact: true }).waitFor();
      await visit.picture('desk-imports-akeneo-feed');
      expect(await deskObstacles(page)).toEqual([]);

      const change = say('Изменить', 'Change');
      await page.getByRole('button', { name: change, exact: true }).click();
      await dialog.getByText(say('Сохранено и не показывается.', 'It is kept, and not shown.')).waitFor();
      expect(await dialog.getByLabel('Client ID').inputValue()).toBe('');
      const elsewhere = { [say('Адрес', 'Address')]: 'https://other.example' };
      await fill(elsewhere);
      await inDialog(page, say('Сохранить', 'Save'));
      await dialog.getByText(say('Сервер другой', 'This is another server')).first().waitFor();
      await visit.picture('desk-imports-akeneo-elsewhere');
      expect(await deskObstacles(page)).toEqual([]);
      await fill({ [say('Адрес', 'Address')]: pim.url, [say('Валюта', 'Currency')]: 'USD' });
      await inDialog(page, say('Сохранить', 'Save'));
      await row.getByText(say('другая валюта', 'another currency')).waitFor();

      expect(await page.content()).not.toContain(access.password);
      expect(visit.complaints).toEqual([]);
    },
  );
});

describe('G10 an administrator sends a file of goods', () => {
  test.each(looks)(
    'where the shop has no address; in parts, and read as from one: $language',
    async (look) => {
      const say = (russian: string, english: string): string => (look.language === 'ru' ? russian : english);
      await using visit = await openDesk(chain, { path: '/desk/imports', roles: ['administrator'], ...look });
      const { page } = visit;
      const add = say('Добавить фид', 'Add a feed');
      await page.getByRole('button', { name: add }).click();
      await page.getByRole('dialog').getByText(say('YML файлом', 'YML as a file')).click();
      await page.getByLabel(say('Название', 'Name')).fill(`Выгрузка ${look.language}`);
      expect(await page.getByLabel(say('Адрес', 'Address')).count()).toBe(0);
      await visit.picture('desk-imports-file-new');
      await inDialog(page, add);
      const row = page.getByRole('row', { name: new RegExp(`Выгрузка ${look.language}`) });
      await row.getByText(say('Ещё не загружали', 'Not fetched yet')).waitFor();
      await row.getByRole('button').click();

      const send = async (text: string): Promise<void> => {
        const chooser = page.waitForEvent('filechooser');
        await page.getByRole('button', { name: say('Загрузить файл', 'Send a file') }).click();
        await (await chooser).setFiles({ name: 'goods.yml', mimeType: '', buffer: Buffer.from(text) });
      };
      await send('');
      await page.getByText(say('В этом файле ничего нет.', 'There is nothing in this file.')).waitFor();
      // More than one part takes.
      const spare = '<param name="Цвет">белый</param>'.repeat(60);
      const offers = offersOf(`file-${look.language}`).map((offer) => ({ ...offer, more: spare }));
      await send([...ymlFile({ offers, promos })].join(''));
      await row.getByText(say('Загружен', 'Fetched')).waitFor();
      const problems = page.getByRole('table', { name: new RegExp(say('Замечания:', 'Refused:')) });
      await problems.getByText(say('Цена не читается', 'The price cannot be read')).first().waitFor();
      await page.getByRole('button', { name: say('Черновик акций: 1', 'Draft promotions: 1') }).waitFor();
      await visit.picture('desk-imports-file');
      expect(await deskObstacles(page)).toEqual([]);
      expect(visit.complaints).toEqual([]);
    },
  );
});

describe('G10 an administrator looks what 1C has given away', () => {
  test.each(looks)('file by file, with what was not taken: $language', async (look) => {
    const say = (russian: string, english: string): string => (look.language === 'ru' ? russian : english);
    const { whole } = chain;
    const secret = `key-${randomUUID()}`;
    const name = say('1С: Управление торговлей', '1C: Retail');
    await insertKey(whole.shell.db, {
      keyId: randomUUID(),
      name,
      scopes: ['catalogue:write'],
      storeId: null,
      tillId: null,
      demo: false,
      secret,
      now: whole.shell.clock(),
    });
    const onec = new OnecExchange({
      address: `${whole.baseUrl}/bonum/exchange`,
      user: 'Обмен',
      password: secret,
    });
    await using visit = await openDesk(chain, {
      path: '/desk/imports',
      roles: ['administrator'],
      clock: true,
      ...look,
    });
    const { page } = visit;
    const row = page.getByRole('row', { name: new RegExp(name) });
    await page.getByRole('heading', { name: say('Обмен с 1С', 'Exchange with 1C') }).waitFor();
    expect(await row.count()).toBe(0);

    const goods = Array.from({ length: 30 }, (_, index) => ({
      id: `T-${index}`,
      name: `Чай ${index}`,
      group: 'g9',
    }));
    const xml = Buffer.from([...catalogueXml({ groups: [{ id: 'g1', name: 'Продукты' }], goods })].join(''));
    await expect(
      onec.give({
        files: { 'import0_1.xml': xml, 'offers0_1.xml': Buffer.from('<КоммерческаяИнформация><') },
      }),
    ).rejects.toThrow(ExchangeError);
    // Nobody has touched the page: it looks by itself.
    await page.clock.fastForward(RESTING_MS);
    await row.getByText(say('Не прочитан', 'Not read')).waitFor();
    await row.getByRole('button').click();
    const problems = page.getByRole('table', { name: new RegExp(say('Замечания:', 'Refused:')) });
    await problems.getByText('Группа g9 не описана').first().waitFor();
    await page.getByText(/^offers0_1\.xml\. /).waitFor();
    await visit.picture('desk-imports-exchange');
    expect(await deskObstacles(page)).toEqual([]);
    await page.getByRole('button', { name: say('Показать ещё', 'Show more') }).click();
    await expect.poll(() => problems.locator('tbody tr').count()).toBe(30);

    await onec.give({ files: { 'import0_1.xml': xml } });
    await page.clock.fastForward(RESTING_MS);
    await row.getByText(say('Прочитано: 1 файл', 'Read: 1 file')).waitFor();
    expect(visit.complaints).toEqual([]);
  });
});
