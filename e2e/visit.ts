import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { WholeServer } from '../apps/server/src/testing/whole-server.ts';

export interface Visit {
  /** Such as `/app/history`. */
  readonly path: string;
  /** The member who is signed in. */
  readonly as?: string;
  readonly language?: 'ru' | 'en';
  readonly theme?: 'light' | 'dark';
  readonly size?: keyof typeof sizes;
  /** The Cookie header of whoever is signed in otherwise: an operator. */
  readonly cookie?: string;
  /** The service worker is let in; without it every request is seen by `route`. */
  readonly installed?: boolean;
  /** For a page that looks again by itself: `page.clock.fastForward` lets its time pass. Else it passes by itself, as ever. */
  readonly clock?: boolean;
}

export const sizes = {
  phone: { width: 360, height: 740 },
  desk: { width: 1440, height: 900 },
  small: { width: 1280, height: 800 },
} as const;

export interface VisitedPage extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained of: scripts that failed, what the policy refused. */
  readonly complaints: readonly string[];
  /** A picture to look at, in `$TMPDIR/bonum-screens`; gives its path. */
  readonly picture: (name: string) => Promise<string>;
}

/** A browser of their own: nothing is remembered from one visit to the next. */
export async function openPage(browser: Browser, whole: WholeServer, visit: Visit): Promise<VisitedPage> {
  const { language = 'ru', theme = 'light', size = 'phone' } = visit;
  const context = await browser.newContext({
    baseURL: whole.baseUrl,
    locale: language === 'ru' ? 'ru-RU' : 'en-GB',
    timezoneId: 'Europe/Moscow',
    colorScheme: theme,
    viewport: sizes[size],
    ...(size === 'phone' && { deviceScaleFactor: 2, isMobile: true, hasTouch: true }),
    reducedMotion: 'reduce',
    serviceWorkers: visit.installed === true ? 'allow' : 'block',
  });
  // Under load everything takes its time; a test waits for what it wants to see.
  context.setDefaultTimeout(30_000);
  if (visit.as !== undefined) await takeCookies(context, whole, await whole.signIn(visit.as));
  if (visit.cookie !== undefined) await takeCookies(context, whole, visit.cookie);
  const page = await context.newPage();
  if (visit.clock === true) await page.clock.install();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Uncaught/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(visit.path);
  return {
    page,
    context,
    complaints,
    picture: (name) => picture(page, `${name}-${language}-${theme}-${size}`),
    [Symbol.asyncDispose]: () => context.close(),
  };
}

async function takeCookies(context: BrowserContext, whole: WholeServer, header: string): Promise<void> {
  const cookies = header.split('; ').map((pair) => {
    const [name = '', value = ''] = pair.split('=', 2);
    // Said of an address with https, or the browser would not take a secure cookie; it sends it to this machine in any case.
    return {
      name,
      value,
      url: whole.baseUrl.replace('http:', 'https:'),
      secure: true,
      httpOnly: true,
      sameSite: 'Strict' as const,
    };
  });
  await context.addCookies(cookies);
}

async function picture(page: Page, name: string): Promise<string> {
  const folder = join(tmpdir(), 'bonum-screens');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'initial' });
  return path;
}
