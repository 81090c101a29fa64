import { afterAll, beforeAll, expect, test } from 'vitest';
import { obstacles } from './accessible.ts';
import { openChain, type JourneyChain } from './journey.ts';

let chain: JourneyChain;
beforeAll(async () => {
  chain = await openChain();
});
afterAll(() => chain[Symbol.asyncDispose]());

/** So long the app leaves a server alone that has refused to tell it what changes. */
const AGAIN_MS = 15_000;

const isLive = (url: string): boolean => new URL(url).pathname === '/v1/me/live';

test('G11 one device ends another: it is asked to sign in, and hears nothing more', async () => {
  const anna = await chain.join({ name: 'Анна', phone: '+79165558001' });
  await using lost = await chain.visit({ path: '/app/profile', as: anna, clock: true });
  await using mine = await chain.visit({ path: '/app/profile/sessions', as: anna });
  await mine.page.getByText('Это устройство').waitFor();
  const others = mine.page.getByRole('button', { name: /Chrome, Android/ });
  await others.waitFor();
  await mine.picture('account-sessions');
  expect(await obstacles(mine.page)).toEqual([]);
  const opened = lost.page.waitForResponse((response) => isLive(response.url()) && response.status() === 200);
  await lost.page.goto('/app/');
  await opened;
  const refused = lost.page.waitForResponse(
    (response) => isLive(response.url()) && response.status() === 401,
  );
  await others.click();
  await mine.picture('account-sessions-sheet');
  await mine.page.getByRole('button', { name: 'Выйти на нём' }).click();
  await mine.page.getByText('Больше вы нигде не вошли.').waitFor();
  await refused;
  await expect
    .poll(async () => {
      await lost.page.clock.fastForward(AGAIN_MS);
      return new URL(lost.page.url()).pathname;
    })
    .toBe('/app/sign-in');
  expect([...lost.complaints, ...mine.complaints]).toEqual([]);
});

test('G11 all the others are ended at once', async () => {
  const anna = await chain.join({ name: 'Анна', phone: '+79165558002' });
  await using lost = await chain.visit({ path: '/app/profile', as: anna });
  await using mine = await chain.visit({
    path: '/app/profile/sessions',
    as: anna,
    language: 'en',
    theme: 'dark',
  });
  await mine.page.getByRole('button', { name: 'Sign out all the others' }).click();
  await mine.page.getByText('You are signed in nowhere else.').waitFor();
  await mine.picture('account-sessions');
  expect(await obstacles(mine.page)).toEqual([]);
  await lost.page.reload();
  await lost.page.waitForURL('**/app/sign-in');
});

test('G11 whoever signs out leaves nothing of themselves on the phone', async () => {
  const anna = await chain.join({ name: 'Анна', phone: '+79165558003' });
  await using visit = await chain.visit({ path: '/app/profile', as: anna });
  const { page } = visit;
  await page.evaluate(async () => (await caches.open('bonum-answers')).put('/v1/me', new Response('{}')));
  await page.getByRole('button', { name: 'Выйти', exact: true }).click();
  await page.waitForURL('**/app/sign-in');
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.evaluate(async () => (await fetch('/v1/me')).status)).toBe(401);
  await page.waitForFunction(async () => (await caches.match('/v1/me')) === undefined);
  expect(visit.complaints).toEqual([]);
});

test('G11 a session ended elsewhere: every answer says so, and the page of signing in still says whose app it is', async () => {
  await using visit = await chain.visit({ path: '/app/help' });
  const { page } = visit;
  const brand = Promise.withResolvers<void>();
  const late = Promise.withResolvers<void>();
  // The last of the answers comes when the page of signing in has asked for the brand already, and before it is told.
  await page.route('**/v1/me/history*', async (route) => {
    await brand.promise;
    await route.continue();
  });
  page.on('requestfinished', (request) => {
    if (request.url().includes('/v1/me/history')) late.resolve();
  });
  await page.route('**/v1/brand', async (route) => {
    brand.resolve();
    await late.promise;
    await route.continue();
  });
  await page.goto('/app/history');
  await page.waitForURL('**/app/sign-in');
  await page.locator('.brand-name', { hasText: /\S/ }).waitFor();
  expect(visit.complaints).toEqual([]);
});
