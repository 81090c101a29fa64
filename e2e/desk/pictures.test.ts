import { YmlShop } from '@bonum/standins/yml-shop';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawnPictures } from '../../apps/server/src/demo/goods-pictures.ts';
import { openChain, type JourneyChain } from '../journey.ts';
import { deskObstacles, openDesk } from './desk.ts';

let chain: JourneyChain;
beforeAll(async () => {
  chain = await openChain();
});
afterAll(() => chain[Symbol.asyncDispose]());

/** After what took long a worker rests twenty times as long before it looks at pictures again. */
const ROUND_MS = 100_000;

const categories = [
  { id: '1', name: 'Одежда' },
  { id: '2', parent: '1', name: 'Носки' },
];

describe('G4 G10 an administrator sees which pictures of offers could not be taken', () => {
  test.each([
    { language: 'ru', theme: 'light', size: 'desk' },
    { language: 'en', theme: 'dark', size: 'small' },
  ] as const)('with the reason, and has them tried again when the shop is right: $language', async (look) => {
    const say = (russian: string, english: string): string => (look.language === 'ru' ? russian : english);
    await using shop = await YmlShop.open();
    const id = `SOCKS-${look.language}`;
    const name = say('Носки А', 'Socks A');
    const picture = shop.pictureAt('/socks.png?token=secret');
    shop.pictures.set('/socks.png', { status: 302, bytes: Buffer.from('moved') });
    shop.file = () => ({ categories, offers: [{ id, name, price: '399', category: '2', picture }] });
    const { error } = await chain.office.PUT('/v1/feeds/{feedId}', {
      params: { path: { feedId: randomUUID() } },
      body: { kind: 'yml', name: say('Магазин', 'Shop'), url: shop.address, everyMinutes: 60 },
    });
    expect(error).toBeUndefined();
    await using visit = await openDesk(chain, { path: '/desk/imports', roles: ['administrator'], ...look });
    const { page } = visit;
    const table = page.getByRole('table', { name: say('Картинки для предложений', 'Pictures for offers') });
    const row = table.getByRole('row', { name: new RegExp(name) });
    // The page looks by itself.
    const failed = row.getByText(say('Адрес переадресует', 'The address leads elsewhere'));
    await failed.waitFor({ timeout: ROUND_MS });
    expect(await row.getByText('secret').count()).toBe(0);
    await table.scrollIntoViewIfNeeded();
    await visit.picture('desk-imports-pictures');
    expect(await deskObstacles(page)).toEqual([]);
    shop.pictures.set('/socks.png', { bytes: drawnPictures()[0]?.bytes ?? Buffer.alloc(0) });
    await page.getByRole('button', { name: say('Забрать снова', 'Take them again') }).click();
    await page.getByText(/: [1-9]\s(акци|promotion)/).waitFor({ timeout: ROUND_MS });
    await expect.poll(() => row.count(), { timeout: ROUND_MS }).toBe(0);
    expect(visit.complaints).toEqual([]);
  });
});
