import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { openChain, type JourneyChain } from './journey.ts';
import { me, steps } from './signing-in.ts';

let chain: JourneyChain;
beforeAll(async () => {
  chain = await openChain();
});
afterAll(() => chain[Symbol.asyncDispose]());

const path = '/app/sign-in';
let counter = 0;
const phone = (): string => `+7916${String((counter += 1)).padStart(7, '0')}`;
/** A code of six digits that is surely another. */
const notThe = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('C1 a code that is not right', () => {
  test('C1 wrong once: says so, and takes the right one after it', async () => {
    const number = phone();
    const anna = await chain.join({ name: 'Анна', phone: number });
    await using visit = await chain.visit({ path });
    const { type, press, code, isHome } = steps(visit, chain);
    const before = chain.outbox.codesTo(number);
    await type('Телефон', number);
    await press('Получить код');
    const right = await chain.outbox.codeTo(number, before);
    await code(notThe(right));
    await visit.page.getByText(/Код не подошёл/).waitFor();
    expect(await me(visit.page)).toBeNull();
    await code(right);
    expect(await isHome()).toMatchObject({ memberId: anna });
  });

  test('C1 too many tries: the code is worth nothing any more, and a new one comes', async () => {
    const number = phone();
    await chain.join({ name: 'Анна', phone: number });
    await using visit = await chain.visit({ path });
    const { type, press, code } = steps(visit, chain);
    const before = chain.outbox.codesTo(number);
    await type('Телефон', number);
    await press('Получить код');
    const right = await chain.outbox.codeTo(number, before);
    for (const digits of [...Array<string>(5).fill(notThe(right)), right]) {
      const answered = visit.page.waitForResponse('**/v1/sign-in/code');
      await code(digits);
      expect((await answered).status()).toBe(422);
    }
    expect(await me(visit.page)).toBeNull();
  });

  test('C1 expired: says so, and a new one is sent', async () => {
    const number = phone();
    await chain.join({ name: 'Анна', phone: number });
    await using visit = await chain.visit({ path });
    const { type, press, code, isHome } = steps(visit, chain);
    const before = chain.outbox.codesTo(number);
    await type('Телефон', number);
    await press('Получить код');
    await chain.outbox.codeTo(number, before);
    const { db } = chain.whole.database;
    await sql`update confirmation set expires_at = now() - interval '1 second' where address = ${number}`.execute(
      db,
    );
    await sql`update sign_in set code = jsonb_set(code, '{sentAt}', to_jsonb((code->>'sentAt')::bigint - 60000))`.execute(
      db,
    );
    await visit.page.getByText('Код больше не действует. Отправьте новый.').waitFor();
    await press('Отправить ещё раз');
    await code(await chain.outbox.codeTo(number, before + 1));
    expect(await isHome()).toMatchObject({ phone: number });
  });
});

