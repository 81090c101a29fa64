import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doubleText, obstacles } from './accessible.ts';
import { openChain, type JourneyChain } from './journey.ts';

let chain: JourneyChain;
beforeAll(async () => {
  chain = await openChain();
});
afterAll(() => chain[Symbol.asyncDispose]());

let phones = 0;
const newPhone = (): string => `+7916555${String((phones += 1) + 3000)}`;

describe('the pages of the account', () => {
  const pages = [
    ['profile', 'Профиль', 'Profile'],
    ['profile/data', 'Мои данные', 'My details'],
    ['profile/contacts', 'Телефон и почта', 'Phone and e-mail'],
    ['profile/subscriptions', 'Подписки и согласия', 'Subscriptions and consents'],
    ['profile/privacy', 'Данные и удаление', 'Data and erasure'],
    ['cards', 'Мои карты', 'My cards'],
    ['questionnaire', 'Анкета', 'Questionnaire'],
  ] as const;

  test.each([
    ['ru', 'light', 'phone'],
    ['en', 'dark', 'phone'],
    ['ru', 'dark', 'desk'],
  ] as const)('G1 G2 D3 U10 can be used by everybody, in %s, %s, on a %s', async (language, theme, size) => {
    const anna = await chain.join({ name: 'Константинопольская'.repeat(15), phone: newPhone() });
    for (const [path, ru, en] of pages) {
      await using visit = await chain.visit({ path: `/app/${path}`, as: anna, language, theme, size });
      const { page } = visit;
      await page.getByRole('heading', { level: 1, name: language === 'ru' ? ru : en }).waitFor();
      await page.locator('.account:not([aria-busy])').waitFor();
      await visit.picture(`account-${path.replace('/', '-')}`);
      expect(await obstacles(page), path).toEqual([]);
      await doubleText(page);
      expect(await obstacles(page), `${path} at twice the size`).toEqual([]);
      expect(visit.complaints).toEqual([]);
    }
  });
});

test('the look and the language that were chosen stay', async () => {
  const anna = await chain.join({ name: 'Анна', phone: newPhone() });
  await using visit = await chain.visit({ path: '/app/profile', as: anna });
  const { page } = visit;
  await page.getByLabel('Тёмное').check();
  await page.getByLabel('English').click();
  await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor();
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  const language = async () =>
    (await chain.office.GET('/v1/members/{memberId}', { params: { path: { memberId: anna } } })).data
      ?.language;
  await expect.poll(language, { timeout: 20_000 }).toBe('en');
});

test('D3 the questionnaire is answered, and rewarded once', async () => {
  const anna = await chain.join({ name: 'Анна', phone: newPhone() });
  await using visit = await chain.visit({ path: '/app/profile', as: anna });
  const { page } = visit;
  await page.getByRole('link', { name: 'Заполнить анкету' }).click();
  await page.getByLabel('Дата рождения').fill('1990-03-08');
  await page.getByLabel('Бег').check();
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByText('Анкета заполнена, спасибо').waitFor();
  await page.getByText('уже на счёте').waitFor();
  const { data } = await chain.office.GET('/v1/members/{memberId}', { params: { path: { memberId: anna } } });
  expect(data?.answers).toEqual({ sports: ['running'] });
  expect(data?.balances.map(({ available, pending }) => available + pending)).toContain(300);
});

test('G1 a phone changes once its code is typed, and the old one hears of it', async () => {
  const [old, fresh] = [newPhone(), newPhone()];
  const anna = await chain.join({ name: 'Анна', phone: old });
  await using visit = await chain.visit({ path: '/app/profile/contacts', as: anna });
  const { page } = visit;
  const find = async (phone: string) =>
    (await chain.office.POST('/v1/members/find', { body: { phone } })).data;
  await page.getByRole('button', { name: 'По нему вас находит касса' }).click();
  await page.getByLabel('Новый телефон').last().fill(fresh);
  await page.getByRole('button', { name: 'Получить код' }).click();
  await page.getByText('Код отправлен').waitFor();
  expect(await find(fresh)).toBeUndefined();
  await page.getByLabel(/Код, \d цифр/).fill(await chain.outbox.codeTo(fresh));
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await find(fresh)).toMatchObject({ memberId: anna });
  expect(await find(old)).toBeUndefined();
  const texts = () => chain.outbox.sent.filter(({ address }) => address === old).map(({ text }) => text);
  await expect.poll(() => texts().join(), { timeout: 20_000 }).toContain('Телефон в программе сменили');
});

