import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { obstacles } from './accessible.ts';
import { openChain, type JourneyChain } from './journey.ts';

let chain: JourneyChain;
beforeAll(async () => {
  chain = await openChain();
});
afterAll(() => chain[Symbol.asyncDispose]());

let phones = 0;
const newPhone = (): string => `+7916556${String((phones += 1) + 1000)}`;
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const cardRows = (page: Page) => page.locator('.account-number');

async function memberOf(memberId: string) {
  const { data } = await chain.office.GET('/v1/members/{memberId}', { params: { path: { memberId } } });
  if (!data) throw new Error('there is no such member');
  return data;
}

/** The server does it, and its answer is lost on the way, once. */
const loseAnswer = async (page: Page, address: string, method: string): Promise<void> => {
  let lost = false;
  await page.route(address, async (route) => {
    if (lost || route.request().method() !== method) return route.continue();
    lost = true;
    await route.fetch();
    return route.abort();
  });
};

describe('G1 every channel sees a change at once', () => {
  test('G1 what is changed in one browser, or by staff, shows in the other that is open', async () => {
    const phone = newPhone();
    const anna = await chain.join({ name: 'Анна', phone });
    await using mine = await chain.visit({ path: '/app/profile', as: anna });
    await using other = await chain.visit({ path: '/app/profile/data', as: anna, size: 'desk' });
    await mine.page.getByText('Анна', { exact: true }).waitFor();
    await other.page.getByLabel('Имя').fill('Аннушка');
    await press(other.page, 'Сохранить');
    await mine.page.getByText('Аннушка', { exact: true }).waitFor();

    await mine.page.goto('/app/cards');
    await cardRows(mine.page).first().waitFor();
    await other.page.goto('/app/cards');
    await press(other.page, 'Выпустить виртуальную');
    await cardRows(mine.page).nth(1).waitFor();
    const [first] = (await memberOf(anna)).cards;
    const blocked = await chain.office.POST('/v1/members/{memberId}/cards/block', {
      params: { path: { memberId: anna } },
      body: { number: first?.number ?? '', reason: 'Потеряна' },
    });
    expect(blocked.error).toBeUndefined();
    for (const { page } of [mine, other]) await page.getByText(/^Заблокирована/).waitFor();

    const fresh = newPhone();
    await mine.page.goto('/app/profile/contacts');
    await mine.page
      .getByText(/Подтвердить|Изменить/)
      .first()
      .waitFor();
    await other.page.goto('/app/profile/contacts');
    await other.page.getByRole('button', { name: 'По нему вас находит касса' }).click();
    await other.page.getByLabel('Новый телефон').last().fill(fresh);
    await press(other.page, 'Получить код');
    await other.page.getByLabel(/Код, \d цифр/).fill(await chain.outbox.codeTo(fresh));
    await mine.page.getByText(fresh.slice(-2)).first().waitFor();
    expect((await memberOf(anna)).phone).toBe(fresh);
    expect([...mine.complaints, ...other.complaints]).toEqual([]);
  });
});

describe('what cannot be loaded', () => {
  test.each([
    ['/app/profile', 'Профиль'],
    ['/app/cards', 'Мои карты'],
    ['/app/profile/contacts', 'Телефон и почта'],
  ])('%s says so, says what is safe, and is there when it is tried again', async (path, title) => {
    const anna = await chain.join({ name: 'Анна', phone: newPhone() });
    await using visit = await chain.visit({ path: '/app/nowhere', as: anna });
    const { page } = visit;
    const answers = Promise.withResolvers<void>();
    await page.route('**/v1/me/account', async (route) => {
      await answers.promise;
      await route.abort();
    });
    await page.goto(path);
    await heading(page, title);
    await page.locator('.account[aria-busy=true]').waitFor();
    expect(await obstacles(page)).toEqual([]);
    answers.resolve();
    await page.getByText('Сервер не ответил. Баллы на месте').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await visit.picture(`account-failed${path.replaceAll('/', '-')}`);
    await page.unroute('**/v1/me/account');
    await press(page, 'Повторить');
    await page.locator('.account:not([aria-busy])').waitFor();
    expect(visit.complaints).toEqual([]);
  });
});