describe('C1 a slow network', () => {
  test('C1 answers that come late undo nothing that has happened since', async () => {
    const number = phone();
    const anna = await chain.join({ name: 'Анна', phone: number });
    await using visit = await chain.visit({ path: '/app/help' });
    const { page } = visit;
    const { type, press, heading, code, isHome } = steps(visit, chain);
    const [asked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const handed = Promise.withResolvers<void>();
    await page.route(
      '**/v1/sign-in',
      async (route) => {
        const response = await route.fetch();
        asked.resolve();
        await released.promise;
        await route.fulfill({ response }).finally(handed.resolve);
      },
      { times: 1 },
    );
    await page.goto(path);
    await asked.promise;
    const before = chain.outbox.codesTo(number);
    await type('Телефон', number);
    await press('Получить код');
    await heading('Код из СМС');
    released.resolve();
    await handed.promise;
    await code(await chain.outbox.codeTo(number, before));
    expect(await isHome()).toMatchObject({ memberId: anna });
    expect(visit.complaints).toEqual([]);
  });
});

describe('C1 whose phone and whose card', () => {
  test('C1 a phone that changed hands: who has it now gets an account of their own', async () => {
    const number = phone();
    const old = await chain.join({ name: 'Анна', phone: number });
    const { db } = chain.whole.database;
    await sql`update member set joined_at = joined_at - interval '400 days' where owner_id = ${old}`.execute(
      db,
    );
    await sql`update identifier set proven_at = now() - interval '400 days' where owner_id = ${old}`.execute(
      db,
    );
    await sql`update confirmation set used_at = used_at - interval '400 days' where owner_id = ${old}`.execute(
      db,
    );
    await using visit = await chain.visit({ path });
    const { byPhone, heading, press, join } = steps(visit, chain);
    await byPhone(number);
    await heading('Это вы?');
    await visit.picture('sign-in-who');
    await press('Нет, номер теперь мой');
    await join('Зоя');
    await heading('Вы с нами');
    const member = await me(visit.page);
    expect(member).toMatchObject({ name: 'Зоя', phone: number });
    expect(member?.memberId).not.toBe(old);
  });

  test('C1 a card of somebody else: says no more than that it cannot be linked', async () => {
    const [number, other] = [phone(), phone()];
    await chain.join({ name: 'Анна', phone: other, card: '2101999999998' });
    await using visit = await chain.visit({ path });
    const { byPhone, heading, press, type } = steps(visit, chain);
    await byPhone(number);
    await heading('Познакомимся');
    await press('У меня есть карта');
    await type('Номер карты', '2101999999998');
    await press('Привязать');
    await visit.page
      .getByRole('dialog')
      .getByText(/Эту карту привязать не получается/)
      .waitFor();
    expect(await me(visit.page)).toBeNull();
  });
});

describe('C1 G11 on the way to an account', () => {
  test('C1 a code on another device: it opens nothing there', async () => {
    const number = phone();
    const anna = await chain.join({ name: 'Анна', phone: number });
    await using visit = await chain.visit({ path });
    const { type, press, code, heading, isHome } = steps(visit, chain);
    const before = chain.outbox.codesTo(number);
    await type('Телефон', number);
    await press('Получить код');
    const right = await chain.outbox.codeTo(number, before);
    await using other = await chain.visit({ path: `${path}/step` });
    await steps(other, chain).heading('Вход по телефону');
    const answered = await other.page.evaluate(async (digits) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ code: digits });
      return (await fetch('/v1/sign-in/code', { method: 'POST', headers, body })).status;
    }, right);
    expect(answered).toBe(409);
    expect(await me(other.page)).toBeNull();
    await heading('Код из СМС');
    await code(right);
    expect(await isHome()).toMatchObject({ memberId: anna });
  });

  test('C1 by a card that was blocked: no code goes anywhere, and nothing shows that', async () => {
    const [number, own] = [phone(), '2101999999981'];
    const memberId = await chain.join({ name: 'Анна', phone: number, card: own });
    const blocked = await chain.office.POST('/v1/members/{memberId}/cards/block', {
      params: { path: { memberId } },
      body: { number: own, reason: 'Потеряна' },
    });
    expect(blocked.error).toBeUndefined();
    await using visit = await chain.visit({ path: `${path}?by=card` });
    const { type, press, heading } = steps(visit, chain);
    await type('Номер карты', own);
    await press('Получить код');
    await heading('Код из СМС');
    await visit.page.getByText('Если карта есть в базе, код придёт на её телефон.').waitFor();
    // Codes go in the order in which they were asked for: once this one is there, one for the card would be too.
    const later = phone();
    await chain.join({ name: 'Борис', phone: later });
    expect(chain.outbox.codesTo(later)).toBe(1);
    const codes = chain.outbox.sent.filter(
      ({ address, purpose }) => address === number && purpose === 'confirm-sign-in',
    );
    expect(codes).toEqual([]);
  });

  test('G11 the phone is lost: by e-mail, to a new phone', async () => {
    const [old, fresh] = [phone(), phone()];
    const anna = await chain.join({ name: 'Анна', phone: old });
    const email = 'anna@example.com';
    const { db } = chain.whole.database;
    await sql`update member set email = ${email}, proved_email = ${email} where owner_id = ${anna}`.execute(
      db,
    );
    await sql`insert into identifier (kind, value, owner_id) values ('email', ${email}, ${anna})`.execute(db);
    await using visit = await chain.visit({ path });
    const { type, press, code, heading, byPhone, isHome } = steps(visit, chain);
    await visit.page.getByRole('link', { name: 'Нет доступа к телефону' }).click();
    await type('Электронная почта', email);
    await press('Получить код');
    await heading('Код из письма');
    await code(await chain.outbox.codeTo(email));
    await heading('Новый номер');
    await byPhone(fresh);
    expect(await isHome()).toMatchObject({ memberId: anna, phone: fresh });
  });
});

