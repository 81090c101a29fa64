import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pictures } from '../../apps/server/src/testing/pictures.ts';
import { openChain, type JourneyChain } from '../journey.ts';
import { deskObstacles, openDesk } from './desk.ts';

const card = '2101000000019';
const phone = '+79164021899';
let chain: JourneyChain;
let rita: string;
let receiptId: string;
beforeAll(async () => {
  chain = await openChain();
  rita = await chain.join({ name: 'Рита', phone, card });
  receiptId = await chain.buy(card, 4_990);
  const before = chain.outbox.codesTo(phone);
  await sendCode();
  await chain.outbox.codeTo(phone, before);
});
afterAll(() => chain[Symbol.asyncDispose]());

const sendCode = () =>
  chain.office.POST('/v1/confirmations', {
    body: { confirmationId: randomUUID(), purpose: 'spend', member: { memberId: rita } },
  });

async function say(stars: number, text: string): Promise<void> {
  const cookie = await chain.whole.signIn(rita);
  const url = `/v1/me/receipts/${receiptId}/feedback`;
  const words = { method: 'PUT', url, headers: { cookie }, payload: { stars, text } } as const;
  expect((await chain.whole.server.inject(words)).statusCode).toBe(200);
  const photo = { method: 'PUT', url: `${url}/photo`, payload: pictures.png.bytes } as const;
  const headers = { cookie, 'content-type': pictures.png.type };
  expect((await chain.whole.server.inject({ ...photo, headers })).statusCode).toBe(200);
}

describe('G6 what else there is of a member', () => {
  test('did the code arrive, and what they said of a purchase', async () => {
    await using visit = await openDesk(chain, { path: `/desk/members/${rita}` });
    const { page } = visit;
    await page.getByRole('tab', { name: 'Отзывы' }).click();
    await page.getByText('Отзывов нет').waitFor();
    await visit.picture('desk-feedback-none');
    expect(await deskObstacles(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Сообщения' }).click();
    const messages = page.getByRole('table', { name: 'Сообщения участнику' });
    await messages.getByText('СМС').first().waitFor();
    await messages.getByRole('button').first().click();
    await page.getByText('его не видит никто, кроме участника').waitFor();
    await page.getByText(/···-18-99/).waitFor();
    await visit.picture('desk-messages');
    expect(await deskObstacles(page)).toEqual([]);
    expect(await page.locator('body').innerText()).not.toMatch(/\b\d{4,6}\b.*код/);
    await page.getByRole('tab', { name: 'Отзывы' }).click();
    await page.getByText('Отзывов нет').waitFor();
    await say(2, `Ждали двадцать минут. ${'Очередь'.repeat(40)}`);
    // The page stands open: nobody loads it anew.
    await page.getByRole('img', { name: 'Оценка: 2 из 5' }).waitFor();
    await page.getByText(/Спорт на Тверской, чек от/).waitFor();
    await expect
      .poll(() =>
        page
          .getByAltText('Фото участника к отзыву')
          .evaluate((photo) => photo instanceof HTMLImageElement && photo.naturalWidth),
      )
      .toBeGreaterThan(0);
    await visit.picture('desk-feedback');
    expect(await deskObstacles(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Сообщения' }).click();
    expect(await messages.getByRole('button').count()).toBe(1);
    const before = chain.outbox.codesTo(phone);
    await sendCode();
    await chain.outbox.codeTo(phone, before);
    await messages.getByRole('button').nth(1).waitFor();
    await expect(page.getByRole('tab', { name: 'Журнал' }).count()).resolves.toBe(0);
    expect(visit.complaints).toEqual([]);
  });

  test('who saw and changed them, for an auditor', async () => {
    await using visit = await openDesk(chain, {
      path: `/desk/members/${rita}`,
      roles: ['auditor'],
      language: 'en',
      theme: 'dark',
      size: 'small',
    });
    const { page } = visit;
    await page.getByRole('tab', { name: 'Log' }).click();
    const log = page.getByRole('table', { name: 'Entries of the log' });
    await log.getByText('View').first().waitFor();
    await log.getByRole('button').first().click();
    await page.getByRole('button', { name: 'All about this person' }).waitFor();
    await visit.picture('desk-journal');
    expect(await deskObstacles(page)).toEqual([]);
    await page.getByRole('button', { name: 'All about this person' }).click();
    await page.getByRole('heading', { level: 1, name: 'Audit log' }).waitFor();
    expect(visit.complaints).toEqual([]);
  });
});
