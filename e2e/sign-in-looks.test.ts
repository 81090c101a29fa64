import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doubleText, obstacles } from './accessible.ts';
import { openChain, type JourneyChain } from './journey.ts';
import type { VisitedPage } from './visit.ts';

let chain: JourneyChain;
beforeAll(async () => {
  chain = await openChain(['flashcall', 'sms', 'email']);
  // The page is looked at while the phone rings, and that takes its time.
  const { error } = await chain.office.PUT('/v1/cascades', {
    body: { 'sign-in': [{ channel: 'flashcall', waitSeconds: 120 }, { channel: 'sms' }] },
  });
  if (error) throw new Error(error.detail);
});
afterAll(() => chain[Symbol.asyncDispose]());

const path = '/app/sign-in';
let counter = 0;
const phone = (): string => `+7917${String((counter += 1)).padStart(7, '0')}`;

/** Nothing stands in anybody's way, at the usual size of text and at twice that. */
async function isOpenToAll({ page, picture }: VisitedPage, name: string): Promise<void> {
  await picture(name);
  expect(await obstacles(page)).toEqual([]);
  await doubleText(page);
  await picture(`${name}-200`);
  expect(await obstacles(page)).toEqual([]);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '';
  });
}

describe('every step of signing in is open to all', () => {
  test.each([
    ['ru', 'light', 'phone'],
    ['en', 'dark', 'phone'],
    ['ru', 'dark', 'desk'],
  ] as const)('in %s, %s, on a %s; by keyboard alone', async (language, theme, size) => {
    const number = phone();
    await using visit = await chain.visit({ path, language, theme, size });
    const { page } = visit;
    // The field has the focus; Enter sends the form.
    await page.locator('input[type=tel]:focus').waitFor();
    await page.keyboard.type(number);
    await isOpenToAll(visit, 'sign-in-phone');
    await page.keyboard.press('Enter');
    await page.locator('.code-slots input:focus').waitFor({ state: 'attached' });
    await isOpenToAll(visit, 'sign-in-call');
    const code = await chain.outbox.codeTo(number);
    await page.keyboard.type('0000' === code ? '1111' : '0000');
    await page.getByText(/не подошёл|does not match/).waitFor();
    await visit.picture('sign-in-wrong');
    await page.keyboard.type(code);
    await page
      .locator('h1:focus')
      .getByText(/Познакомимся|Nice to meet you/)
      .waitFor();
    await page.locator('button[type=submit]').click();
    await isOpenToAll(visit, 'sign-in-register');
    await page.locator('input[autocomplete=given-name]').fill('Александра-Виктория Константинопольская');
    for (const box of await page.locator('input[type=checkbox]').all()) await box.check();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Вы с нами|Welcome/ }).waitFor();
    await isOpenToAll(visit, 'sign-in-done');
    expect(visit.complaints).toEqual([]);
  });

  test('by card and by e-mail', async () => {
    for (const by of ['card', 'email']) {
      await using visit = await chain.visit({ path: `${path}?by=${by}` });
      await visit.page.locator('form').waitFor();
      await isOpenToAll(visit, `sign-in-${by}`);
      expect(visit.complaints).toEqual([]);
    }
  });
});

describe('C2 a call, and an SMS where it fails', () => {
  test('C2 the phone rings: the last four digits are the code', async () => {
    const number = phone();
    const anna = await chain.join({ name: 'Анна', phone: number });
    await using visit = await chain.visit({ path });
    const { page } = visit;
    const before = chain.outbox.codesTo(number);
    await page.getByLabel('Телефон').pressSequentially(number);
    await page.getByRole('button', { name: 'Получить код' }).click();
    await page.getByRole('heading', { name: 'Мы звоним вам' }).waitFor();
    await page.getByText(/Не дозвонимся за/).waitFor();
    await page.locator('.code-slots input:focus').waitFor({ state: 'attached' });
    const code = await chain.outbox.codeTo(number, before);
    expect(code).toHaveLength(4);
    await page.keyboard.type(code);
    await page.waitForURL('**/app/');
    const me: unknown = await page.evaluate(async () => (await fetch('/v1/me')).json());
    expect(me).toMatchObject({ memberId: anna });
  });

  test('C2 the call does not get through: the page says that an SMS comes instead, and takes its code', async () => {
    const number = phone();
    await chain.join({ name: 'Анна', phone: number });
    chain.outbox.answers.flashcall = ({ address }) =>
      address === number ? { state: 'refused', because: 'unreachable' } : { state: 'taken' };
    await using visit = await chain.visit({ path });
    const { page } = visit;
    const before = chain.outbox.codesTo(number);
    await page.getByLabel('Телефон').pressSequentially(number);
    await page.getByRole('button', { name: 'Получить код' }).click();
    await page.getByRole('heading', { name: 'Код из СМС' }).waitFor();
    await page.locator('.code-slots input:focus').waitFor({ state: 'attached' });
    const code = await chain.outbox.codeTo(number, before);
    expect(code).toHaveLength(6);
    await page.keyboard.type(code);
    await page.waitForURL('**/app/');
  });
});
