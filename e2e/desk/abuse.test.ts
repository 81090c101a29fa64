import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { watchAbuse } from '../../apps/server/src/abuse/watch-abuse.ts';
import { openChain, type JourneyChain } from '../journey.ts';
import { deskObstacles, openDesk } from './desk.ts';

const card = '2101000000019';
let chain: JourneyChain;
let friend: string;
beforeAll(async () => {
  chain = await openChain();
  friend = await chain.join({
    name: 'Константин',
    phone: '+79160000001',
    card,
  });
  await trade();
  while ((await watchAbuse(chain.whole.shell)) === null);
}, 240_000);
afterAll(() => chain[Symbol.asyncDispose]());

const DAY_MS = 86_400_000;
const others = ['2101000000217', '2101000000224', '2101000000231', '2101000000248'];

/** A week at one till: customers with and without a card, and after every one of them the cashier's friend. */
async function trade(): Promise<void> {
  for (const number of others)
    await chain.office.POST('/v1/cards/open', { body: { memberId: randomUUID(), number } });
  // Whenever this runs, a day's receipts are of one day.
  const morning = Math.floor(Date.now() / DAY_MS) * DAY_MS + DAY_MS / 3;
  for (let number = 0; number < 64; number++) {
    const day = Math.floor(number / 8);
    const at = morning - (8 - day) * DAY_MS + (number % 8) * 40 * 60_000;
    const { error } = await chain.office.POST('/v1/receipts/commit', {
      body: {
        key: { storeId: 'S-1', tillId: '1', shift: `day ${day}`, number: String(number) },
        at: new Date(at).toISOString(),
        cashier: '7',
        ...shown(number),
        lines: [{ id: '1', productId: 'SHOES', quantity: 1000, amount: 250_000 + number * 1000 }],
      },
    });
    if (error) throw new Error(error.detail);
  }
}

/** Every other time the friend's card; else once a day somebody's own, or none. */
function shown(number: number): { member?: { card: string } } {
  if (number % 2 === 0) return { member: { card } };
  const own = number % 8 === 1 ? others[Math.floor(number / 8) % others.length] : undefined;
  return own === undefined ? {} : { member: { card: own } };
}

const cards = async () => {
  const { data } = await chain.office.GET('/v1/members/{memberId}', {
    params: { path: { memberId: friend } },
  });
  return data?.cards.map(({ state }) => state);
};

describe('D8 a reviewer at the desk', () => {
  test('finds the case, sees why, blocks with a reason and gives back, all by keyboard', async () => {
    await using desk = await openDesk(chain, { path: '/desk/abuse', roles: ['senior-operator'] });
    const { page } = desk;
    const row = page.getByRole('button', { name: /Одна карта — чеков: 32/ });
    await row.waitFor();
    await desk.picture('desk-abuse-list');
    expect(await deskObstacles(page)).toEqual([]);
    await row.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /кассир 7/ }).waitFor();
    await page.getByText('Больше всего за день: 4.').waitFor();
    await page
      .getByRole('img', { name: /Отмечено: 32. Других чеков у этой кассы в те же дни: 32/ })
      .waitFor();
    await page.getByRole('link', { name: 'Константин' }).waitFor();
    await desk.picture('desk-abuse-case');
    expect(await deskObstacles(page)).toEqual([]);
    await page.keyboard.press('b');
    await page.getByRole('dialog', { name: 'Остановить' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Напишите причину: без неё решение не принять.').waitFor();
    await desk.picture('desk-abuse-block');
    expect(await deskObstacles(page)).toEqual([]);
    await page.keyboard.type('Карта кассира, разговор записан');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: 'Решения' }).waitFor();
    expect(await cards()).toEqual(['blocked']);
    await page.keyboard.press('r');
    await page.getByRole('dialog', { name: 'Вернуть как было' }).waitFor();
    await page.keyboard.type('Карта семейная');
    await page.keyboard.press('Enter');
    await page.getByText(/То же самое не вернётся до/).waitFor();
    await desk.picture('desk-abuse-given-back');
    expect(await deskObstacles(page)).toEqual([]);
    expect(await cards()).toEqual(['active']);
    expect(desk.complaints).toEqual([]);
  });

  test('in English and in the dark: what is left, nothing left, and no server', async () => {
    await using desk = await openDesk(chain, {
      path: '/desk/abuse',
      roles: ['senior-operator'],
      language: 'en',
      theme: 'dark',
      size: 'small',
    });
    const { page } = desk;
    await page.getByRole('heading', { level: 1, name: 'Checks' }).waitFor();
    await page.getByRole('tab', { name: 'Released' }).click();
    await page.getByRole('button', { name: /One card on 32 receipts/ }).waitFor();
    await desk.picture('desk-abuse-released');
    expect(await deskObstacles(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Blocked' }).click();
    await page.getByRole('heading', { name: 'Nothing is blocked' }).waitFor();
    await page.route('**/v1/abuse/**', (route) => route.abort());
    await page.getByRole('tab', { name: 'Waiting' }).click();
    await page.reload();
    await page.getByRole('heading', { name: 'Could not load the cases' }).waitFor();
    await desk.picture('desk-abuse-failed');
    expect(await deskObstacles(page)).toEqual([]);
  });
});
