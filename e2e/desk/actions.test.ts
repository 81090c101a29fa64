import type { Role } from '@bonum/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { signInStaff } from '../../apps/server/src/testing/staff.ts';
import { openChain, type JourneyChain } from '../journey.ts';
import type { Visit, VisitedPage } from '../visit.ts';
import { deskObstacles } from './desk.ts';

let chain: JourneyChain;
let anna: string;
beforeAll(async () => {
  chain = await openChain();
  anna = await chain.join({ name: 'Анна', phone: '+79160000001' });
  await chain.give(anna, 300);
});
afterAll(() => chain[Symbol.asyncDispose]());

async function sitDown(role: Role, name: string, visit: Omit<Visit, 'cookie'>): Promise<VisitedPage> {
  const { cookie } = await signInStaff(chain.whole.shell, { roles: [role], name });
  return chain.visit({ size: 'desk', ...visit, cookie });
}

const balance = async (): Promise<number> => {
  const { data } = await chain.office.GET('/v1/members/{memberId}', { params: { path: { memberId: anna } } });
  return data?.balances.find(({ kind }) => kind === 'bonus')?.available ?? 0;
};

/** Types as fingers do, and counts. */
function fingers(page: Page) {
  let count = 0;
  return {
    press: async (...keys: string[]) => {
      for (const key of keys) {
        count += 1;
        await page.keyboard.press(key);
      }
    },
    type: async (text: string) => {
      count += text.length;
      await page.keyboard.type(text);
    },
    count: () => count,
  };
}

describe('G6 actions on a member', () => {
  test.each([
    { language: 'ru', theme: 'light', size: 'desk', title: 'Начислить баллы', done: 'Начислили 150' },
    { language: 'en', theme: 'dark', size: 'small', title: 'Grant points', done: '150 points granted' },
  ] as const)('points are granted without the mouse, in $language, $theme, $size', async (of) => {
    const { language, theme, size, title, done } = of;
    const before = await balance();
    await using visit = await sitDown('operator', 'Ольга', { path: '/desk/', language, theme, size });
    const { page } = visit;
    await page.getByRole('heading', { level: 1 }).waitFor();
    const hands = fingers(page);
    // Whom a caller says to be: by the end of their phone.
    await hands.press('Control+K');
    await hands.type('0000001');
    await page.getByRole('option', { name: 'Анна', selected: true }).waitFor();
    await hands.press('Enter');
    await page.getByRole('button', { name: title }).waitFor();
    expect(await deskObstacles(page)).toEqual([]);
    await hands.press('1');
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.waitFor();
    await hands.type('150');
    await hands.press('Tab');
    await hands.type('Очередь');
    await visit.picture('desk-grant');
    expect(await deskObstacles(page)).toEqual([]);
    await hands.press('Enter');
    await page.getByText(done).waitFor();
    expect(await balance()).toBe(before + 150);
    console.info(`A member was found and granted points by ${hands.count()} keys.`);
    // A trained hand presses four keys in a second: less than ten seconds.
    expect(hands.count()).toBeLessThan(40);
    expect(visit.complaints).toEqual([]);
  });

  test('above the limit the senior decides, on a page of their own', async () => {
    const before = await balance();
    await using asking = await sitDown('operator', 'Ольга', { path: `/desk/members/${anna}` });
    await asking.page.getByRole('button', { name: 'Начислить баллы' }).waitFor();
    await asking.page.keyboard.press('1');
    await asking.page.getByRole('dialog').waitFor();
    await asking.page.keyboard.type('900');
    await asking.page.keyboard.press('Tab');
    await asking.page.getByText(/Больше вашего предела/).waitFor();
    await asking.page.keyboard.type('Сломался кофе');
    await asking.picture('desk-over-limit');
    await asking.page.keyboard.press('Enter');
    await asking.page.getByText(/Отправили на решение/).waitFor();
    expect(await balance()).toBe(before);
    await using deciding = await sitDown('senior-operator', 'Старшая Вера', { path: '/desk/approvals' });
    const { page } = deciding;
    await page.getByRole('button', { name: 'Начислить баллы' }).click();
    await page.getByText('Сломался кофе').waitFor();
    await deciding.picture('desk-approvals');
    expect(await deskObstacles(page)).toEqual([]);
    await page.getByRole('button', { name: 'Разрешить' }).click();
    await page.getByText('Никто ничего не ждёт').waitFor();
    await deciding.picture('desk-approvals-empty');
    expect(await balance()).toBe(before + 900);
    expect(deciding.complaints).toEqual([]);
  });

  test('two operators on one member: the second sees what changed, and saves theirs on top', async () => {
    await using second = await sitDown('operator', 'Ольга', { path: `/desk/members/${anna}` });
    const { page } = second;
    await page.getByRole('button', { name: 'Исправить данные' }).waitFor();
    await page.keyboard.press('6');
    await page.getByLabel('Фамилия').fill('Петрова');
    await page.getByLabel('Причина').fill('Вышла замуж');
    await chain.office.PATCH('/v1/members/{memberId}', {
      params: { path: { memberId: anna } },
      body: { city: 'Тверь' },
    });
    // The page behind the dialog hears of it at once; the dialog is still of what was seen.
    await page.getByText('Тверь').waitFor();
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByRole('button', { name: 'Сохранить моё поверх' }).waitFor();
    await second.picture('desk-conflict');
    expect(await deskObstacles(page)).toEqual([]);
    await page.getByRole('button', { name: 'Сохранить моё поверх' }).click();
    await page.getByText('Сохранили').waitFor();
    const { data } = await chain.office.GET('/v1/members/{memberId}', {
      params: { path: { memberId: anna } },
    });
    expect(data).toMatchObject({ surname: 'Петрова', city: 'Тверь' });
  });

  test('two profiles are seen as one before they become one', async () => {
    await chain.join({ name: 'Аня', phone: '+79160000002' });
    await using visit = await sitDown('senior-operator', 'Вера', { path: `/desk/members/${anna}` });
    const { page } = visit;
    await page.getByRole('button', { name: 'Объединить профили' }).waitFor();
    await page.keyboard.press('3');
    await page.getByLabel('Второй профиль').fill('8 916 000-00-02');
    await page.getByRole('button', { name: 'Показать, что получится' }).click();
    await page.getByText('Ничего не пропадёт').waitFor();
    await page.getByLabel('Причина').fill('Один человек');
    await visit.picture('desk-merge');
    expect(await deskObstacles(page)).toEqual([]);
    await page.getByRole('button', { name: 'Объединить', exact: true }).click();
    await page.getByText('Профили объединены').waitFor();
    await page.keyboard.press('4');
    await page.getByRole('dialog', { name: 'Карты' }).waitFor();
    await visit.picture('desk-cards');
    expect(await deskObstacles(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('8');
    await page.getByLabel('Причина').fill('Потерян телефон');
    await page.getByRole('button', { name: 'Выдать код' }).click();
    await page.getByText(/Назовите код/).waitFor();
    await visit.picture('desk-sign-in-code');
    expect(await deskObstacles(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});
