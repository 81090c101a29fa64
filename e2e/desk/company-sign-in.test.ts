import { Keycloak } from '@bonum/standins/keycloak';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { companySettings } from '../../apps/server/src/staff/company/settings.ts';
import { openChromium } from '../../tools/till/chromium.ts';
import { openChain, type JourneyChain } from '../journey.ts';
import { openPage, type Visit, type VisitedPage } from '../visit.ts';
import { deskObstacles } from './desk.ts';

// The provider leads back to the chain's site: this browser takes it for the server of the journey.
const site = 'http://localhost:3000';
let realm: Keycloak;
let chain: JourneyChain;
let browser: Browser;
beforeAll(async () => {
  realm = await Keycloak.start();
  const { id, secret } = realm.client;
  const settings = companySettings({
    issuer: realm.issuer,
    clientId: id,
    clientSecret: secret,
    name: { ru: 'учётной записью «Меридиана»', en: 'your Meridian account' },
    roles: { 'desk-operator': 'operator' },
  });
  chain = await openChain(undefined, { company: settings });
  browser = await openChromium([
    `--host-resolver-rules=MAP localhost:3000 ${new URL(chain.whole.baseUrl).host}`,
  ]);
});
afterAll(async () => {
  await browser.close();
  await chain[Symbol.asyncDispose]();
  await realm[Symbol.asyncDispose]();
});

const visitSite = (look: Omit<Visit, 'path'>): Promise<VisitedPage> =>
  openPage(browser, { ...chain.whole, baseUrl: site }, { path: '/desk/', ...look });

const vera = { sub: 'f3c9a1de-0001', username: 'vera.k', name: 'Вера Климова' };

describe('G9 staff come in by the company’s account', () => {
  test.each([
    { look: { language: 'ru', theme: 'light', size: 'desk' } },
    { look: { language: 'en', theme: 'dark', size: 'small' } },
  ] as const)('with the roles that it gives, and out again: $look.language', async ({ look }) => {
    const say = (russian: string, english: string): string => (look.language === 'ru' ? russian : english);
    realm.user = { ...vera, realmRoles: ['desk-operator'] };
    await using visit = await visitSite(look);
    const { page } = visit;
    const byCompany = page.getByRole('link', {
      name: say('Войти учётной записью «Меридиана»', 'Sign in with your Meridian account'),
    });
    await byCompany.waitFor();
    await visit.picture('desk-sign-in-company');
    expect(await deskObstacles(page)).toEqual([]);
    await byCompany.click();
    await page.getByRole('heading', { name: say('Кого ищем?', 'Who are we looking for?') }).waitFor();
    // Nothing of what the provider said stays in the address.
    expect(new URL(page.url()).search).toBe('');
    await page.getByRole('button', { name: 'Вера Климова' }).click();
    await page.getByRole('menuitem', { name: say('Входы', 'Sign-ins') }).click();
    await page.getByText(say('Учётная запись компании', 'Company account')).first().waitFor();
    // How they come in is the company's to say.
    expect(await page.getByText(say('Ключи доступа', 'Passkeys')).count()).toBe(0);
    expect(visit.complaints).toEqual([]);
  });

  test('who has no role here is told so, and is not in', async () => {
    realm.user = { ...vera, sub: 'f3c9a1de-0002', realmRoles: ['offline_access'] };
    await using visit = await visitSite({ size: 'desk' });
    const { page } = visit;
    await page.getByRole('link', { name: /Войти учётной записью/ }).click();
    await page.getByText('Компания не дала вам роли в поддержке.').waitFor();
    await visit.picture('desk-sign-in-no-role');
    expect(await deskObstacles(page)).toEqual([]);
    await page.goto('/desk/');
    await page.getByRole('heading', { name: 'Вход для сотрудников' }).waitFor();
  });

  test('a provider that has gone away is said to be, with what else there is', async () => {
    await using visit = await visitSite({ size: 'desk' });
    const { page } = visit;
    const byCompany = page.getByRole('link', { name: /Войти учётной записью/ });
    await byCompany.waitFor();
    await realm.goAway();
    await byCompany.click();
    await page.getByText('Сервер входа компании не ответил. Войдите по логину и паролю').waitFor();
    await page.getByRole('textbox', { name: 'Логин' }).waitFor();
    await visit.picture('desk-sign-in-away');
    expect(await deskObstacles(page)).toEqual([]);
    await realm.comeBack();
    realm.user = { ...vera, realmRoles: ['desk-operator'] };
    await byCompany.click();
    await page.getByRole('heading', { name: 'Кого ищем?' }).waitFor();
  });
});
