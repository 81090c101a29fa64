import { readFile } from 'node:fs/promises';
import { auditOf, isScope, operations, type OperationContract } from '@bonum/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operationTitles } from '../../apps/desk/src/pages/audit/operation-titles.ts';
import { staffCode, staffPassword } from '../../apps/server/src/testing/staff.ts';
import { openChain, type JourneyChain } from '../journey.ts';
import { deskObstacles, openDesk } from './desk.ts';

let chain: JourneyChain;
beforeAll(async () => {
  chain = await openChain();
});
afterAll(() => chain[Symbol.asyncDispose]());

describe('G9 an administrator keeps the staff', () => {
  test('invites, changes, shuts out, lets in, resets; and sees all of it in the log', async () => {
    await using visit = await openDesk(chain, {
      path: '/desk/staff',
      roles: ['administrator'],
      name: 'Анна Ключкина',
    });
    const { page, context } = visit;
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
    const inDialog = (name: string): Promise<void> =>
      page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
    const row = page.getByRole('row', { name: /vera@chain\.example/ });
    await page.getByRole('heading', { level: 1, name: 'Сотрудники' }).waitFor();
    await page.keyboard.press('n');
    await page.getByLabel('Имя и фамилия').fill('Вера Климова');
    await inDialog('Пригласить');
    await page.getByText('Выберите хотя бы одну роль.').waitFor();
    await page.getByLabel('Логин').fill('vera@chain.example');
    await page.getByRole('checkbox', { name: /Инфостойка/ }).check({ force: true });
    await visit.picture('desk-invite');
    expect(await deskObstacles(page)).toEqual([]);
    await inDialog('Пригласить');
    await page.getByRole('dialog', { name: 'Ссылка для входа' }).waitFor();
    await visit.picture('desk-invited');
    expect(await deskObstacles(page)).toEqual([]);
    await inDialog('Скопировать');
    await page.getByText('Скопировано', { exact: true }).waitFor();
    const link = await page.locator('.shown-once').innerText();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
    expect(link).toContain('/desk/welcome#');
    await inDialog('Готово');
    await row.getByText('Инфостойка').waitFor();
    await row.getByRole('button').click();
    await visit.picture('desk-staff');
    expect(await deskObstacles(page)).toEqual([]);

    await press('Изменить');
    await page.getByRole('checkbox', { name: /^Оператор/ }).check({ force: true });
    await inDialog('Сохранить');
    await row.getByText('Инфостойка, Оператор').waitFor();
    for (const [act, after] of [
      ['Заблокировать', 'Заблокирован'],
      ['Разблокировать', /Приглашён до/],
    ] as const) {
      await press(act);
      await page.getByLabel('Причина').fill('Проверка доступа');
      await inDialog(act);
      await row.getByText(after).waitFor();
    }
    await press('Сбросить вход');
    await page.getByLabel('Причина').fill('Потерян телефон');
    await inDialog('Сбросить вход');
    await page.getByRole('dialog', { name: 'Ссылка для входа' }).waitFor();
    expect(await page.locator('.shown-once').innerText()).not.toBe(link);
    await inDialog('Готово');

    await press('В журнале');
    await page.getByRole('heading', { level: 1, name: 'Журнал' }).waitFor();
    const log = page.getByRole('table', { name: 'Записи журнала' });
    await log.getByRole('button', { name: 'Приглашение сотрудника' }).waitFor();
    expect(await log.getByRole('button', { name: 'Изменение сотрудника' }).count()).toBe(3);
    await log.getByRole('button', { name: 'Сброс входа сотрудника' }).click();
    await page.getByText('Потерян телефон').waitFor();
    await visit.picture('desk-audit');
    expect(await deskObstacles(page)).toEqual([]);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Выгрузить CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^audit-.*\.csv$/);
    expect(await readFile(await file.path(), 'utf8')).toContain(
      '"invite-operator";"Сотрудник";"Анна Ключкина"',
    );
    expect(visit.complaints).toEqual([]);
  });

  test('two at once: who comes second is told, and changes nothing', async () => {
    const { operatorId, login } = await chain.whole.staff({ roles: ['promo'], name: 'Пётр Второй' });
    await using visit = await openDesk(chain, { path: '/desk/staff', roles: ['administrator'] });
    const { page } = visit;
    await page
      .getByRole('row', { name: new RegExp(login) })
      .getByRole('button')
      .click();
    await page.getByRole('button', { name: 'Изменить', exact: true }).click();
    await page.getByLabel('Имя и фамилия').fill('Пётр Первый');
    await chain.office.PATCH('/v1/staff/operators/{operatorId}', {
      params: { path: { operatorId } },
      body: { name: 'Пётр Третий', ifVersion: 1 },
    });
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByText('Сотрудника изменили, пока вы смотрели').waitFor();
    await page.getByRole('button', { name: /Пётр Третий/ }).waitFor();
    expect(visit.complaints).toEqual([]);
  });
});

