import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doubleText, obstacles } from './accessible.ts';
import { openOnecChain, type OnecChain } from './onec-chain.ts';

let of: OnecChain;
let anna: string;
let people = 0;
beforeAll(async () => {
  of = await openOnecChain();
  anna = await of.chain.join({ name: 'Анна', phone: '+79160000001' });
});
afterAll(() => of[Symbol.asyncDispose]());

describe('D2 a member whose shop keeps points in 1C', () => {
  test.each([
    { language: 'ru', theme: 'light' },
    { language: 'en', theme: 'dark' },
  ] as const)(
    'is told calmly that their balance is of earlier, and nothing when all is well: $language',
    async (look) => {
      const { chain } = of;
      const say = (russian: string, english: string): string => (look.language === 'ru' ? russian : english);
      await using visit = await chain.visit({ path: '/app/', as: anna, ...look });
      const { page } = visit;
      const line = page.locator('.record-line');
      await page.locator('.hero-number').waitFor();
      expect(await line.count()).toBe(0);

      of.goAway();
      await chain.give(anna, 40);
      await page.reload();
      await line
        .getByText(say('Обновим, как только появится связь', 'once the shop can be reached'))
        .waitFor();
      // What is so here is shown at once, and the rest in words that a member knows.
      expect(await page.locator('.hero-number').textContent()).toBe(look.language === 'ru' ? '40' : '80');
      expect(await page.locator('body').innerText()).not.toMatch(/1[СC]|SAP|Saby/);
      await visit.picture('home-record-away');
      expect(await obstacles(page)).toEqual([]);
      await doubleText(page);
      expect(await obstacles(page)).toEqual([]);
      await page.goto('/app/history');
      await line.waitFor();
      await visit.picture('history-record-away');
      expect(await obstacles(page)).toEqual([]);

      of.comeBack();
      await expect
        .poll(
          async () => {
            const { data } = await chain.office.GET('/v1/record');
            return data && data.awaySince === null && data.waiting === 0;
          },
          { timeout: 100_000, interval: 500 },
        )
        .toBe(true);
      await page.reload();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByText(say('Подарок от магазина', 'A gift from the shop')).first().waitFor();
      expect(await line.count()).toBe(0);
      expect(visit.complaints).toEqual([]);
    },
  );

  test('what it refused is still being processed, as far as they know', async () => {
    const { chain, onec } = of;
    const boris = await chain.join({ name: 'Борис', phone: '+79160000002' });
    onec.manners.refusesPosting = 'Дата запрета изменения данных: 01.12.2026';
    await chain.give(boris, 25);
    await using visit = await chain.visit({ path: '/app/', as: boris });
    const { page } = visit;
    await page.getByText('Последние изменения ещё обрабатываются').waitFor();
    await visit.picture('home-record-waiting');
    expect(await obstacles(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
    onec.manners.refusesPosting = null;
  });

  test.each([
    { language: 'ru', told: 'Изменение в учёте магазина' },
    { language: 'en', told: 'Changed in the shop’s books' },
  ] as const)('what is changed there is told in words of its own: $language', async ({ language, told }) => {
    const { chain, onec } = of;
    people += 1;
    const vera = await chain.join({ name: 'Вера', phone: `+791600001${String(10 + people)}` });
    onec.desk.movePoints(await of.personOf(vera), 60);
    await using visit = await chain.visit({ path: '/app/', as: vera, language });
    const { page } = visit;
    await page.locator('.hero-number', { hasText: '60' }).waitFor();
    await page.goto('/app/history');
    await page.getByText(told).waitFor();
    await visit.picture('history-record-changed');
    expect(await page.locator('.record-line').count()).toBe(0);
    expect(visit.complaints).toEqual([]);
  });
});