describe('what is asked again is not done twice', () => {
  test('G2 the answer is lost as a card is issued: pressed again, it is the same card', async () => {
    const anna = await chain.join({ name: 'Анна', phone: newPhone() });
    await using visit = await chain.visit({ path: '/app/cards', as: anna });
    const { page } = visit;
    await cardRows(page).first().waitFor();
    await loseAnswer(page, '**/v1/me/cards', 'POST');
    await press(page, 'Выпустить виртуальную');
    await page.getByText('Сервер не ответил').waitFor();
    const again = page.waitForResponse('**/v1/me/cards');
    await press(page, 'Выпустить виртуальную');
    expect((await again).status()).toBe(200);
    await page.getByText('Сервер не ответил').waitFor({ state: 'detached' });
    expect((await memberOf(anna)).cards).toHaveLength(2);
    const another = page.waitForResponse('**/v1/me/cards');
    await press(page, 'Выпустить виртуальную');
    await another;
    expect((await memberOf(anna)).cards).toHaveLength(3);
  });

  test('G2 pressed twice while the network is slow: one card', async () => {
    const anna = await chain.join({ name: 'Анна', phone: newPhone() });
    await using visit = await chain.visit({ path: '/app/cards', as: anna });
    const { page } = visit;
    await cardRows(page).first().waitFor();
    const goesOn = Promise.withResolvers<void>();
    await page.route('**/v1/me/cards', async (route) => {
      await goesOn.promise;
      await route.continue();
    });
    const button = page.getByRole('button', { name: 'Выпустить виртуальную' });
    await button.dblclick();
    await page.locator('button[aria-busy=true]').waitFor();
    await button.click();
    goesOn.resolve();
    await cardRows(page).nth(1).waitFor();
    expect((await memberOf(anna)).cards).toHaveLength(2);
  });

  test('G1 the answer is lost as a phone is changed: one code, and it changes', async () => {
    const fresh = newPhone();
    const anna = await chain.join({ name: 'Анна', phone: newPhone() });
    await using visit = await chain.visit({ path: '/app/profile/contacts', as: anna });
    const { page } = visit;
    await page.getByRole('button', { name: 'По нему вас находит касса' }).click();
    await loseAnswer(page, '**/v1/me/contacts', 'POST');
    await page.getByLabel('Новый телефон').last().fill(fresh);
    await press(page, 'Получить код');
    await page.getByText('Сервер не ответил').waitFor();
    await press(page, 'Получить код');
    await loseAnswer(page, '**/v1/me/contacts/confirm', 'POST');
    const code = await chain.outbox.codeTo(fresh);
    const field = page.getByLabel(/Код, \d цифр/);
    await field.fill(code);
    await page.getByText('Сервер не ответил').waitFor();
    await field.fill(code);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await memberOf(anna)).phone).toBe(fresh);
    expect(chain.outbox.codesTo(fresh)).toBe(1);
  });
});

describe('without network', () => {
  test('S1 profile and cards are there with their time; what needs the network says so, and is done once it is back', async () => {
    const anna = await chain.join({ name: 'Анна', phone: newPhone() });
    await using visit = await chain.visit({ path: '/app/cards', as: anna, installed: true });
    const { page, context } = visit;
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.reload();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await cardRows(page).first().waitFor();
    await page.waitForFunction(async () => (await caches.match('/v1/me/account')) !== undefined);
    await context.setOffline(true);
    await page.reload();
    await page.getByText(/Без сети, данные на \d\d:\d\d/).waitFor();
    await cardRows(page).first().waitFor();
    await visit.picture('account-offline');
    expect(await obstacles(page)).toEqual([]);
    const issue = page.getByRole('button', { name: 'Выпустить виртуальную' });
    expect(await issue.getAttribute('aria-disabled')).toBe('true');
    await issue.click({ force: true });
    await page.getByText('Сработает, когда появится сеть').waitFor();
    await page.goto('/app/profile');
    await page.getByText('Анна', { exact: true }).waitFor();
    await page.goto('/app/cards');
    await cardRows(page).first().waitFor();
    await context.setOffline(false);
    await page.getByText(/Без сети/).waitFor({ state: 'detached' });
    await press(page, 'Выпустить виртуальную');
    await cardRows(page).nth(1).waitFor();
    expect((await memberOf(anna)).cards).toHaveLength(2);
  });
});
