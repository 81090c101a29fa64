import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTree } from '../tools/house/tree.ts';
import { doubleText, obstacles } from './accessible.ts';
import { openChain, type JourneyChain } from './journey.ts';
import { keyboardFaults, walkThrough } from './keyboard.ts';
import { routes } from './routes.ts';
import { steps } from './signing-in.ts';

let chain: JourneyChain;
let anna: string;
let receipt: string;
const phone = '+79165550101';
beforeAll(async () => {
  chain = await openChain();
  anna = await chain.join({ name: 'Анна', phone });
  const { data } = await chain.office.GET('/v1/members/{memberId}', { params: { path: { memberId: anna } } });
  const card = data?.cards[0]?.number ?? '';
  await chain.buy(card, 52_000);
  receipt = await chain.buy(card, 20_000);
});
afterAll(() => chain[Symbol.asyncDispose]());

/** Nothing more is on its way. */
const settled = async (page: Page): Promise<void> => {
  await page.waitForLoadState('networkidle');
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.waitForFunction(() => document.querySelector('main [aria-busy=true], .skeleton') === null);
};

const isStrangers = (route: string): boolean => route.includes('sign-in') || route.includes('staff-code');

describe.each([
  ['ru', 'light', 'phone'],
  ['en', 'dark', 'phone'],
] as const)('in %s, %s, on a %s', (language, theme, size) => {
  test.each([...routes.filter((route) => !route.includes(':step')), '/app/nowhere'])(
    '%s is used by the keyboard alone, by a finger, and with text twice as large',
    async (route) => {
      const path = route.replace(':receiptId', receipt);
      const as = isStrangers(route) ? undefined : anna;
      await using visit = await chain.visit({ path, language, theme, size, ...(as && { as }) });
      const { page } = visit;
      await settled(page);
      expect(await keyboardFaults(page)).toEqual([]);
      expect(await obstacles(page)).toEqual([]);
      await doubleText(page);
      expect(await obstacles(page)).toEqual([]);
      expect(await keyboardFaults(page)).toEqual([]);
      expect(visit.complaints).toEqual([]);
    },
  );
});

/** What opens over which page, by the file that draws it. */
const sheets: Readonly<Record<string, readonly (readonly [path: string, opener: string])[]>> = {
  'pages/offers/offer-sheet.tsx': [['/app/offers', '.offer-row']],
  'pages/receipts/feedback-sheet.tsx': [['/app/receipts/:receiptId', 'input[type=radio]']],
  'pages/account/cards-page.tsx': [
    ['/app/cards', 'button.row'],
    ['/app/cards', 'button.button.main'],
  ],
  'pages/account/contact-sheet.tsx': [
    ['/app/profile/contacts', '.list > :nth-child(1) button'],
    ['/app/profile/contacts', '.list > :nth-child(2) button'],
  ],
  'pages/account/privacy-page.tsx': [
    ['/app/profile/privacy', 'section:nth-child(1) button.main'],
    ['/app/profile/privacy', 'section:nth-child(2) button.outline'],
  ],
  'pages/account/sessions-page.tsx': [['/app/profile/sessions', 'button.row']],
};

/** These open while somebody signs in, below, or want a site with a name: passkey.test.ts. */
const elsewhere = [
  'pages/account/passkey-sheet.tsx',
  'pages/sign-in/card-sheet.tsx',
  'pages/sign-in/register-step.tsx',
];

test('every sheet of the app is walked through', async () => {
  const files = await readTree();
  const drawn = files
    .filter(({ path, text }) => path.startsWith('apps/member/src/') && /<(Sheet|dialog)\b/.test(text))
    .map(({ path }) => path.slice('apps/member/src/'.length));
  expect(drawn.toSorted()).toEqual([...Object.keys(sheets), ...elsewhere].toSorted());
});

test.each(['ru', 'en'] as const)(
  'whatever opens over a page opens by Enter, keeps the focus, closes by Escape and gives it back, in %s',
  async (language) => {
    await chain.whole.signIn(anna);
    for (const [path, opener] of Object.values(sheets).flat()) {
      await using visit = await chain.visit({ path: '/app/nowhere', as: anna, language });
      // Long signed in: the proof that it is still them is asked for as well.
      await sql`update session set created_at = created_at - interval '1 day' where owner_id = ${anna}`.execute(
        chain.whole.shell.db,
      );
      await visit.page.goto(path.replace(':receiptId', receipt));
      await settled(visit.page);
      await walkThrough(visit, opener);
      expect(visit.complaints).toEqual([]);
    }
  },
);

test('whoever joins reads the texts and types a card without a pointer', async () => {
  const { data } = await chain.office.GET('/v1/brand');
  if (!data) throw new Error('there is no brand');
  const { version: _version, currency: _currency, zone: _zone, logoWidth: _logoWidth, ...brand } = data;
  const text = { ru: 'Мы храним покупки.\n\nИ ничего больше.', en: 'We keep purchases.\n\nNothing else.' };
  const title = { ru: 'Обработка данных', en: 'Processing of data' };
  const consents = [{ kind: 'personal-data', version: '1', required: true, title, text }];
  await chain.office.PUT('/v1/brand', { body: { ...brand, consents } });
  await using visit = await chain.visit({ path: '/app/sign-in' });
  const { page } = visit;
  const { byPhone, heading } = steps(visit, chain);
  await byPhone('+79165550199');
  await heading('Познакомимся');
  expect(await keyboardFaults(page)).toEqual([]);
  await walkThrough(visit, '.consent button');
  await walkThrough(visit, 'button.ghost');
  expect(visit.complaints).toEqual([]);
});

test('what the browser closes without asking is closed, and opens again', async () => {
  await using visit = await chain.visit({ path: '/app/cards', as: anna });
  const { page } = visit;
  const card = page.locator('button.row').first();
  for (const _ of [1, 2]) {
    await card.click();
    await page.locator('dialog[open]').waitFor();
    await page.evaluate(() => document.querySelector('dialog')?.close());
    await page.locator('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => card.evaluate((element) => element === document.activeElement)).toBe(true);
  }
});
