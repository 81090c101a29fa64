import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOfKey, staffCode, staffPassword } from '../../apps/server/src/testing/staff.ts';
import { openChain, type JourneyChain } from '../journey.ts';
import { deskObstacles } from './desk.ts';

let chain: JourneyChain;
beforeAll(async () => {
  chain = await openChain();
});
afterAll(() => chain[Symbol.asyncDispose]());

describe('G9 an operator comes in', () => {
  test('by password and code, to where they were going; and is out when they sign out', async () => {
    const { login } = await chain.whole.staff({ roles: ['operator'], name: 'Ольга Трубкина' });
    await using visit = await chain.visit({ path: '/desk/', size: 'desk' });
    const { page } = visit;
    await page.getByLabel('Логин').fill(login);
    await page.getByLabel('Пароль').fill('не тот');
    await page.getByRole('button', { name: 'Дальше' }).click();
    await page.getByText('Логин, пароль или код не подошли').waitFor();
    await visit.picture('desk-sign-in-wrong');
    expect(await deskObstacles(page)).toEqual([]);
    await page.getByLabel('Пароль').fill(staffPassword);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Код из приложения' }).waitFor();
    await visit.picture('desk-sign-in-code');
    expect(await deskObstacles(page)).toEqual([]);
    await page.getByLabel('Код', { exact: true }).fill(staffCode(login, Date.now()));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Кого ищем?' }).waitFor();
    await page.getByRole('button', { name: 'Ольга Трубкина' }).click();
    await page.getByRole('menuitem', { name: 'Выйти' }).click();
    await page.getByRole('heading', { name: 'Вход для сотрудников' }).waitFor();
    expect(visit.complaints).toEqual([]);
  });

  test('for the first time, by a link', async () => {
    const { data } = await chain.office.POST('/v1/staff/operators', {
      body: { operatorId: randomUUID(), login: 'vera', name: 'Vera', roles: ['operator'], language: 'en' },
    });
    const { pathname, hash } = new URL(data?.link ?? '');
    await using visit = await chain.visit({ path: `${pathname}${hash}`, size: 'desk', language: 'en' });
    const { page } = visit;
    await page.getByRole('img', { name: 'Code for the app' }).waitFor();
    await visit.picture('desk-welcome');
    expect(await deskObstacles(page)).toEqual([]);
    const key = await page.locator('.welcome-key').innerText();
    await page.getByLabel('Password').fill('a stitch in time saves nine');
    await page.getByLabel('Code of the app').fill(codeOfKey(key, Date.now()));
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('heading', { name: 'Recovery codes' }).waitFor();
    expect(await page.locator('.welcome-codes li').count()).toBe(10);
    await visit.picture('desk-recovery-codes');
    expect(await deskObstacles(page)).toEqual([]);
    await page.getByRole('button', { name: 'I have kept them, sign in' }).click();
    await page.getByRole('heading', { name: 'Who are we looking for?' }).waitFor();
    expect(visit.complaints).toEqual([]);
  });
});
