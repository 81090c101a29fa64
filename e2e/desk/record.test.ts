import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChain } from '../journey.ts';
import { openOnecChain, type OnecChain } from '../onec-chain.ts';
import type { VisitedPage } from '../visit.ts';
import { deskObstacles, openDesk } from './desk.ts';

let of: OnecChain;
beforeAll(async () => {
  of = await openOnecChain();
});
afterAll(() => of[Symbol.asyncDispose]());

const inDialog = (page: Page, name: string): Promise<void> =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

let people = 0;
/** Somebody whom 1C knows as well; gives their id, and what 1C calls them. */
async function join(name: string): Promise<{ readonly memberId: string; readonly person: string }> {
  people += 1;
  const memberId = await of.chain.join({ name, phone: `+791600031${String(10 + people)}` });
  return { memberId, person: await of.personOf(memberId) };
}

const looks = [
  { language: 'ru', theme: 'light', size: 'desk' },
  { language: 'en', theme: 'dark', size: 'small' },
] as const;

describe('D2 what the system of record was not told yet', () => {
  test.each(looks)(
    'waits while it is away, is seen, and arrives once when it is back: $language',
    async (look) => {
      const ru = look.language === 'ru';
      const say = (russian: string, english: string): string => (ru ? russian : english);
      const { chain, onec } = of;
      const { memberId, person } = await join('Анна');
      expect(person).not.toBe('');
      await using visit = await openDesk(chain, {
        path: '/desk/record',
        roles: ['senior-operator'],
        ...look,
      });
      const { page } = visit;
      await page.getByText(say('1С отвечает', '1C answers')).waitFor();
      await page.getByRole('heading', { name: say('Всё передано', 'Everything was told') }).waitFor();
      await visit.picture('desk-record-none');
      expect(await deskObstacles(page)).toEqual([]);

      of.goAway();
      await chain.give(memberId, 120);
      await page.getByText(say('1С не отвечает', '1C does not answer')).waitFor();
      const row = page.getByRole('row', {
        name: new RegExp(say('Начислить 120.баллов \\(вручную\\)', 'Add 120.points \\(by hand\\)')),
      });
      await row.waitFor();
      expect(onec.balance(person)).toBe(0);
      await row.getByRole('button').click();
      await visit.picture('desk-record-away');
      expect(await deskObstacles(page)).toEqual([]);
      await row.getByRole('link', { name: 'Анна' }).click();
      await page.getByText(say('1С не отвечает с', '1C has not answered since')).waitFor();
      await page
        .getByText(say('1 изменение ждёт отправки в 1С', '1 change waits to be sent to 1C'))
        .waitFor();
      await visit.picture('desk-member-record-away');
      expect(await deskObstacles(page)).toEqual([]);

      await page.goBack();
      await row.getByRole('button').click();
      const again = page.getByRole('button', { name: say('Повторить', 'Try again'), exact: true });
      await again.click();
      await page.getByText(say('Передаём ещё раз', 'It is told once more')).waitFor();
      of.comeBack();
      // Whoever has mended it need not wait as long as it is left alone.
      await again.click();
      await row.waitFor({ state: 'detached' });
      await page.getByText(say('1С отвечает', '1C answers')).waitFor();
      expect(onec.balance(person)).toBe(120);
      await page.getByRole('tab', { name: say('Передано', 'Told') }).click();
      await row.first().getByRole('button').click();
      await page.getByText(say('В 1С это', 'In 1C it is')).waitFor();
      await visit.picture('desk-record-told');
      expect(await deskObstacles(page)).toEqual([]);
      await page.goto(`/desk/members/${memberId}`);
      await page.getByText(say('По данным 1С на', 'As 1C had it at')).waitFor();
      await visit.picture('desk-member-record');
      expect(visit.complaints).toEqual([]);
    },
  );
});

