import { createBonumClient } from '@bonum/client';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wholeServer, type WholeServer } from '../testing/whole-server.ts';
import { exchangeAddress } from './exchange.ts';
import { feedRoot } from './odata.ts';

let whole: WholeServer;
beforeAll(async () => {
  whole = await wholeServer();
});
afterAll(() => whole[Symbol.asyncDispose]());

const office = () => createBonumClient({ baseUrl: whole.baseUrl, key: whole.key });

async function made(mostPerMinute?: number, more: object = {}): Promise<string> {
  const body = {
    keyId: v7(),
    name: 'Партнёр',
    scopes: ['programme:read' as const, 'bi:read' as const, 'keys:write' as const],
  };
  const { data, error } = await office().POST('/v1/keys', {
    body: { ...body, ...(mostPerMinute !== undefined && { mostPerMinute }), ...more },
  });
  if (error) throw new Error(error.detail);
  return data.secret;
}

const ask = (key: string, path = '/v1/stores') =>
  fetch(whole.baseUrl + path, { headers: { authorization: `Bearer ${key}` } });

describe('G9 a key has a limit of its own', () => {
  test('over all that it asks, by whichever protocol; other keys go on', async () => {
    const [slow, free] = [await made(4), await made()];
    const first = await ask(slow);
    expect(first.status).toBe(200);
    expect(first.headers.get('ratelimit-policy')).toBe('"minute";q=4;w=60');
    expect(first.headers.get('ratelimit')).toMatch(/^"minute";r=3;t=(60|59|58)$/);
    expect((await ask(slow, `${feedRoot}/Stores`)).headers.get('ratelimit')).toMatch(/^"minute";r=2;t=/);
    expect((await ask(slow, '/v1/nothing-of-the-kind')).status).toBe(404);
    expect((await ask(slow)).status).toBe(200);
    // What was asked wrongly counts, too, once the key was looked at; an address that is not there never gets so far.
    expect((await ask(slow, '/v1/stores?limit=x')).status).toBe(400);
    const refused = await ask(slow);
    expect([refused.status, await refused.json()]).toMatchObject([429, { code: 'too-many-requests' }]);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(refused.headers.get('ratelimit')).toBe(`"minute";r=0;t=${seconds}`);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect((await ask(slow, `${feedRoot}/Stores`)).status).toBe(429);
    for (let times = 0; times < 8; times++) expect((await ask(free)).status).toBe(200);
    expect((await ask(free)).headers.has('ratelimit')).toBe(false);
  });

  test('which is seen, and which it cannot give away', async () => {
    const slow = createBonumClient({ baseUrl: whole.baseUrl, key: await made(50) });
    for (const [wanted, had] of [
      [undefined, 50],
      [1000, 50],
      [5, 5],
    ] as const) {
      const body = { keyId: v7(), name: 'Дальше', scopes: ['programme:read' as const] };
      const { data } = await slow.POST('/v1/keys', {
        body: { ...body, ...(wanted !== undefined && { mostPerMinute: wanted }) },
      });
      expect(data?.key.mostPerMinute).toBe(had);
    }
    const { data } = await office().GET('/v1/keys', { params: { query: { limit: 200 } } });
    expect(data?.keys.map(({ mostPerMinute }) => mostPerMinute)).toEqual(
      expect.arrayContaining([null, 50, 5]),
    );
  });
});

describe('a key has a quota of the day', () => {
  test('over all that it asks; then it hears how long it is until the chain has another day', async () => {
    const key = await made(undefined, { mostPerDay: 6 });
    for (let times = 0; times < 5; times++) expect((await ask(key)).status).toBe(200);
    expect((await ask(key, `${feedRoot}/Stores`)).status).toBe(200);
    const refused = await ask(key);
    expect([refused.status, await refused.json()]).toMatchObject([429, { code: 'quota-used' }]);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(25 * 3600);
    expect((await ask(key, `${feedRoot}/Stores`)).status).toBe(429);
    const { data } = await office().GET('/v1/keys', { params: { query: { limit: 200 } } });
    expect(data?.keys.find(({ mostPerDay }) => mostPerDay === 6)).toMatchObject({ usedToday: 6 });
    expect(data?.keys.find(({ mostPerDay }) => mostPerDay === null)).toMatchObject({ usedToday: null });
  });

  test('which it cannot give away', async () => {
    const key = createBonumClient({ baseUrl: whole.baseUrl, key: await made(undefined, { mostPerDay: 50 }) });
    const body = { keyId: v7(), name: 'Дальше', scopes: ['programme:read' as const], mostPerDay: 1000 };
    const { data } = await key.POST('/v1/keys', { body });
    expect(data?.key.mostPerDay).toBe(50);
  });

  test('each step of an exchange with 1C counts, although it is known by a cookie', async () => {
    const key = await made(undefined, { mostPerDay: 4, scopes: ['catalogue:write'] });
    const step = (mode: string, headers: Record<string, string>) =>
      fetch(`${whole.baseUrl}${exchangeAddress}?type=catalog&mode=${mode}`, { headers });
    const begun = await step('checkauth', {
      authorization: `Basic ${Buffer.from(`1c:${key}`).toString('base64')}`,
    });
    const [said, name, token] = (await begun.text()).split('\n');
    expect(said).toBe('success');
    const cookie = { cookie: `${name}=${token}` };
    for (let times = 0; times < 3; times++) expect((await step('init', cookie)).status).toBe(200);
    const refused = await step('init', cookie);
    expect([refused.status, (await refused.text()).split('\n')[0]]).toEqual([429, 'failure']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('and for the limit of the minute', async () => {
    const key = await made(2, { scopes: ['catalogue:write'] });
    const step = (mode: string, headers: Record<string, string>) =>
      fetch(`${whole.baseUrl}${exchangeAddress}?type=catalog&mode=${mode}`, { headers });
    const begun = await step('checkauth', {
      authorization: `Basic ${Buffer.from(`1c:${key}`).toString('base64')}`,
    });
    const [, name, token] = (await begun.text()).split('\n');
    const cookie = { cookie: `${name}=${token}` };
    expect([(await step('init', cookie)).status, (await step('init', cookie)).status]).toEqual([200, 429]);
  });
});
