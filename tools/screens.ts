// Pictures of the members' app and of the desk on the demo, into docs/screens or the folder that is named: npm run screens [-- FOLDER]
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createBonumClient } from '@bonum/client';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { freePort } from '../apps/server/src/database/cluster.ts';
import { demoKeys } from '../apps/server/src/demo/keys.ts';
import { phoneOf } from '../apps/server/src/demo/life.ts';
import { startBonum } from '../apps/server/src/testing/child.ts';
import { quickFolder } from '../apps/server/src/testing/quick-place.ts';
import { buildApps } from './build-apps.ts';
import { root } from './house/tree.ts';
import { openChromium } from './till/chromium.ts';

/** Pages of the hero of the demo, by the names of their pictures. */
const pages: Readonly<Record<string, string>> = {
  home: '/app/',
  card: '/app/card',
  offers: '/app/offers',
  history: '/app/history',
  statistics: '/app/statistics',
  cards: '/app/cards',
  questionnaire: '/app/questionnaire',
  profile: '/app/profile',
  details: '/app/profile/data',
  contacts: '/app/profile/contacts',
  subscriptions: '/app/profile/subscriptions',
  privacy: '/app/profile/privacy',
  sessions: '/app/profile/sessions',
  notices: '/app/notices',
  help: '/app/help',
};

/** What a picture shows, in points of the screen; it is twice as fine. */
const phoneSize = { width: 360, height: 740 } as const;
const deskSize = { width: 1440, height: 900 } as const;

const into = resolve(process.argv[2] ?? join(root, 'docs/screens'));
const folder = await quickFolder();
const port = await freePort();
const url = `http://localhost:${port}`;
await buildApps();
await mkdir(into, { recursive: true });
const demo = startBonum(['demo'], { BONUM_DATA: folder, PORT: String(port), BONUM_DEMO_MEMBERS: '150' });
let browser: Browser | undefined;
try {
  await demo.until('Ctrl-C stops everything');
  browser = await openChromium();
  await takeDesk(browser);
  await takeApp(browser);
} finally {
  await browser?.close();
  demo.child.kill();
  await demo.end();
  await rm(folder, { recursive: true, force: true });
}

async function takeApp(chromium: Browser): Promise<void> {
  const phone = await chromium.newContext(phoneLike('light'));
  const page = await phone.newPage();
  await comeIn(page);
  for (const [name, path] of Object.entries(pages)) await take(page, name, path);
  await page.goto(`${url}/app/history`);
  await page.locator('a[href^="/app/receipts/"]').first().click();
  await take(page, 'receipt');
  const storageState = await phone.storageState();
  const dark = await chromium.newContext({ ...phoneLike('dark'), storageState });
  await take(await dark.newPage(), 'home-dark', '/app/');
  await rebrand();
  const other = await chromium.newContext({ ...phoneLike('light'), storageState });
  await take(await other.newPage(), 'home-another-brand', '/app/');
}

/** The hero of the demo, as those see them who speak to them. */
async function takeDesk(chromium: Browser): Promise<void> {
  const { page: desk } = await sitDown(chromium, 'operator');
  await desk.getByRole('heading', { name: 'Кого ищем?' }).waitFor();
  await desk.keyboard.press('/');
  await desk.keyboard.type(phoneOf(0).slice(-7));
  await desk.getByRole('option').first().waitFor();
  await take(desk, 'desk-search');
  await desk.getByRole('option').first().click();
  await desk.getByRole('table', { name: 'Операции с баллами' }).getByRole('row').nth(1).waitFor();
  await take(desk, 'desk-member');
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('Enter');
  await desk.getByText('Скажите', { exact: true }).waitFor();
  await take(desk, 'desk-receipt');
  await desk.keyboard.press('1');
  await desk.getByRole('dialog').waitFor();
  await desk.keyboard.type('900');
  await desk.keyboard.press('Tab');
  await desk.getByText(/Больше вашего предела/).waitFor();
  await desk.keyboard.type('Сломался кофе');
  await take(desk, 'desk-dialog');
  await desk.keyboard.press('Enter');
  await desk.getByText(/Отправили на решение/).waitFor();
  await ring(desk);
  await take(desk, 'desk-call');
  const { page: senior } = await sitDown(chromium, 'senior-operator');
  await senior.goto(`${url}/desk/approvals`);
  await senior.getByRole('button', { name: 'Начислить баллы' }).click();
  await take(senior, 'desk-approvals');
  await senior.goto(`${url}/desk/abuse`);
  await senior.getByRole('button', { name: /^Одна карта — чеков/ }).waitFor();
  await take(senior, 'desk-abuse');
  await senior.getByRole('button', { name: /^Одна карта — чеков/ }).click();
  await senior.getByRole('heading', { name: 'Чеки по дням и часам' }).waitFor();
  await take(senior, 'desk-abuse-case');
  await desk.goto(`${url}/desk/`);
  await desk.getByRole('heading', { name: 'Кого ищем?' }).waitFor();
  await desk.keyboard.press('/');
  await desk.keyboard.type('8 000 777-77-77');
  await desk.getByText('Никого не нашли').waitFor();
  await desk.keyboard.press('Enter');
  await desk.getByRole('heading', { name: 'Новый участник' }).waitFor();
  await desk.keyboard.type('Ковалёва');
  await take(desk, 'desk-register');
  const { page: promo } = await sitDown(chromium, 'promo', phoneLike('light'));
  await take(promo, 'promo', '/desk/promo');
}

