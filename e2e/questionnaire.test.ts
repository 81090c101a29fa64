import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../tools/house/tree.ts';
import { openChain, type JourneyChain } from './journey.ts';

let chain: JourneyChain;
beforeAll(async () => {
  chain = await openChain();
  const programme = JSON.parse(await readFile(join(root, 'programmes/sportswear.json'), 'utf8'));
  programme.questionnaire.accumulateOnly = true;
  programme.levels[0].spends = true;
  const { error } = await chain.office.POST('/v1/programme', { body: { programme } });
  if (error) throw new Error(error.detail);
});
afterAll(() => chain[Symbol.asyncDispose]());

/** What the till says to reserve what it can, with the code that came to the member. */
async function holding(memberId: string, phone: string) {
  const { office, outbox } = chain;
  const [confirmationId, before, member] = [randomUUID(), outbox.codesTo(phone), { memberId }];
  await office.POST('/v1/confirmations', { body: { confirmationId, purpose: 'spend', member } });
  const confirmation = { confirmationId, code: await outbox.codeTo(phone, before) };
  return {
    key: { storeId: 'S-1', tillId: '1', shift: '9', number: confirmationId.slice(0, 8) },
    at: new Date().toISOString(),
    member,
    lines: [{ id: '1', productId: 'SHOES', quantity: 1000, amount: 500_000 }],
    holdId: randomUUID(),
    spend: 'most' as const,
    confirmation,
  };
}

test('D3 D6 points only add up until the questionnaire is answered: then the till takes them', async () => {
  const phone = '+79165559001';
  const anna = await chain.join({ name: 'Анна', phone });
  await chain.give(anna, 400);
  const body = await holding(anna, phone);
  const hold = () => chain.office.POST('/v1/receipts/hold', { body });
  expect((await hold()).error).toMatchObject({ because: 'questionnaire-incomplete' });
  await using visit = await chain.visit({ path: '/app/profile', as: anna });
  const { page } = visit;
  await page.getByText('Баллы копятся, но тратить их можно после анкеты.').waitFor();
  await page.getByRole('link', { name: 'Заполнить анкету' }).click();
  await page.getByLabel('Дата рождения').fill('1990-03-08');
  await page.getByLabel('Бег').check();
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByText('Анкета заполнена, спасибо').waitFor();
  const { data } = await chain.office.GET('/v1/members/{memberId}', { params: { path: { memberId: anna } } });
  expect(data?.balances.map(({ available, pending }) => available + pending)).toContain(700);
  const held = await hold();
  expect(held.error).toBeUndefined();
  expect(Object.values(held.data?.held ?? {}).some((points) => points > 0)).toBe(true);
});
