import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openChromium } from '../tools/till/chromium.ts';
import { obstacles } from './accessible.ts';
import { openChain, type JourneyChain } from './journey.ts';
import { walkThrough } from './keyboard.ts';
import { me } from './signing-in.ts';
import { openPage } from './visit.ts';

// Passkeys are for a name, not for an address: this browser takes the chain's site for the server of the journey.
const site = 'http://localhost:3000';
let chain: JourneyChain;
let browser: Browser;
beforeAll(async () => {
  chain = await openChain();
  browser = await openChromium([
    `--host-resolver-rules=MAP localhost:3000 ${new URL(chain.whole.baseUrl).host}`,
  ]);
});
afterAll(async () => {
  await browser.close();
  await chain[Symbol.asyncDispose]();
});

test('C1 a passkey is offered, added, signs in, is removed, and then does not', async () => {
  const anna = await chain.join({ name: 'Анна', phone: '+79165557001' });
  await using visit = await openPage(
    browser,
    { ...chain.whole, baseUrl: site },
    {
      path: '/app/profile',
      as: anna,
    },
  );
  const { page, context } = visit;
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.getByRole('link', { name: 'Настроить' }).click();
  await page.getByText('Пока вы входите по коду.').waitFor();
  await visit.picture('passkeys-none');
  await walkThrough(visit, 'button.button.main');
  await press('Добавить это устройство');
  await press('Подтвердить на устройстве');
  await page.getByText('Готово: теперь сюда можно войти без кода.').waitFor();
  await visit.picture('passkeys-one');
  expect(await obstacles(page)).toEqual([]);

  await page.goto('/app/profile');
  await press('Выйти');
  await page.waitForURL('**/app/sign-in');
  await visit.picture('sign-in-passkey');
  await press('Войти без кода');
  await page.waitForURL('**/app/');
  expect(await me(page)).toMatchObject({ memberId: anna });

  await page.goto('/app/profile/passkeys');
  await page.getByText('Последний вход').waitFor();
  await walkThrough(visit, 'button.row');
  await page.getByText('Последний вход').click();
  await press('Удалить');
  await page.getByText('Пока вы входите по коду.').waitFor();
  await page.goto('/app/profile');
  await press('Выйти');
  await page.waitForURL('**/app/sign-in');
  await press('Войти без кода');
  await page.getByText('Так войти здесь не получается.').waitFor();
  expect(await me(page)).toBeNull();
  expect(visit.complaints).toEqual([]);
});
