import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { staffCode, staffPassword } from '../../apps/server/src/testing/staff.ts';
import { openChromium } from '../../tools/till/chromium.ts';
import { openChain, type JourneyChain } from '../journey.ts';
import { openPage } from '../visit.ts';
import { deskObstacles } from './desk.ts';

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

async function giveAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
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
}

test.each([
  { look: { language: 'ru', theme: 'light', size: 'desk' } },
  { look: { language: 'en', theme: 'dark', size: 'small' } },
] as const)(
  'G9 an operator adds a passkey, comes in by it alone and after a password, removes it: $look.language',
  async ({ look }) => {
    const say = (russian: string, english: string): string => (look.language === 'ru' ? russian : english);
    const name = say('Ольга Трубкина', 'Olga Reader');
    const { login } = await chain.whole.staff({ roles: ['operator'], name });
    await using visit = await openPage(
      browser,
      { ...chain.whole, baseUrl: site },
      { path: '/desk/', ...look },
    );
    const { page } = visit;
    await giveAuthenticator(page);
    const press = (label: string): Promise<void> =>
      page.getByRole('button', { name: label, exact: true }).click();
    const inside = page.getByRole('heading', { name: say('Кого ищем?', 'Who are we looking for?') });
    const typePassword = async (): Promise<void> => {
      await page.getByLabel(say('Логин', 'Login')).fill(login);
      await page.getByLabel(say('Пароль', 'Password'), { exact: true }).fill(staffPassword);
      await page.keyboard.press('Enter');
    };
    const signOut = async (): Promise<void> => {
      await press(name);
      await page.getByRole('menuitem', { name: say('Выйти', 'Sign out') }).click();
      await page.getByRole('heading', { name: say('Вход для сотрудников', 'Staff sign-in') }).waitFor();
    };
    await typePassword();
    await page.getByLabel(say('Код', 'Code'), { exact: true }).fill(staffCode(login, Date.now()));
    await page.keyboard.press('Enter');
    await inside.waitFor();
    await press(name);
    await page.getByRole('menuitem', { name: say('Входы', 'Sign-ins') }).click();
    await page
      .getByText(say('Пока вы входите по паролю и коду.', 'You sign in with password and code as yet.'))
      .waitFor();
    await press(say('Добавить это устройство', 'Add this device'));
    await page.getByRole('table', { name: say('Ключи доступа', 'Passkeys') }).waitFor();
    await visit.picture('desk-passkeys');
    expect(await deskObstacles(page)).toEqual([]);
    await press(say('Добавить это устройство', 'Add this device'));
    await page
      .getByText(say('На этом устройстве ключ уже есть.', 'This device has a passkey already.'))
      .waitFor();

    await signOut();
    await visit.picture('desk-sign-in-passkey');
    expect(await deskObstacles(page)).toEqual([]);
    await press(say('Войти без пароля', 'Sign in without a password'));
    await inside.waitFor();

    await signOut();
    await typePassword();
    await page.getByRole('heading', { name: say('Код из приложения', 'The code of your app') }).waitFor();
    await visit.picture('desk-sign-in-code-passkey');
    expect(await deskObstacles(page)).toEqual([]);
    await press(say('Ключ доступа вместо кода', 'A passkey instead of the code'));
    await inside.waitFor();

    await page.goto('/desk/sessions');
    await page.getByRole('button', { name: new RegExp(`^${say('Удалить', 'Remove')}`) }).click();
    await page.getByText(say('Ключ доступа удалён', 'The passkey is removed')).waitFor();
    await signOut();
    await press(say('Войти без пароля', 'Sign in without a password'));
    await page
      .getByText(say('Этим ключом войти не получается.', 'This passkey does not sign in here.'))
      .waitFor();
    await visit.picture('desk-sign-in-refused');
    expect(await deskObstacles(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  },
);
