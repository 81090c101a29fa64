// Pictures of the members' app on the demo, into docs/screens or the folder that is named: npm run screens [-- FOLDER]
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createBonumClient } from '@bonum/client';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
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
  notices: '/app/notices',
};

const into = resolve(process.argv[2] ?? join(root, 'docs/screens'));
const folder = await quickFolder();
const port = await freePort();
const url = `http://localhost:${port}`;
await buildApps();
await mkdir(into, { recursive: true });
const demo = startBonum(['demo'], { BONUM_DATA: folder, PORT: String(port), BONUM_DEMO_MEMBERS: '20' });
let browser: Browser | undefined;
try {
  await demo.until('Ctrl-C stops everything');
  browser = await openChromium();
  await takeAll(browser);
} finally {
  await browser?.close();
  demo.child.kill();
  await demo.end();
  await rm(folder, { recursive: true, force: true });
}

async function takeAll(chromium: Browser): Promise<void> {
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

/** A small phone in Moscow. */
function phoneLike(colorScheme: 'light' | 'dark'): BrowserContextOptions {
  return {
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    colorScheme,
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
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
  const { data } = await devtools.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 75,
    clip: { x: 0, y: 0, width: 360, height: 740, scale: 2 },
  });
  await writeFile(join(into, `${name}.webp`), data, 'base64');
}

/** The same chain in red. */
async function rebrand(): Promise<void> {
  const office = createBonumClient({ baseUrl: url, key: demoKeys.office.secret });
  const { data } = await office.GET('/v1/brand');
  if (!data) throw new Error('the demo has no brand');
  const { version: _version, currency: _currency, zone: _zone, ...brand } = data;
  const colours = { ...brand.colours, brand: '#B8142B' };
  const { error } = await office.PUT('/v1/brand', {
    body: { ...brand, name: { ru: 'Астра', en: 'Astra' }, colours },
  });
  if (error) throw new Error(error.detail);
}