test('G2 a card is issued, made the main one, and blocked', async () => {
  const anna = await chain.join({ name: 'Анна', phone: newPhone() });
  await using visit = await chain.visit({ path: '/app/cards', as: anna });
  const { page } = visit;
  await page.getByRole('button', { name: 'Выпустить виртуальную' }).click();
  const second = page.getByRole('listitem').nth(1);
  await second.waitFor();
  await second.getByRole('button').click();
  await page.getByRole('button', { name: 'Сделать основной' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /Основная/ }).click();
  await page.getByRole('button', { name: 'Заблокировать' }).click();
  await page.getByRole('button', { name: 'Да, заблокировать' }).click();
  await page.getByText(/Заблокирована/).waitFor();
  const { data } = await chain.office.GET('/v1/members/{memberId}', { params: { path: { memberId: anna } } });
  expect(data?.cards.map(({ state }) => state).toSorted()).toEqual(['active', 'blocked']);
});

test('D7 a card without a phone is linked, and brings its points', async () => {
  const anna = await chain.join({ name: 'Анна', phone: newPhone() });
  const [memberId, number] = [randomUUID(), '2101000000538'];
  await chain.office.POST('/v1/cards/open', { body: { memberId, number } });
  await using visit = await chain.visit({ path: '/app/cards', as: anna });
  const { page } = visit;
  await page.getByRole('button', { name: 'Привязать карту' }).click();
  await page.getByLabel('Номер карты').fill('2101000000545');
  await page.getByRole('button', { name: 'Привязать', exact: true }).click();
  await page.getByText('не удалось привязать').waitFor();
  await page.getByLabel('Номер карты').fill(number);
  await page.getByRole('button', { name: 'Привязать', exact: true }).click();
  await page.getByText('2 101000 000538').waitFor();
  const { data } = await chain.office.GET('/v1/members/{memberId}', { params: { path: { memberId: anna } } });
  expect(data?.cards.map((card) => card.number)).toContain(number);
});

test('U10 offers are turned on with a consent, which is withdrawn as easily', async () => {
  const anna = await chain.join({ name: 'Анна', phone: newPhone() });
  await using visit = await chain.visit({ path: '/app/profile/subscriptions', as: anna });
  const { page } = visit;
  const offers = page.getByRole('group', { name: 'Предложения' }).getByLabel('В приложении');
  await offers.click();
  const consent = page.getByRole('button', { name: /Получение рекламы/ });
  await consent.waitFor();
  await expect.poll(() => offers.isChecked()).toBe(true);
  await consent.click();
  await page
    .getByText(/отозвано/)
    .first()
    .waitFor();
  await expect.poll(() => offers.isChecked()).toBe(false);
});

test('S8 the data are taken along, then the account is erased by a code', async () => {
  const phone = newPhone();
  const anna = await chain.join({ name: 'Незабвенная', phone });
  await using visit = await chain.visit({ path: '/app/profile/privacy', as: anna });
  const { page } = visit;
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Скачать страницей' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^bonum-[\d-]{10}\.html$/);
  const readable = await readFile(await download.path(), 'utf8');
  expect(readable).toContain('<th>Дата рождения</th>');
  expect(readable).not.toMatch(/<th>(birthDate|joinedAt|expiresAt|receiptId)<|<td>\d{4}-\d{2}-\d{2}T/);
  await page.getByRole('button', { name: 'Удалить аккаунт' }).click();
  const before = chain.outbox.codesTo(phone);
  await page.getByRole('button', { name: 'Получить код для удаления' }).click();
  await page.getByLabel(/Код, \d цифр/).fill(await chain.outbox.codeTo(phone, before));
  await page.waitForURL('**/app/sign-in');
  expect((await chain.office.POST('/v1/members/find', { body: { phone } })).error?.code).toBe(
    'unknown-member',
  );
  expect(await chain.whole.breaks()).toEqual([]);
});
