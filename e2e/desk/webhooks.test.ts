import { webhookReceiver } from '@bonum/standins/webhook-receiver';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChain, type JourneyChain } from '../journey.ts';
import { deskObstacles, openDesk } from './desk.ts';

let chain: JourneyChain;
beforeAll(async () => {
  chain = await openChain();
});
afterAll(() => chain[Symbol.asyncDispose]());

const inDialog = (page: Page, name: string): Promise<void> =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

describe('G9 an administrator has events told to another system', () => {
  test.each([
    { look: { language: 'ru', theme: 'light', size: 'desk' } },
    { look: { language: 'en', theme: 'dark', size: 'small' } },
  ] as const)(
    'adds it, tries it, sees what did not arrive and sends it again: $look.language',
    async ({ look }) => {
      const ru = look.language === 'ru';
      const say = (russian: string, english: string): string => (ru ? russian : english);
      await using receiver = await webhookReceiver();
      await using visit = await openDesk(chain, {
        path: '/desk/webhooks',
        roles: ['administrator'],
        ...look,
      });
      const { page } = visit;
      const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: say('Вебхуки', 'Webhooks') }).waitFor();
      if (ru) await page.getByRole('heading', { name: 'Вебхуков ещё нет' }).waitFor();
      await visit.picture('desk-webhooks-none');

      await page.keyboard.press('n');
      await page.getByLabel(say('Адрес', 'Address')).fill('https://127.0.0.2/hook');
      await inDialog(page, say('Добавить вебхук', 'Add a webhook'));
      await page.getByText(say('По этому адресу отправлять нельзя', 'Nothing may be sent there')).waitFor();
      await page.getByLabel(say('Адрес', 'Address')).fill(receiver.address);
      await page.getByLabel(say('Для чего', 'What for')).fill('CRM');
      await page
        .getByRole('radio', { name: say('Только о выбранном', 'Only what is chosen') })
        .check({ force: true });
      await inDialog(page, say('Добавить вебхук', 'Add a webhook'));
      await page.getByText(say('Выберите хотя бы одно событие.', 'Choose at least one event.')).waitFor();
      await page
        .getByRole('checkbox', { name: say('Новый участник', 'A member joins') })
        .check({ force: true });
      await visit.picture('desk-webhook-new');
      expect(await deskObstacles(page)).toEqual([]);
      await inDialog(page, say('Добавить вебхук', 'Add a webhook'));
      await page.getByRole('dialog', { name: say('Секрет вебхука', 'The secret of the webhook') }).waitFor();
      receiver.secret = await page.locator('.shown-once').innerText();
      await inDialog(page, say('Готово', 'Done'));

      const row = page.getByRole('row', { name: new RegExp(receiver.address) });
      await row.getByRole('button').click();
      receiver.faults.push({ status: 410, body: '' });
      await press(say('Проверить', 'Try it'));
      await row.getByText(say('Отказался, на паузе', 'Declined, paused')).waitFor();
      await page.getByText('HTTP 410').waitFor();
      await visit.picture('desk-webhook');
      expect(await deskObstacles(page)).toEqual([]);
      await press(say('Продолжить', 'Go on'));
      await row.getByText(say('Работает', 'Works')).waitFor();
      const deliveries = page.getByRole('table', { name: say('Что отправлено', 'What was sent') });
      await press(say('Проверить', 'Try it'));
      // What was declined is tried again by itself, and arrives too.
      await deliveries.getByText(say('Доставлено', 'Delivered')).nth(1).waitFor();
      await visit.picture('desk-webhook-delivered');
      expect(receiver.received.map(({ type }) => type)).toContain('webhook-tried');

      await press(say('Сменить секрет', 'Give a new secret'));
      await page.getByRole('radio', { name: say('Утёк', 'Has leaked') }).check({ force: true });
      await visit.picture('desk-webhook-rotate');
      expect(await deskObstacles(page)).toEqual([]);
      await inDialog(page, say('Сменить секрет', 'Give a new secret'));
      await page.getByRole('dialog', { name: say('Секрет вебхука', 'The secret of the webhook') }).waitFor();
      receiver.secret = await page.locator('.shown-once').innerText();
      await inDialog(page, say('Готово', 'Done'));
      receiver.received.length = 0;
      await press(say('Проверить', 'Try it'));
      await expect.poll(() => receiver.received.length).toBeGreaterThan(0);

      await press(say('Удалить', 'Delete'));
      await visit.picture('desk-webhook-end');
      expect(await deskObstacles(page)).toEqual([]);
      await inDialog(page, say('Удалить', 'Delete'));
      await row.waitFor({ state: 'detached' });
      expect(visit.complaints).toEqual([]);
    },
  );
});