describe('C1 network that fails', () => {
  test('C1 the answer is lost: asked again, no second code is sent', async () => {
    const number = phone();
    await chain.join({ name: 'Анна', phone: number });
    await using visit = await chain.visit({ path });
    const { type, press, code, isHome } = steps(visit, chain);
    const before = chain.outbox.codesTo(number);
    await visit.page.route(
      '**/v1/sign-in/start',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await type('Телефон', number);
    await press('Получить код');
    await visit.page.getByText(/Сервер не ответил/).waitFor();
    await press('Получить код');
    await code(await chain.outbox.codeTo(number, before));
    await isHome();
    expect(chain.outbox.codesTo(number)).toBe(before + 1);
  });

  test('C1 offline in the middle: says so, keeps what was typed, and goes on', async () => {
    const number = phone();
    await chain.join({ name: 'Анна', phone: number });
    await using visit = await chain.visit({ path });
    const { type, press, code, isHome } = steps(visit, chain);
    const before = chain.outbox.codesTo(number);
    await type('Телефон', number);
    await visit.context.setOffline(true);
    await visit.page.getByText('Без сети').waitFor();
    await press('Получить код');
    await visit.page.getByText(/Нет сети/).waitFor();
    await visit.picture('sign-in-offline');
    await visit.context.setOffline(false);
    await press('Получить код');
    await code(await chain.outbox.codeTo(number, before));
    expect(await isHome()).toMatchObject({ phone: number });
  });

  test('C1 loaded anew, and back to mend the number: nothing is lost and nothing is sent twice', async () => {
    const number = phone();
    await chain.join({ name: 'Анна', phone: number });
    await using visit = await chain.visit({ path });
    const { page } = visit;
    const { type, heading, code, isHome } = steps(visit, chain);
    const before = chain.outbox.codesTo(number);
    await type('Телефон', number);
    await page.getByRole('button', { name: 'Получить код' }).dblclick();
    await heading('Код из СМС');
    const right = await chain.outbox.codeTo(number, before);
    await page.reload();
    await heading('Код из СМС');
    await page.goBack();
    await heading('Вход по телефону');
    await page.goForward();
    await heading('Код из СМС');
    await code(right);
    await isHome();
    expect(chain.outbox.codesTo(number)).toBe(before + 1);
  });

  test('C1 who signs out is out, also with the way back and with the page of signing in', async () => {
    const number = phone();
    await chain.join({ name: 'Анна', phone: number });
    await using visit = await chain.visit({ path });
    const { page } = visit;
    const { byPhone, heading, isHome } = steps(visit, chain);
    await byPhone(number);
    await isHome();
    expect(await page.evaluate(async () => (await fetch('/v1/me/sign-out', { method: 'POST' })).status)).toBe(
      200,
    );
    await page.goto(path);
    await heading('Вход по телефону');
    await page.waitForLoadState('networkidle');
    expect(await me(page)).toBeNull();
    expect(new URL(page.url()).pathname).toBe(path);
  });
});
