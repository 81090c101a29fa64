import { sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChromium } from '../tools/till/chromium.ts';
import { openChain, type JourneyChain } from './journey.ts';
import { me, steps } from './signing-in.ts';
import { openPage } from './visit.ts';

// A code is bound to the name of the site, so this browser takes the chain's site for the server of the journey.
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

interface Sms {
  /** What waits for an SMS. */
  readonly waiting: () => number;
  readonly came: (text: string) => void;
  readonly refuse: () => void;
}

/**
 * A phone that reads SMS for its browser. Chromium on a desktop has neither SMS nor an `OTPCredential` that could be had without a person who
 * allows it, so this one behaves as the WebOTP specification says: what waits ends when it is aborted; of an SMS only the code is
 * given, by its last line, to the site of that name and to no other; a person may refuse.
 */
function phoneThatReads(): void {
  const waiting = new Set<{ give: (code: string) => void; fail: (error: unknown) => void }>();
  class OTPCredential {
    readonly type = 'otp';
    readonly code: string;
    constructor(code: string) {
      this.code = code;
    }
  }
  Object.assign(globalThis, { OTPCredential });
  const given = navigator.credentials.get.bind(navigator.credentials);
  navigator.credentials.get = (options) => {
    if (!options || !('otp' in options)) return given(options);
    const { signal } = options;
    return new Promise<Credential>((resolve, reject) => {
      const aborted = (): void => {
        waiting.delete(one);
        reject(new DOMException('aborted', 'AbortError'));
      };
      const one = {
        give: (code: string): void => {
          waiting.delete(one);
          resolve(new OTPCredential(code) as unknown as Credential);
        },
        fail: (error: unknown): void => {
          waiting.delete(one);
          reject(error instanceof Error ? error : new Error('failed'));
        },
      };
      if (signal?.aborted) return aborted();
      signal?.addEventListener('abort', aborted);
      waiting.add(one);
    });
  };
  const sms: Sms = {
    waiting: () => waiting.size,
    came: (text) => {
      const [, host, code] = /^@(\S+) #(\S+)$/.exec(text.split('\n').at(-1) ?? '') ?? [];
      if (host === location.hostname && code !== undefined) for (const one of waiting) one.give(code);
    },
    refuse: () => {
      for (const one of waiting) one.fail(new DOMException('refused', 'NotAllowedError'));
    },
  };
  Object.assign(globalThis, { sms });
}

const waiting = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { sms: Sms }).sms.waiting());
const comes = (page: Page, text: string): Promise<void> =>
  page.evaluate((said) => (globalThis as unknown as { sms: Sms }).sms.came(said), text);

let counter = 0;
const phone = (): string => `+7918${String((counter += 1)).padStart(7, '0')}`;

async function visitAt(path: string, as?: string) {
  const visit = await openPage(
    browser,
    { ...chain.whole, baseUrl: site },
    { path: '/app/nowhere', ...(as !== undefined && { as }) },
  );
  await visit.page.addInitScript(phoneThatReads);
  await visit.page.goto(path);
  return visit;
}

/** The SMS with the code that is the newest at a phone, as it is written. */
async function smsTo(number: string, before: number): Promise<{ text: string; code: string }> {
  const code = await chain.outbox.codeTo(number, before);
  const sent = chain.outbox.sent.findLast(({ address, kind }) => address === number && kind === 'sms');
  return { code, text: sent?.text ?? '' };
}

describe('C1 a code that the phone types by itself', () => {
  test('C1 the SMS is bound to the site by its last line, the field is one for such codes, and what the phone reads goes on by itself', async () => {
    const number = phone();
    const anna = await chain.join({ name: 'Анна', phone: number });
    await using visit = await visitAt('/app/sign-in');
    const { page } = visit;
    const { type, press, heading } = steps(visit, chain);
    const before = chain.outbox.codesTo(number);
    await type('Телефон', number);
    await press('Получить код');
    await heading('Код из СМС');
    const field = page.locator('.code-slots input');
    expect(await field.getAttribute('autocomplete')).toBe('one-time-code');
    expect(await field.getAttribute('inputmode')).toBe('numeric');
    await expect.poll(() => waiting(page)).toBe(1);
    const { text, code } = await smsTo(number, before);
    expect(text.split('\n').at(-1)).toBe(`@${new URL(page.url()).hostname} #${code}`);
    expect(text.split('\n')[0]).toContain(code);
    // One SMS: what is not Latin has 70 letters.
    expect(text.length).toBeLessThanOrEqual(70);
    // Another site's, and one that is bound to none, are not read.
    await comes(page, `123456 is your code\n@elsewhere.example #123456`);
    await comes(page, '654321 is your code');
    expect(await waiting(page)).toBe(1);
    await comes(page, text);
    await page.waitForURL('**/app/');
    expect(await me(page)).toMatchObject({ memberId: anna });
    expect(visit.complaints).toEqual([]);
  });

  test('C1 who goes back, or is sent another code, leaves nothing that waits for the old one', async () => {
    const number = phone();
    await chain.join({ name: 'Анна', phone: number });
    await using visit = await visitAt('/app/sign-in');
    const { page } = visit;
    const { type, press, heading } = steps(visit, chain);
    const before = chain.outbox.codesTo(number);
    await type('Телефон', number);
    await press('Получить код');
    await heading('Код из СМС');
    await expect.poll(() => waiting(page)).toBe(1);
    const first = await smsTo(number, before);
    await page.getByRole('link', { name: 'Изменить' }).click();
    await heading('Вход по телефону');
    await expect.poll(() => waiting(page)).toBe(0);
    // Its SMS comes late, and does nothing.
    await comes(page, first.text);
    expect(await me(page)).toBeNull();
  });

  test('C1 who does not let the browser read it, types it', async () => {
    const number = phone();
    const anna = await chain.join({ name: 'Анна', phone: number });
    await using visit = await visitAt('/app/sign-in');
    const { page } = visit;
    const { type, press, heading, code: typed, isHome } = steps(visit, chain);
    const before = chain.outbox.codesTo(number);
    await type('Телефон', number);
    await press('Получить код');
    await heading('Код из СМС');
    await expect.poll(() => waiting(page)).toBe(1);
    await page.evaluate(() => (globalThis as unknown as { sms: Sms }).sms.refuse());
    await typed((await smsTo(number, before)).code);
    expect(await isHome()).toMatchObject({ memberId: anna });
    expect(visit.complaints).toEqual([]);
  });

  test('S8 G1 the codes within the account are read as well: to prove that it is still me, of a new phone', async () => {
    const [number, fresh] = [phone(), phone()];
    const anna = await chain.join({ name: 'Анна', phone: number });
    await using visit = await visitAt('/app/nowhere', anna);
    const { page } = visit;
    await sql`update session set created_at = created_at - interval '1 day' where owner_id = ${anna}`.execute(
      chain.whole.shell.db,
    );
    await page.goto('/app/profile/contacts');
    await page.getByRole('button', { name: 'По нему вас находит касса' }).click();
    const before = chain.outbox.codesTo(number);
    await page.getByRole('button', { name: 'Получить код' }).click();
    await expect.poll(() => waiting(page)).toBe(1);
    await comes(page, (await smsTo(number, before)).text);
    await page.getByRole('textbox', { name: 'Новый телефон' }).fill(fresh);
    await page.getByRole('button', { name: 'Получить код' }).click();
    await expect.poll(() => waiting(page)).toBe(1);
    await comes(page, (await smsTo(fresh, 0)).text);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await me(page))?.phone).toBe(fresh);
    expect(visit.complaints).toEqual([]);
  });
});
