import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asteriskAri, type AsteriskAri } from '@bonum/standins/asterisk';
import { mangoOffice, type MangoOffice } from '@bonum/standins/mango';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { takeCallNews } from '../../apps/server/src/calls/take-call-news.ts';
import { openTelephony } from '../../apps/server/src/telephony/open-telephony.ts';
import { openChain, type JourneyChain } from '../journey.ts';

const keys = { key: 'chain', salt: 'agreed' };
const account = { app: 'bonum', user: 'bonum', password: 'agreed' };
let chain: JourneyChain;
let office: MangoOffice;
let asterisk: AsteriskAri;
let folder: string;
let stop: () => Promise<void>;
const called = { '79160000041': 'Анна', '79160000042': 'Борис' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonum-screen-pop-'));
  [office, asterisk] = await Promise.all([mangoOffice(keys), asteriskAri(account)]);
  const telephonyFile = join(folder, 'telephony.json');
  const file = {
    mango: { apiKey: keys.key, salt: keys.salt, url: office.url },
    asterisk: { url: asterisk.url, ...account },
  };
  await writeFile(telephonyFile, JSON.stringify(file));
  const telephony = await openTelephony({ telephonyFile, dataFolder: folder });
  chain = await openChain(['sms'], { telephony });
  for (const [phone, name] of Object.entries(called)) await chain.join({ name, phone: `+${phone}` });
  // As a worker does.
  telephony.exchanges['asterisk']?.listen?.((news) => takeCallNews(chain.whole.shell, 'asterisk', news));
  stop = async () => telephony.exchanges['asterisk']?.close?.();
  await vi.waitUntil(() => asterisk.listening, { timeout: 30_000 });
});
afterAll(async () => {
  await stop();
  await chain[Symbol.asyncDispose]();
  await Promise.all([office[Symbol.asyncDispose](), asterisk[Symbol.asyncDispose]()]);
  await rm(folder, { recursive: true });
});

type Ring = (phone: string, number: number) => Promise<() => Promise<void>>;

const exchanges: Readonly<Record<string, Ring>> = {
  'Mango Office': async (from, number) => {
    const at = Math.floor(Date.now() / 1000);
    const told = office.incoming({ entryId: `P${number}`, from, extension: '101', at, missed: true });
    const tell = async (parts: typeof told): Promise<void> => {
      for (const { path, form } of parts)
        await fetch(`${chain.whole.baseUrl}/callbacks/mango/${path}`, { method: 'POST', body: form });
    };
    await tell(told.slice(0, 1));
    return () => tell(told.slice(1));
  },
  Asterisk: async (from) => {
    const call = asterisk.incoming(from, '101');
    call.ring();
    return async () => call.hangUp();
  },
};

const TIMES = 10;

/** From the moment at which the exchange begins to tell, to the name that stands on the screen. */
async function popped(page: Page, ring: Ring, number: number): Promise<number> {
  const [phone, name] = Object.entries(called)[number % 2] ?? ['', ''];
  const began = performance.now();
  const hangUp = await ring(phone, number);
  await page.getByRole('heading', { level: 1, name }).waitFor();
  const took = performance.now() - began;
  await hangUp();
  await page.getByRole('region', { name: 'Звонок' }).waitFor({ state: 'detached' });
  return took;
}

describe('G7 a call opens its caller before they say hello', () => {
  test.each(Object.entries(exchanges))('%s', async (exchange, ring) => {
    const olga = await chain.whole.staff({ roles: ['operator'] });
    await using desk = await chain.visit({ path: '/desk/', size: 'desk', cookie: olga.cookie });
    const { page } = desk;
    await page.evaluate(() =>
      fetch('/v1/staff/me/extension', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ extension: '101' }),
      }),
    );
    const took: number[] = [];
    for (let number = 0; number < TIMES; number++) took.push(await popped(page, ring, number));
    const sorted = took.toSorted((one, other) => one - other).map(Math.round);
    // For docs/telephony.md: a machine with much else to do says nothing of the desk.
    console.info(
      `${exchange}: from the exchange to the name on the screen ${sorted[TIMES / 2]} ms, at worst ${sorted.at(-1)} ms of ${TIMES}`,
    );
    expect(desk.complaints).toEqual([]);
  });
});
