import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mangoOffice, type MangoOffice } from '@bonum/standins/mango';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTelephony } from '../../apps/server/src/telephony/open-telephony.ts';
import { openChain, type JourneyChain } from '../journey.ts';
import { codeIsAsked } from '../signing-in.ts';
import { deskObstacles, openDesk } from './desk.ts';

const keys = { key: 'chain', salt: 'agreed' };
let chain: JourneyChain;
let office: MangoOffice;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonum-register-'));
  office = await mangoOffice(keys);
  const telephonyFile = join(folder, 'telephony.json');
  await writeFile(
    telephonyFile,
    JSON.stringify({ mango: { apiKey: keys.key, salt: keys.salt, url: office.url } }),
  );
  chain = await openChain(['sms', 'email'], {
    telephony: await openTelephony({ telephonyFile, dataFolder: folder }),
  });
  await chain.join({ name: 'Марина', phone: '+79160000001' });
});
afterAll(async () => {
  await chain[Symbol.asyncDispose]();
  await office[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

/** By the keyboard alone, from the code that came to the phone to the member's page; gives the id in its address. */
async function enterCode(page: Page, phone: string): Promise<string> {
  const before = chain.outbox.codesTo(phone);
  await page.keyboard.press('Enter');
  const code = await chain.outbox.codeTo(phone, before);
  await codeIsAsked(page);
  await page.keyboard.type(code);
  await page.waitForURL('**/desk/members/*');
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

async function agree(page: Page): Promise<void> {
  for (const box of await page.getByRole('checkbox', { name: /^(Согласен|I agree)/ }).all()) {
    await box.focus();
    await page.keyboard.press('Space');
  }
}

describe('G6 whoever was looked for in vain is registered', () => {
  test('by the phone that was typed, without the mouse; no address says it', async () => {
    await using desk = await openDesk(chain, { path: '/desk/', size: 'small' });
    const { page } = desk;
    const addresses: string[] = [];
    page.on('framenavigated', (frame) => addresses.push(frame.url()));
    page.on('request', (request) => addresses.push(request.url()));
    await page.getByRole('heading', { name: 'Кого ищем?' }).waitFor();
    await page.keyboard.press('Control+K');
    await page.keyboard.type('8 916 000-00-21');
    await page.getByText('Никого не нашли').waitFor();
    await page.getByRole('option', { name: 'Зарегистрировать нового участника', selected: true }).waitFor();
    await desk.picture('desk-search-nobody');
    expect(await deskObstacles(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/desk/register');
    expect(await field(page, 'Телефон').inputValue()).toBe('+7 916 000-00-21');
    await page.keyboard.type('Ковалёва');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Марина Сергеевна');
    await page.keyboard.press('Tab');
    await page.keyboard.type('31021990');
    await page.keyboard.press('Enter');
    await page.getByText('Такого дня нет').waitFor();
    expect(await page.getByText('Без этого согласия вступить нельзя').count()).toBe(2);
    await desk.picture('desk-register-wrong');
    expect(await deskObstacles(page)).toEqual([]);
    await field(page, 'Дата рождения').fill('01.03.1990');
    await agree(page);
    await desk.picture('desk-register');
    expect(await deskObstacles(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await codeIsAsked(page);
    await page.keyboard.type('000000');
    await page.getByText('Код не подошёл').waitFor();
    await desk.picture('desk-register-code');
    expect(await deskObstacles(page)).toEqual([]);
    await page.getByRole('button', { name: 'Исправить данные' }).press('Enter');
    expect(await field(page, 'Фамилия').inputValue()).toBe('Ковалёва');
    await field(page, 'Имя и отчество').focus();
    const code = await chain.outbox.codeTo('+79160000021');
    await page.keyboard.press('Enter');
    await codeIsAsked(page);
    await page.keyboard.type(code);
    await page.waitForURL('**/desk/members/*');
    await page.getByRole('heading', { name: 'Марина Сергеевна Ковалёва' }).waitFor();
    const whole = addresses.map(decodeURIComponent).join('\n');
    expect(whole).not.toMatch(/0000021|000-00-21|Ковал/);
    expect(desk.complaints).toEqual([]);
  });

  test('a name that is only like others can be registered too; a phone that is somebody’s opens them', async () => {
    await using desk = await openDesk(chain, {
      path: '/desk/',
      language: 'en',
      theme: 'dark',
      size: 'small',
    });
    const { page } = desk;
    const box = page.getByRole('combobox');
    await box.fill('Марина');
    await page.getByRole('option', { name: 'by name' }).first().waitFor();
    await page.getByRole('option', { name: 'Register a new member' }).waitFor();
    await box.fill('+7 916 000-00-01');
    await page.getByRole('option', { name: 'by phone' }).waitFor();
    expect(await page.getByRole('option', { name: 'Register a new member' }).count()).toBe(0);
    await box.fill('Щукина Анна');
    await page.getByRole('option', { name: 'Register a new member', selected: true }).click();
    await page.waitForURL('**/desk/register');
    expect(await field(page, 'Surname').inputValue()).toBe('Щукина');
    expect(await field(page, 'Name').inputValue()).toBe('Анна');
    await field(page, 'Phone').fill('+79160000001');
    await agree(page);
    await desk.picture('desk-register');
    expect(await deskObstacles(page)).toEqual([]);
    await enterCode(page, '+79160000001');
    await page.getByText('This phone is in the programme already').waitFor();
    await page.getByRole('heading', { name: 'Марина' }).first().waitFor();
    expect(desk.complaints).toEqual([]);
  });

  test('who may not register is not led there', async () => {
    await using desk = await openDesk(chain, { path: '/desk/', roles: ['auditor'] });
    await desk.page.getByRole('combobox').fill('8 916 000-00-99');
    await desk.page.getByText('Никого не нашли').waitFor();
    expect(await desk.page.getByText('Зарегистрировать нового участника').count()).toBe(0);
    await desk.page.goto('/desk/register');
    await desk.page.getByRole('heading', { name: 'Такой страницы нет' }).waitFor();
  });
});

describe('G7 a caller whom nobody knows is registered', () => {
  test('with the phone they call from; the call is theirs then, and none is tied who is not them', async () => {
    const olga = await chain.whole.staff({ roles: ['operator'] });
    await using desk = await chain.visit({ path: '/desk/', size: 'small', cookie: olga.cookie });
    const { page } = desk;
    await page.evaluate(() =>
      fetch('/v1/staff/me/extension', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ extension: '101' }),
      }),
    );
    const told = office.incoming({
      entryId: 'R1',
      from: '79160000031',
      extension: '101',
      at: Math.floor(Date.now() / 1000),
    });
    for (const one of told.slice(0, 2))
      await fetch(`${chain.whole.baseUrl}/callbacks/mango/${one.path}`, { method: 'POST', body: one.form });
    const bar = page.getByRole('region', { name: 'Звонок' });
    await bar.getByRole('button', { name: 'Зарегистрировать' }).waitFor();
    await desk.picture('desk-call-nobody');
    expect(await deskObstacles(page)).toEqual([]);
    await page.keyboard.press('Alt+n');
    await page.waitForURL('**/desk/register');
    expect(await field(page, 'Телефон').inputValue()).toBe('+7 916 000-00-31');
    await page.getByRole('checkbox', { name: 'Это тот, кто звонит', checked: true }).waitFor();
    await page.keyboard.type('Лунин');
    await agree(page);
    await desk.picture('desk-register-caller');
    expect(await deskObstacles(page)).toEqual([]);
    const memberId = await enterCode(page, '+79160000031');
    await bar.getByText('Вы узнали, кто звонит').waitFor();
    await expect
      .poll(async () => {
        const { data } = await chain.office.POST('/v1/calls/list', { body: { memberId } });
        return data?.calls.map(({ found, state }) => ({ found, state }));
      })
      .toEqual([{ found: 'none', state: 'talking' }]);
    expect(desk.complaints).toEqual([]);
  });
});
