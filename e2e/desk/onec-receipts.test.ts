import { returnedDocument, soldDocument } from '@bonum/standins/onec-receipt';
import { OnecTill } from '@bonum/standins/onec-till';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertKey } from '../../apps/server/src/keys/create-key.ts';
import { openChain, type JourneyChain } from '../journey.ts';
import { deskObstacles, openDesk } from './desk.ts';

let chain: JourneyChain;
beforeAll(async () => {
  chain = await openChain();
});
afterAll(() => chain[Symbol.asyncDispose]());

const looks = [
  { language: 'ru', theme: 'light', size: 'desk' },
  { language: 'en', theme: 'dark', size: 'small' },
] as const;
/** How often the page looks by itself while nothing moves. */
const RESTING_MS = 10_000;

async function till(): Promise<OnecTill> {
  const { whole } = chain;
  const secret = `key-${randomUUID()}`;
  const place = { storeId: 'S-1', tillId: '1' };
  const rest = { name: 'Касса 1С', scopes: ['till' as const], demo: false, now: whole.shell.clock() };
  await insertKey(whole.shell.db, { keyId: randomUUID(), secret, ...place, ...rest });
  return new OnecTill({
    address: `${whole.baseUrl}/bonum/hs/loyaltyservice`,
    user: 'Касса 1',
    password: secret,
  });
}

describe('U2 G10 staff see which receipts of 1C gave no points, and why', () => {
  test.each(looks)('goods come and it is booked; another is given up: $language', async (look) => {
    const say = (russian: string, english: string): string => (look.language === 'ru' ? russian : english);
    const onec = await till();
    const date = new Date(chain.whole.shell.clock()).toISOString().slice(0, 19);
    const news = { productId: randomUUID(), name: 'Новинка', count: 1, price: 700 };
    const sale = { ...soldDocument({ date, goods: [news] }), Number: 'МГ00-000017' };
    const back = {
      ...returnedDocument({ of: randomUUID(), date, goods: [{ productId: news.productId, count: 1 }] }),
      Number: 'МГ00-000018',
    };
    await using visit = await openDesk(chain, {
      path: '/desk/imports',
      roles: ['administrator'],
      clock: true,
      ...look,
    });
    const { page } = visit;
    await page.getByRole('heading', { name: say('Обмен с 1С', 'Exchange with 1C') }).waitFor();
    const section = page.getByRole('region', { name: say('Чеки из 1С', 'Receipts of 1C') });
    expect(await section.count()).toBe(0);

    await onec.ask('POST', 'receipts', {}, { value: [sale, back] });
    await page.clock.fastForward(RESTING_MS);
    const row = section.getByRole('row', { name: /000017/ });
    await row.getByText(say('товара нет в каталоге', 'goods are not in the catalogue')).waitFor();
    await section.getByText(say('чек продажи ещё не пришёл', 'its sale has not come yet')).waitFor();
    await row.getByRole('button').click();
    await section.getByText(news.productId, { exact: false }).waitFor();
    await visit.picture('desk-onec-receipts');
    expect(await deskObstacles(page)).toEqual([]);

    const products = [{ productId: news.productId, name: 'Новинка' }];
    expect((await chain.office.PUT('/v1/products', { body: { products } })).response.ok).toBe(true);
    await section.getByRole('button', { name: say('Попробовать сейчас', 'Try now') }).click();
    await expect
      .poll(async () => {
        await page.clock.fastForward(RESTING_MS);
        return row.count();
      })
      .toBe(0);

    await section
      .getByRole('row', { name: /000018/ })
      .getByRole('button')
      .click();
    await section.getByRole('button', { name: say('Не учитывать', 'Leave it out') }).click();
    await visit.picture('desk-onec-receipts-discard');
    expect(await deskObstacles(page)).toEqual([]);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('Не учитывать', 'Leave it out') })
      .click();
    await expect.poll(() => section.count()).toBe(0);
    expect(visit.complaints).toEqual([]);
  });
});
