import { randomBytes } from 'node:crypto';
import { cookies } from '@bonum/contract';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publish } from '../programme/publish.ts';
import { shipped } from '../testing/chain.ts';
import { cookieOf } from '../testing/stub-server.ts';
import { wholeServer, type WholeServer } from '../testing/whole-server.ts';
import { SESSION_LASTS_MS } from './open-session.ts';
import { readToken, writeToken } from './session-token.ts';

let whole: WholeServer;
let memberId: string;
beforeAll(async () => {
  whole = await wholeServer();
  await publish(whole.database.db, await shipped('sportswear'), 'live');
  memberId = await aMember();
});
afterAll(() => whole[Symbol.asyncDispose]());

async function post(url: string, payload: object): Promise<void> {
  const headers = { authorization: `Bearer ${whole.key}` };
  const response = await whole.server.inject({ method: 'POST', url, payload, headers });
  expect(response.statusCode, response.body).toBe(200);
}

async function aMember(): Promise<string> {
  const [owner, confirmationId, phone] = [v7(), v7(), '+7 916 555-77-01'];
  await post('/v1/confirmations', { confirmationId, purpose: 'join', phone });
  const confirmation = { confirmationId, code: await whole.codeOf(confirmationId) };
  await post('/v1/members', { memberId: owner, phone, confirmation, name: 'Анна' });
  return owner;
}

const me = (headers: Record<string, string>) => whole.server.inject({ url: '/v1/me', headers });
const signOut = (headers: Record<string, string>) =>
  whole.server.inject({ method: 'POST', url: '/v1/me/sign-out', headers });
const tokenIn = (cookie: string): string =>
  new RegExp(`${cookies.session}=([\\w-]+)`).exec(cookie)?.[1] ?? '';

describe('G1 a member’s session', () => {
  test('is the member, and nobody without it', async () => {
    const answer = await me({ cookie: await whole.signIn(memberId) });
    expect(answer.json()).toMatchObject({ memberId, name: 'Анна' });
    for (const cookie of ['', `${cookies.session}=x`, cookieOf('x'.repeat(107))]) {
      const refused = await me({ cookie });
      expect([refused.statusCode, refused.json().code]).toEqual([401, 'signed-out']);
    }
  });

  test('ends when signed out of, at once and for this browser only', async () => {
    const [one, other] = [await whole.signIn(memberId), await whole.signIn(memberId)];
    const out = await signOut({ cookie: one });
    expect(out.statusCode).toBe(200);
    expect(out.cookies).toContainEqual(
      expect.objectContaining({ name: cookies.session, value: '', path: '/' }),
    );
    expect((await me({ cookie: one })).statusCode).toBe(401);
    expect((await me({ cookie: other })).statusCode).toBe(200);
  });

  test('does not open for another’s secret, and not after its time', async () => {
    const token = readToken(tokenIn(await whole.signIn(memberId)));
    expect(token).not.toBeNull();
    const forged = writeToken({
      ownerId: memberId,
      sessionId: token?.sessionId ?? '',
      secret: randomBytes(32),
    });
    expect((await me({ cookie: cookieOf(forged) })).statusCode).toBe(401);
    const cookie = await whole.signIn(memberId);
    await whole.database.pool.query(`update session set expires_at = now() - interval '1 second'`);
    expect((await me({ cookie })).statusCode).toBe(401);
  });

  test('lasts as long as it is used', async () => {
    const cookie = await whole.signIn(memberId);
    const sessionId = readToken(tokenIn(cookie))?.sessionId;
    const age = `update session set seen_at = seen_at - interval '2 days', expires_at = expires_at - interval '2 days'`;
    await whole.database.pool.query(`${age} where session_id = $1`, [sessionId]);
    const before = Date.now();
    expect((await me({ cookie })).statusCode).toBe(200);
    const { rows } = await whole.database.pool.query('select expires_at from session where session_id = $1', [
      sessionId,
    ]);
    expect(Number(rows[0].expires_at)).toBeGreaterThanOrEqual(before + SESSION_LASTS_MS);
  });

  test('is not moved by the page of another site', async () => {
    const cookie = await whole.signIn(memberId);
    for (const from of [
      { origin: 'https://elsewhere.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
    ]) {
      const refused = await signOut({ cookie, ...from });
      expect([refused.statusCode, refused.json().code]).toEqual([403, 'wrong-origin']);
    }
    expect((await me({ cookie })).statusCode).toBe(200);
    const own = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' };
    expect((await signOut({ cookie, ...own })).statusCode).toBe(200);
  });

  test('a key is no session and a session no key', async () => {
    expect((await me({ authorization: `Bearer ${whole.key}` })).statusCode).toBe(401);
    const cookie = await whole.signIn(memberId);
    expect(
      (await whole.server.inject({ url: `/v1/members/${memberId}`, headers: { cookie } })).statusCode,
    ).toBe(401);
  });
});