describe('D2 what the system of record refuses', () => {
  test.each(looks)('is tried again or given up, and the balance follows: $language', async (look) => {
    const ru = look.language === 'ru';
    const say = (russian: string, english: string): string => (ru ? russian : english);
    const { chain, onec } = of;
    const [anna, boris] = [await join('Анна'), await join('Борис')];
    onec.manners.refusesPosting = 'Дата запрета изменения данных: 01.12.2026';
    await chain.give(anna.memberId, 70);
    await chain.give(boris.memberId, 200);
    await chain.give(boris.memberId, 30);
    await using visit = await openDesk(chain, { path: '/desk/record', roles: ['senior-operator'], ...look });
    const { page } = visit;
    const row = (points: number) =>
      page.getByRole('row', { name: new RegExp(say(`Начислить ${points}.балл`, `Add ${points}.point`)) });
    const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
    await row(70)
      .getByText(say('Отказ: документ не провёлся', 'Refused: the document was not posted'))
      .waitFor();
    await row(200).getByText(say('ещё ждут: 1', 'held up: 1')).waitFor();
    await row(30).getByText(say('Ждёт отказанное выше', 'Waits for the refused one above')).waitFor();
    await row(200).getByRole('button').click();
    await page.getByText('Дата запрета изменения данных').waitFor();
    await visit.picture('desk-record-refused');
    expect(await deskObstacles(page)).toEqual([]);

    await page.goto(`/desk/members/${boris.memberId}`);
    await page.getByText(say('1 изменение 1С не приняла', '1C refused 1 change')).waitFor();
    await visit.picture('desk-member-record-refused');
    expect(await deskObstacles(page)).toEqual([]);
    await page.getByRole('link', { name: say('Разобрать', 'Settle it') }).click();

    onec.manners.refusesPosting = null;
    await row(70).getByRole('button').click();
    await press(say('Повторить', 'Try again'));
    await row(70).waitFor({ state: 'detached' });
    expect(onec.balance(anna.person)).toBe(70);

    await row(200).getByRole('button').click();
    await press(say('Не передавать', 'Give up'));
    await inDialog(page, say('Не передавать', 'Give up'));
    await page.getByText(say('Напишите, почему.', 'Say why.')).waitFor();
    await visit.picture('desk-record-discard');
    expect(await deskObstacles(page)).toEqual([]);
    await page.getByLabel(say('Причина', 'Reason')).fill('Провели вручную в 1С');
    await inDialog(page, say('Не передавать', 'Give up'));
    await page.getByRole('heading', { name: say('Всё передано', 'Everything was told') }).waitFor();
    expect(onec.balance(boris.person)).toBe(30);
    await page.goto(`/desk/members/${boris.memberId}`);
    await page.locator('.balance-sum', { hasText: '30' }).waitFor();
    await page
      .getByText(say('Изменение в учётной системе', 'Changed in the system of record'))
      .first()
      .waitFor();
    expect(visit.complaints).toEqual([]);
  });
});

describe('D1 an administrator looks whether the system of record has what Bonum needs', () => {
  const register = 'AccumulationRegister_БонусныеБаллы';
  /** All is there, until the register is not published, which stays so in this base; gives the obstacles that were there until then. */
  async function takeAway({ page, picture }: VisitedPage): Promise<string[]> {
    await page.getByRole('dialog').getByText('Всё, что нужно Bonum, там есть').waitFor();
    await picture('desk-record-check');
    const found = await deskObstacles(page);
    of.onec.unpublish(register);
    await page.getByRole('button', { name: 'Проверить ещё раз' }).click();
    return found;
  }

  test.each(looks)('and is told what is not published: $language', async (look) => {
    const ru = look.language === 'ru';
    const say = (russian: string, english: string): string => (ru ? russian : english);
    await using visit = await openDesk(of.chain, { path: '/desk/record', roles: ['administrator'], ...look });
    const { page } = visit;
    await page.getByText(say('1С отвечает', '1C answers')).waitFor();
    await page.keyboard.press('c');
    expect(ru ? await takeAway(visit) : []).toEqual([]);
    const wrong = page
      .getByRole('dialog')
      .getByRole('list', { name: say('Что исправить', 'What to put right') });
    await wrong.getByText(register, { exact: true }).waitFor();
    await wrong.getByText(say('Объект не опубликован', 'The object is not published')).waitFor();
    await visit.picture('desk-record-check-bad');
    expect(await deskObstacles(page)).toEqual([]);
    // Whoever comes later sees it too.
    await page.keyboard.press('Escape');
    const last = page.getByRole('region', { name: say('Последняя проверка', 'The last check') });
    await last.getByText(register, { exact: true }).waitFor();
    await visit.picture('desk-record-last-check');
    expect(await deskObstacles(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});

test('where Bonum keeps members itself, there is nothing to do', async () => {
  await using chain = await openChain();
  await using visit = await openDesk(chain, { path: '/desk/record', roles: ['administrator'] });
  const { page } = visit;
  await page.getByRole('heading', { name: 'Участников и баллы хранит сам Bonum' }).waitFor();
  expect(await page.getByRole('button', { name: 'Проверить связь' }).count()).toBe(0);
  await visit.picture('desk-record-own');
  expect(await deskObstacles(page)).toEqual([]);
  expect(visit.complaints).toEqual([]);
});