/** The hero calls, and the operator at that telephone sees who it is. */
async function ring(desk: Page): Promise<void> {
  const status = await desk.evaluate(async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ extension: '101' });
    return (await fetch('/v1/staff/me/extension', { method: 'PUT', headers, body })).status;
  });
  if (status !== 200) throw new Error(`the telephone was not taken: ${status}`);
  await desk.goto(`${url}/desk/`);
  await desk.getByRole('heading', { name: 'Кого ищем?' }).waitFor();
  const exchange = /(http:\S+)\s+a telephone exchange/.exec(demo.said())?.[1];
  const called = new URLSearchParams({ caller: '0', extension: '101' });
  await fetch(`${exchange}/ring`, { method: 'POST', body: called });
  await desk.getByRole('table', { name: 'Операции с баллами' }).getByRole('row').nth(1).waitFor();
}

/** A small phone in Moscow. */
function phoneLike(colorScheme: 'light' | 'dark'): BrowserContextOptions {
  return { ...screenOf(phoneSize), colorScheme, isMobile: true, hasTouch: true };
}

function screenOf(viewport: { readonly width: number; readonly height: number }): BrowserContextOptions {
  return {
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    colorScheme: 'light',
    viewport,
    deviceScaleFactor: 2,
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  };
}

/** As a person does it, with the code that the demo's page of messages shows. */
async function comeIn(page: Page): Promise<void> {
  await page.goto(`${url}/app/sign-in`);
  await page.getByLabel('Телефон', { exact: true }).pressSequentially(phoneOf(0));
  await take(page, 'sign-in');
  await page.getByRole('button', { name: 'Получить код' }).click();
  await page.locator('.code-slots input:focus').waitFor({ state: 'attached' });
  await take(page, 'code');
  await page.keyboard.type(await codeSent(page));
  await page.waitForURL(`${url}/app/`);
}

/** The page of messages is there a moment before the message. */
async function codeSent(page: Page): Promise<string> {
  const messages = await page.context().newPage();
  await messages.goto(`${url}/dev/messages`);
  const code = await messages.locator('.newest .code').textContent();
  await messages.close();
  return code?.trim() ?? '';
}

/** One of the demo's staff signs in, with what its page of staff shows. */
async function sitDown(
  chromium: Browser,
  role: string,
  options = screenOf(deskSize),
): Promise<{ readonly page: Page; readonly context: BrowserContext }> {
  const context = await chromium.newContext(options);
  const page = await context.newPage();
  await page.goto(`${url}/desk/sign-in`);
  const staff = await context.newPage();
  const opens = async (part: string): Promise<string> => {
    await staff.goto(`${url}/dev/staff`);
    const row = staff.locator('li', { has: staff.getByText(`demo-${role}`, { exact: true }) });
    return (await row.locator(part).textContent())?.trim() ?? '';
  };
  await page.getByLabel('Логин').fill(`demo-${role}`);
  await page.getByLabel('Пароль').fill(await opens('.body'));
  await page.getByRole('button', { name: 'Дальше' }).click();
  await page.getByRole('heading', { name: 'Код из приложения' }).waitFor();
  await page.getByLabel('Код', { exact: true }).fill(await opens('.digits'));
  await page.keyboard.press('Enter');
  await page.waitForURL((address) => !address.pathname.startsWith('/desk/sign-in'));
  await staff.close();
  return { page, context };
}

/** Once everything has come and nothing is asked for any more. */
async function take(page: Page, name: string, path?: string): Promise<void> {
  if (path !== undefined) await page.goto(url + path);
  await page.getByRole('heading').first().waitFor();
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  if (path === '/app/') {
    await page.locator('.barcode-strip .barcode').waitFor();
    await page.getByText('Уведомления').waitFor();
  }
  await page.evaluate('document.fonts.ready.then(() => null)');
  // As WebP: a third of what a PNG weighs.
  const devtools = await page.context().newCDPSession(page);
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  const { data } = await devtools.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 70,
    clip: { x: 0, y: 0, width, height, scale: width === phoneSize.width ? 2 : 1 },
  });
  await writeFile(join(into, `${name}.webp`), data, 'base64');
}

/** The same chain in red. */
async function rebrand(): Promise<void> {
  const office = createBonumClient({ baseUrl: url, key: demoKeys.office.secret });
  const { data } = await office.GET('/v1/brand');
  if (!data) throw new Error('the demo has no brand');
  const { version: _version, currency: _currency, zone: _zone, logoWidth: _logoWidth, ...brand } = data;
  const colours = { ...brand.colours, brand: '#B8142B' };
  const { error } = await office.PUT('/v1/brand', {
    body: { ...brand, name: { ru: 'Астра', en: 'Astra' }, colours },
  });
  if (error) throw new Error(error.detail);
}
