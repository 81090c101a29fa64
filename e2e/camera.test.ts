import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ean13 } from '../apps/member/src/barcode/ean13.ts';
import { openChromium } from '../tools/till/chromium.ts';
import { obstacles } from './accessible.ts';
import { filmOf } from './film.ts';
import { openChain, type JourneyChain } from './journey.ts';
import { openPage } from './visit.ts';

const number = '2101000000538';

let chain: JourneyChain;
let camera: readonly string[];
let browser: Browser;
let folder: string;
let anna: string;
describe('a card before the camera', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bonum-camera-'));
    const film = join(folder, 'card.y4m');
    await writeFile(film, filmOf(ean13(number)));
    camera = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
    browser = await openChromium([...camera, '--use-fake-ui-for-media-stream']);
    chain = await openChain();
    anna = await chain.join({ name: 'Анна', phone: '+79165554001' });
    await chain.office.POST('/v1/cards/open', { body: { memberId: randomUUID(), number } });
  });
  afterAll(async () => {
    await browser.close();
    await chain[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  test('who does not let the camera be used is told how to allow it, and types the number', async () => {
    await using refusing = await openChromium([...camera, '--use-fake-ui-for-media-stream=deny']);
    await using visit = await openPage(refusing, chain.whole, {
      path: '/app/cards',
      as: anna,
      language: 'en',
      theme: 'dark',
    });
    const { page } = visit;
    await page.getByRole('button', { name: 'Link a card' }).click();
    await page.getByRole('button', { name: 'Scan with the camera' }).click();
    await page.getByText('The camera is blocked for this site').waitFor();
    await visit.picture('scan-refused');
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('button', { name: 'Type the number instead' }).click();
    await page.getByRole('dialog', { name: 'Card', exact: true }).waitFor({ state: 'detached' });
    await page.getByLabel('Card number').waitFor();
    expect(visit.complaints).toEqual([]);
  });

  test('D7 a card that the camera sees is linked', async () => {
    await using visit = await openPage(browser, chain.whole, { path: '/app/cards', as: anna });
    const { page, context } = visit;
    await context.grantPermissions(['camera']);
    await page.getByRole('button', { name: 'Привязать карту' }).click();
    await page.getByRole('button', { name: 'Сканировать камерой' }).click();
    await page.getByText('2 101000 000538').waitFor();
    await page.getByRole('dialog').first().waitFor({ state: 'detached' });
    const { data } = await chain.office.GET('/v1/members/{memberId}', {
      params: { path: { memberId: anna } },
    });
    expect(data?.cards.map((card) => card.number)).toContain(number);
    expect(visit.complaints).toEqual([]);
  });
});
