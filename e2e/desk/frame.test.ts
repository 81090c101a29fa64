import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deskPageNames, pagesOf, roleNames, scopesOf } from '@bonum/contract';
import { sections as deskSections } from '../../apps/desk/src/frame/sections.ts';
import { builtFolder } from '../../apps/server/src/http/built-app.ts';
import { openChain, type JourneyChain } from '../journey.ts';
import { deskObstacles, openDesk } from './desk.ts';

let chain: JourneyChain;
beforeAll(async () => {
  chain = await openChain();
});
afterAll(() => chain[Symbol.asyncDispose]());

const KB = 1024;

const sections = deskPageNames.filter((page) => page in deskSections);

describe('G9 the frame of the desk', () => {
  test.each([
    ['ru', 'light', 'desk', { title: 'Кого ищем?', keys: 'Все клавиши' }],
    ['en', 'dark', 'small', { title: 'Who are we looking for?', keys: 'All keys' }],
  ] as const)(
    'is the same everywhere, in %s, %s, on a %s screen',
    async (language, theme, size, { title, keys }) => {
      await using visit = await openDesk(chain, { path: '/desk/', language, theme, size });
      const { page } = visit;
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await visit.picture('desk-search');
      expect(await deskObstacles(page)).toEqual([]);
      await page.keyboard.press('Shift+?');
      await page.getByRole('dialog', { name: keys }).waitFor();
      await visit.picture('desk-keys');
      expect(await deskObstacles(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('Control+k');
      expect(await page.getByRole('combobox').evaluate((field) => field === document.activeElement)).toBe(
        true,
      );
      expect(visit.complaints).toEqual([]);
    },
  );

  test('an address without a page says so', async () => {
    await using visit = await openDesk(chain, { path: '/desk/nowhere' });
    await visit.page.getByRole('heading', { name: 'Такой страницы нет' }).waitFor();
    expect(await deskObstacles(visit.page)).toEqual([]);
    await visit.page.getByRole('link', { name: 'К поиску' }).click();
    await visit.page.getByRole('heading', { name: 'Кого ищем?' }).waitFor();
    expect(visit.complaints).toEqual([]);
  });

  test('who is not signed in is asked to', async () => {
    await using visit = await chain.visit({ path: '/desk/sign-in', size: 'desk' });
    await visit.page.getByRole('heading', { name: 'Вход для сотрудников' }).waitFor();
    await visit.picture('desk-sign-in');
    expect(await deskObstacles(visit.page)).toEqual([]);
  });

  test('the first load is 250 KB of script at most', async () => {
    const scripts = new Set<string>();
    await using visit = await openDesk(chain, { path: '/desk/nowhere' });
    visit.page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.add(new URL(request.url()).pathname);
    });
    await visit.page.goto('/desk/');
    await visit.page.getByRole('heading', { level: 1 }).waitFor();
    await visit.page.waitForLoadState('networkidle');
    const sizes = await Promise.all(
      [...scripts].map(async (script) => {
        const { size } = await stat(join(builtFolder('desk'), `${script.slice('/desk/'.length)}.gz`));
        return size;
      }),
    );
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(250 * KB);
  });

  test.each(roleNames)(
    '%s: opens its own sections, and is told of the others that they are not for it',
    async (role) => {
      await using visit = await openDesk(chain, { path: '/desk/sessions', roles: [role] });
      const { page } = visit;
      await page.getByRole('heading', { level: 1, name: 'Мои входы' }).waitFor();
      const own = new Set<string>(pagesOf(scopesOf([role])));
      const links = page.getByRole('navigation', { name: 'Разделы' }).getByRole('link');
      await expect
        .poll(() => links.evaluateAll((all) => all.map((link) => link.getAttribute('href'))))
        .toEqual(sections.filter((section) => own.has(section)).map((section) => `/desk/${section}`));
      const closed: string[] = [];
      for (const section of sections) {
        await page.goto(`/desk/${section}`);
        await page.getByRole('heading').first().waitFor();
        if (await page.getByRole('heading', { name: 'Этот раздел не для вашей роли' }).isVisible())
          closed.push(section);
      }
      expect(closed).toEqual(sections.filter((section) => !own.has(section)));
      await visit.picture(`desk-closed-${role}`);
      expect(await deskObstacles(page)).toEqual([]);
      expect(visit.complaints).toEqual([]);
    },
  );

  test.each(['ru', 'en'] as const)(
    'whoever has every role reaches every section on a small screen: %s',
    async (language) => {
      const visited = { path: '/desk/', size: 'small', language, roles: roleNames } as const;
      await using visit = await openDesk(chain, visited);
      const { page } = visit;
      const nav = page.getByRole('navigation', { name: /Разделы|Sections/ });
      const more = nav.getByRole('button', { name: /Ещё|More/ });
      await more.waitFor();
      // What lies beneath something else cannot be clicked, and is no use.
      for (const link of await nav.getByRole('link').all()) await link.click({ trial: true });
      expect(await deskObstacles(page)).toEqual([]);
      await more.press('Enter');
      await visit.picture('desk-more-sections');
      const rest = await page.getByRole('menuitem').allTextContents();
      expect((await nav.getByRole('link').count()) + rest.length).toBe(sections.length);
      await page.getByRole('menuitem', { name: /Ключи|Keys/ }).press('Enter');
      await page.waitForURL('**/desk/keys');
      await page.getByRole('heading', { level: 1, name: /Ключи|Keys/ }).waitFor();
      expect(visit.complaints).toEqual([]);
    },
  );

  test('who has no business with members has no search, and begins where they have some', async () => {
    await using visit = await openDesk(chain, { path: '/desk/', roles: ['administrator'] });
    const { page } = visit;
    await page.getByRole('heading', { level: 1, name: 'Журнал' }).waitFor();
    expect(await page.getByRole('search').count()).toBe(0);
    await visit.picture('desk-administrator');
    expect(await deskObstacles(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});
