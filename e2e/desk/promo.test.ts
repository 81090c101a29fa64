import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ean13 } from '../../apps/member/src/barcode/ean13.ts';
import { openChromium } from '../../tools/till/chromium.ts';
import { obstacles } from '../accessible.ts';
import { filmOf } from '../film.ts';
import { openChain, type JourneyChain } from '../journey.ts';
import { codeIsAsked } from '../signing-in.ts';
import { openPage, type VisitedPage } from '../visit.ts';
import { openDesk } from './desk.ts';

const card = '2101000000538';

let chain: JourneyChain;
let browser: Browser;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonum-promo-'));
  const film = join(folder, 'card.y4m');
  await writeFile(film, filmOf(ean13(card)));
  browser = await openChromium([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ]);
  chain = await openChain();
});
afterAll(async () => {
  await browser.close();
  await chain[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const find = async (phone: string) => (await chain.office.POST('/v1/members/find', { body: { phone } })).data;

async function promoter(language: 'ru' | 'en' = 'ru'): Promise<VisitedPage> {
  const { cookie } = await chain.whole.staff({ roles: ['promo'] });
  const visit = await openPage(browser, chain.whole, {
    path: '/desk/promo',
    cookie,
    language,
    theme: 'light',
  });
  await visit.context.grantPermissions(['camera']);
  return visit;
}

async function agree(page: Page): Promise<void> {
  await page.getByText('Согласен с правилами программы').click();
  await page.getByText('Согласен на обработку персональных данных').click();
}

describe('G8 promo mode', () => {
  test('a card before the camera, a phone, two consents, a code: a member, by five taps', async () => {
    const phone = '+79165556001';
    await using visit = await promoter();
    const { page } = visit;
    let taps = 0;
    const tap = async (name: string): Promise<void> => {
      taps += 1;
      await page.getByRole('button', { name, exact: true }).click();
    };
    await page.getByRole('heading', { name: 'Карта' }).waitFor();
    await visit.picture('promo-card');
    expect(await obstacles(page)).toEqual([]);
    const began = performance.now();
    await tap('Сканировать');
    await page.getByText('Карта ·· 0538').waitFor();
    await page.keyboard.type('9165556001');
    // None is given beforehand.
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0);
    await agree(page);
    taps += 2;
    await visit.picture('promo-person');
    expect(await obstacles(page)).toEqual([]);
    await tap('Отправить код');
    await codeIsAsked(page);
    await page.keyboard.type(await chain.outbox.codeTo(phone));
    await page.getByRole('heading', { name: 'Готово' }).waitFor();
    const seconds = (performance.now() - began) / 1000;
    await visit.picture('promo-done');
    expect(await obstacles(page)).toEqual([]);
    console.info(
      `Signing a member up took ${taps} taps, 16 digits and ${seconds.toFixed(1)} s of the browser's.`,
    );
    expect(taps).toBeLessThanOrEqual(5);
    const member = await find(phone);
    expect(member).toMatchObject({
      cards: expect.arrayContaining([expect.objectContaining({ number: card })]),
    });
    const { memberId = '' } = member ?? {};
    const { data } = await chain.office.GET('/v1/members/{memberId}', { params: { path: { memberId } } });
    expect(data?.consents.map(({ kind, version, given }) => [kind, version, given])).toEqual(
      expect.arrayContaining([
        ['terms', 'plain', true],
        ['personal-data', 'plain', true],
      ]),
    );
    await page.getByText('1 участник').waitFor();
    expect(visit.complaints).toEqual([]);
  });

  test('the code that sees a card comes when it is wanted, and not before', async () => {
    await using visit = await promoter();
    const { page } = visit;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const ofScanner = (): string[] => asked.filter((path) => /scanner|zxing/.test(path));
    await page.reload();
    await page.getByRole('button', { name: 'Сканировать' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect([asked.length > 0, ofScanner()]).toEqual([true, []]);
    await page.getByRole('button', { name: 'Сканировать' }).click();
    await page.getByText('Карта ·· 0538').waitFor();
    expect(ofScanner().some((path) => path.endsWith('.wasm'))).toBe(true);
  });

  test('what could not be sent is kept over a reload, sent once when the network is back, and doubled by nothing', async () => {
    const phone = '+79165556002';
    await using visit = await promoter();
    const { page } = visit;
    await page.getByRole('button', { name: 'Без карты' }).click();
    await page.getByLabel('Телефон').fill('9165556002');
    await agree(page);
    await page.getByRole('button', { name: 'Отправить код' }).click();
    await page.getByText('Отправили на').waitFor();
    const code = await chain.outbox.codeTo(phone);
    // It arrives, and its answer does not.
    await page.route('**/v1/members', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.keyboard.type(code);
    await page.getByRole('heading', { name: 'Сохранено' }).waitFor();
    await page.getByRole('button', { name: /Ждут отправки/ }).waitFor();
    await visit.picture('promo-waits');
    expect(await obstacles(page)).toEqual([]);
    await page.unroute('**/v1/members');
    await page.reload();
    await page.getByText('1 участник').waitFor();
    expect(await page.getByRole('button', { name: /Ждут отправки/ }).count()).toBe(0);
    expect(await find(phone)).toMatchObject({ cards: [expect.anything()] });
    expect(await chain.whole.breaks()).toEqual([]);
  });

  test('without network a card is handed out all the same, and is opened later', async () => {
    const number = '2101000000545';
    await using visit = await promoter();
    const { page, context } = visit;
    await page.getByRole('button', { name: 'Ввести номер' }).click();
    await page.getByLabel('Номер карты').fill('2101000000546');
    await page.getByRole('button', { name: 'Дальше' }).click();
    await page.getByText('Номер не сходится').waitFor();
    await page.getByLabel('Номер карты').fill(number);
    await page.getByRole('button', { name: 'Дальше' }).click();
    await context.setOffline(true);
    await page.getByLabel('Телефон').fill('9165556003');
    await page.getByText('Нет сети: код не придёт').waitFor();
    await visit.picture('promo-offline');
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('button', { name: 'Сохранить карту без кода' }).click();
    await page.getByRole('heading', { name: 'Сохранено' }).waitFor();
    await page.getByRole('button', { name: /Ждут отправки/ }).click();
    await page.getByRole('dialog').getByText('ждёт сеть').waitFor();
    await visit.picture('promo-queue');
    await context.setOffline(false);
    await page.getByText('1 участник').waitFor();
    const { data } = await chain.office.POST('/v1/members/find', { body: { card: number } });
    expect(data).toMatchObject({ status: 'active' });
  });

  test('the page opens without network, with what waits', async () => {
    const { cookie } = await chain.whole.staff({ roles: ['promo'] });
    await using visit = await openPage(browser, chain.whole, {
      path: '/desk/promo',
      cookie,
      installed: true,
    });
    const { page, context } = visit;
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    await page.reload();
    await page.getByRole('button', { name: 'Ввести номер' }).click();
    await page.getByLabel('Номер карты').fill('2101000000552');
    await page.getByRole('button', { name: 'Дальше' }).click();
    await context.setOffline(true);
    await page.getByLabel('Телефон').fill('9165556005');
    await page.getByRole('button', { name: 'Сохранить карту без кода' }).click();
    await page.getByRole('heading', { name: 'Сохранено' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: /Ждут отправки/ }).waitFor();
    expect(await page.getByRole('heading', { name: 'Карта' }).count()).toBe(1);
    await context.setOffline(false);
    await page.getByText('1 участник').waitFor();
    expect(visit.complaints).toEqual([]);
  });

  test('a wrong code is asked for again, and a phone that is known is said to be', async () => {
    const phone = '+79165556004';
    await chain.join({ name: 'Анна', phone });
    await using visit = await promoter();
    const { page } = visit;
    await page.getByRole('button', { name: 'Без карты' }).click();
    await page.getByLabel('Телефон').fill('9165556004');
    await page.getByRole('button', { name: 'Отправить код' }).click();
    await page.getByText('Без этого согласия').first().waitFor();
    await visit.picture('promo-consent-missing');
    await agree(page);
    const before = chain.outbox.codesTo(phone);
    await page.getByRole('button', { name: 'Отправить код' }).click();
    await page.getByText('Отправили на').waitFor();
    const code = await chain.outbox.codeTo(phone, before);
    const wrong = code.replace(/^./, (digit) => String((Number(digit) + 1) % 10));
    await page.keyboard.type(wrong);
    await page.getByText('Код не подошёл').waitFor();
    await visit.picture('promo-wrong-code');
    await page.keyboard.type(code);
    await page.getByRole('heading', { name: 'Уже участник' }).waitFor();
    expect(await page.getByRole('button', { name: /Ждут отправки/ }).count()).toBe(0);
  });

  test('in English, dark, at the desk too', async () => {
    await using visit = await openDesk(chain, {
      path: '/desk/promo',
      roles: ['promo'],
      language: 'en',
      theme: 'dark',
      size: 'phone',
    });
    const { page } = visit;
    await page.getByRole('heading', { name: 'Card', exact: true }).waitFor();
    await visit.picture('promo-card');
    await page.getByRole('button', { name: 'Without a card' }).click();
    await page.getByLabel('Phone').waitFor();
    await visit.picture('promo-person');
    expect(await obstacles(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});