describe('S8 the log is searched', () => {
  test('by an auditor, in English: by days, person and kind, page after page; and what fails says so', async () => {
    await using visit = await openDesk(chain, {
      path: '/desk/audit?from=2020-01-01&until=2019-01-01',
      roles: ['auditor'],
      name: 'Mark Prover',
      language: 'en',
    });
    const { page } = visit;
    await page.getByText('It ends before it begins.').waitFor();
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.getByRole('table', { name: 'Entries of the log' }).waitFor();
    // Looking at the log stands in it, too.
    await page.evaluate(async () => {
      for (let index = 0; index < 60; index++) await fetch('/v1/audit?limit=1');
    });
    await page.reload();
    const log = page.getByRole('table', { name: 'Entries of the log' });
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => log.getByRole('row').count()).toBeGreaterThan(55);
    await log.getByRole('button', { name: 'Looked at the log' }).first().click();
    await page.getByRole('button', { name: 'All that this person or key did' }).click();
    await page.waitForURL(/who=/);
    await page.locator('.desk-select', { hasText: 'Mark Prover' }).waitFor();
    await visit.picture('desk-audit-who');
    expect(await deskObstacles(page)).toEqual([]);
    await page.getByLabel('From').fill('2020-01-01');
    await page.getByLabel('Until').fill('2020-01-02');
    await page.getByRole('heading', { name: 'There are no such entries' }).waitFor();
    await visit.picture('desk-audit-empty');
    expect(await deskObstacles(page)).toEqual([]);
    await page.route('**/v1/audit?*', (route) => route.abort());
    await page.getByLabel('Until').fill('2020-01-03');
    await page.getByRole('heading', { name: 'Could not load the log' }).waitFor();
    await page.unroute('**/v1/audit?*');
    await page.getByRole('main').getByRole('button', { name: 'Show everything' }).first().click();
    await page.getByRole('table', { name: 'Entries of the log' }).waitFor();
    await visit.picture('desk-audit');
    expect(await deskObstacles(page)).toEqual([]);
  });

  test('and every operation that stands in it has its words in both languages', () => {
    const all: readonly OperationContract[] = Object.values(operations);
    const logged = all.filter(
      ({ access, ...one }) => access !== 'till' && isScope(access) && auditOf({ access, ...one }) !== null,
    );
    const wordless = logged.map(({ id }) => id).filter((id) => !Object.hasOwn(operationTitles.ru, id));
    expect(wordless).toEqual([]);
  });
});

describe('G9 one’s own sign-ins', () => {
  test('are listed, and another one is ended', async () => {
    const { cookie, login } = await chain.whole.staff({ roles: ['operator'], name: 'Olga Reader' });
    await using other = await chain.visit({ path: '/desk/', size: 'desk' });
    await other.page.getByLabel('Логин').fill(login);
    await other.page.getByLabel('Пароль').fill(staffPassword);
    await other.page.keyboard.press('Enter');
    await other.page.getByLabel('Код', { exact: true }).fill(staffCode(login, Date.now()));
    await other.page.keyboard.press('Enter');
    await other.page.getByRole('heading', { name: 'Кого ищем?' }).waitFor();
    await using visit = await chain.visit({
      path: '/desk/',
      size: 'small',
      language: 'en',
      theme: 'dark',
      cookie,
    });
    const { page } = visit;
    await page.getByRole('button', { name: 'Olga Reader' }).click();
    await page.getByRole('menuitem', { name: 'Sign-ins' }).click();
    await page.getByText('· this browser').waitFor();
    await visit.picture('desk-sessions');
    expect(await deskObstacles(page)).toEqual([]);
    await page.getByRole('button', { name: /^End/ }).click();
    await page.getByText('The sign-in is ended').waitFor();
    await page.getByRole('button', { name: /^End/ }).waitFor({ state: 'detached' });
    await other.page.reload();
    await other.page.getByRole('heading', { name: 'Вход для сотрудников' }).waitFor();
    expect(visit.complaints).toEqual([]);
  });
});
