import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { obstacles } from './accessible.ts';
import { openChain, type JourneyChain } from './journey.ts';
import type { VisitedPage } from './visit.ts';

let chain: JourneyChain;
beforeAll(async () => {
  chain = await openChain();
});
afterAll(() => chain[Symbol.asyncDispose]());

const path = '/app/profile/privacy';
let phones = 0;

/** A member whose browser was signed in yesterday. */
async function longSignedIn(language: 'ru' | 'en' = 'ru') {
  const phone = `+7916557${String((phones += 1) + 1000)}`;
  const anna = await chain.join({ name: 'Анна', phone });
  const visit = await chain.visit({ path: '/app/nowhere', as: anna, language });
  await sql`update session set created_at = created_at - interval '1 day' where owner_id = ${anna}`.execute(
    chain.whole.shell.db,
  );
  await visit.page.goto(path);
  return { anna, phone, visit };
}

const press = ({ page }: VisitedPage, name: string) =>
  page.getByRole('button', { name, exact: true }).click();

describe('S8 my data to take along', () => {
  test('S8 whoever signed in long ago proves that it is them: a wrong code can be typed anew, and another sent', async () => {
    const { phone, visit } = await longSignedIn();
    await using _ = visit;
    const { page } = visit;
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/me/export')) asked.push(`${request.resourceType()} ${request.url()}`);
    });
    await press(visit, 'Скачать страницей');
    await press(visit, 'Получить код');
    const first = await chain.outbox.codeTo(phone, 1);
    const slots = page.getByLabel(/Код, \d цифр/);
    await slots.fill(first === '000000' ? '000001' : '000000');
    await page.getByText('Код не подошёл').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await visit.picture('privacy-wrong-code');
    await press(visit, 'Отправить код ещё раз');
    // The field for the new one, in which nothing has failed.
    await page.getByText('Код не подошёл').waitFor({ state: 'detached' });
    const second = await chain.outbox.codeTo(phone, 2);
    const [download] = await Promise.all([page.waitForEvent('download'), slots.fill(second)]);
    expect(download.suggestedFilename()).toMatch(/\.html$/);
    await page.getByText('Файл скачивается').waitFor();
    expect(await page.locator('dialog').count()).toBe(0);
    expect(await obstacles(page)).toEqual([]);
    await visit.picture('privacy-downloading');
    // The browser saved it, no script did; and no code stood in its address.
    expect(asked).toEqual([expect.stringMatching(/^document .*\/v1\/me\/export\?form=html&language=ru$/)]);
    // What broke off is asked for again without another code.
    const [again] = await Promise.all([
      page.waitForEvent('download'),
      press(visit, 'Скачать для программ (JSON)'),
    ]);
    expect(again.suggestedFilename()).toMatch(/\.json$/);
    expect(visit.complaints).toEqual([]);
  });

  test('S8 a long history is a long file, and neither the page nor the server holds it', async () => {
    const { anna, visit } = await longSignedIn();
    await using _ = visit;
    const { page } = visit;
    const { db } = chain.whole.shell;
    await sql`update session set proved_at = now() where owner_id = ${anna}`.execute(db);
    // 60 MB of notices: of today, since the worker forgets old ones as it tells new ones.
    await sql`insert into notice (owner_id, notice_id, kind, facts, at)
      select ${anna}::uuid, gen_random_uuid(), 'welcome', json_build_object('n', n, 'text', repeat('x', 3000)),
             now() - n * interval '1 second' from generate_series(1, 20000) n`.execute(db);
    const before = process.memoryUsage().rss;
    const heap = await heapOf(visit);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      press(visit, 'Скачать для программ (JSON)'),
    ]);
    const file = await download.path();
    let size = 0;
    for await (const piece of createReadStream(file)) size += (piece as Buffer).length;
    expect(size).toBeGreaterThan(60_000_000);
    expect((await heapOf(visit)) - heap).toBeLessThan(10_000_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(size * 2);
  });

  test.each([
    ['ru', 'Сначала подтвердите, что это вы', 'Скачать страницей'],
    ['en', 'Prove first that it is you', 'Download as a page'],
  ] as const)('S8 what the server refuses is read in the app, in %s', async (language, said, button) => {
    const { visit } = await longSignedIn(language);
    await using _ = visit;
    const { page } = visit;
    // By its address, as from a page that was left open.
    await page.goto('/v1/me/export?form=html');
    expect(new URL(page.url()).pathname).toBe(path);
    await page.getByText(said).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('button', { name: button }).waitFor();
  });

  test('S8 without network or server the page says so, and goes on once it is back', async () => {
    const { anna, visit } = await longSignedIn();
    await using _ = visit;
    const { page } = visit;
    await sql`update session set proved_at = now() where owner_id = ${anna}`.execute(chain.whole.shell.db);
    await page.getByRole('button', { name: 'Скачать страницей' }).waitFor();
    await page.route('**/v1/me/proof/code', (route) => route.abort());
    await press(visit, 'Скачать страницей');
    await page.getByText('Сервер не ответил').waitFor();
    await page.unroute('**/v1/me/proof/code');
    await visit.context.setOffline(true);
    await page.getByRole('button', { name: 'Скачать страницей' }).click({ force: true });
    await page.getByText('Сработает, когда появится сеть').first().waitFor();
    expect(new URL(page.url()).pathname).toBe(path);
    await visit.context.setOffline(false);
    await Promise.all([page.waitForEvent('download'), press(visit, 'Скачать страницей')]);
  });

  test('S8 nobody else gets it: not another site, not a stranger, not by any address', async () => {
    const { anna } = await longSignedIn();
    await sql`update session set proved_at = now() where owner_id = ${anna}`.execute(chain.whole.shell.db);
    await using stranger = await chain.visit({ path: '/app/sign-in' });
    for (const query of ['form=html', `form=html&memberId=${anna}`, `form=json&ticket=${randomUUID()}`]) {
      const response = await stranger.page.request.get(`/v1/me/export?${query}`);
      expect([400, 401]).toContain(response.status());
    }
  });
});

/** How much the page's scripts hold. */
async function heapOf({ page, context }: VisitedPage): Promise<number> {
  const cdp = await context.newCDPSession(page);
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  await cdp.detach();
  return usedSize;
}
