import { cookies } from '@bonum/contract';
import { Keycloak, type RealmUser } from '@bonum/standins/keycloak';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildServer } from '../../http/server.ts';
import { Chain } from '../../testing/chain.ts';
import { createDatabase } from '../../testing/database.ts';
import { handlersOf, keepersOf } from '../../wire.ts';
import { Company } from './company.ts';
import { rolesInClaims } from './roles-in-claims.ts';
import { companySettings } from './settings.ts';

const mapping = { 'desk-operator': 'operator', '/support/seniors': 'senior-operator', auditors: 'auditor' };
const vera: RealmUser = {
  sub: 'f3c9a1de-0001',
  username: 'Vera.K',
  name: 'Вера Климова',
  realmRoles: ['offline_access', 'desk-operator'],
};

let realm: Keycloak;
let chain: Chain;
let baseUrl = '';
let close: () => Promise<void>;
beforeAll(async () => {
  realm = await Keycloak.start();
  const database = await createDatabase();
  chain = new Chain(database);
  // What the provider says it says at the time of the world.
  chain.now = Date.now();
  const { id, secret } = realm.client;
  const settings = companySettings({
    issuer: realm.issuer,
    clientId: id,
    clientSecret: secret,
    roles: mapping,
  });
  const company = new Company(settings, chain.shell.publicUrl);
  const shell = { ...chain.shell, company };
  const server = buildServer({
    handlers: handlersOf(shell),
    keepers: keepersOf(shell),
    publicUrl: shell.publicUrl,
    logger: pino({ level: 'silent' }),
    company: { shell, company },
    checkAnswers: true,
  });
  baseUrl = await server.listen({ port: 0, host: '127.0.0.1' });
  close = async () => {
    await server.close();
    await realm[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  };
});
afterAll(() => close());
beforeEach(() => {
  realm.user = vera;
  realm.twist = {};
});

/** A browser, as far as this needs one: cookies, and where it is led. */
class Surfer {
  readonly jar = new Map<string, string>();

  async go(path: string, method = 'GET'): Promise<{ status: number; location: string; body: unknown }> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, origin: 'https://chain.example' };
    const response = await fetch(`${baseUrl}${path}`, { method, headers, redirect: 'manual' });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') this.jar.delete(name);
      else this.jar.set(name, value);
    }
    const text = await response.text();
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      body: text.startsWith('{') ? JSON.parse(text) : null,
    };
  }

  /** To the provider and back; gives the address that the browser comes back with. */
  async leave(): Promise<string> {
    const { location } = await this.go('/v1/staff/company');
    const response = await fetch(location, { redirect: 'manual' });
    const back = new URL(response.headers.get('location') ?? '');
    if (back.origin !== 'https://chain.example') throw new Error(`led to ${back.origin}`);
    return `${back.pathname}${back.search}`;
  }

  /** Where it ends up. */
  async signIn(): Promise<string> {
    return (await this.go(await this.leave())).location;
  }

  async me(): Promise<unknown> {
    const { status, body } = await this.go('/v1/staff/me');
    return status === 200 ? body : status;
  }
}

const logOut = async (logoutToken: string): Promise<number> => {
  const body = new URLSearchParams({ logout_token: logoutToken });
  return (await fetch(`${baseUrl}/v1/staff/company/logout`, { method: 'POST', body })).status;
};

describe('G9 staff sign in by the chain’s identity provider', () => {
  test('with the roles that its access token names', async () => {
    const surfer = new Surfer();
    expect(await surfer.signIn()).toBe('/desk/');
    expect(await surfer.me()).toMatchObject({
      login: 'vera.k',
      name: 'Вера Климова',
      roles: ['operator'],
      source: 'oidc',
    });
    expect((await surfer.go('/v1/staff/sign-in')).body).toMatchObject({
      company: { en: 'the company account' },
    });
  });

  test('and roles follow what it says the next time; the person stays the same, whatever they are called', async () => {
    const before = new Surfer();
    await before.signIn();
    realm.user = { ...vera, username: 'vera.new', realmRoles: [], groups: ['/support/seniors'] };
    const after = new Surfer();
    await after.signIn();
    const me = await after.me();
    expect(me).toMatchObject({ login: 'vera.new', roles: ['senior-operator'] });
    expect(await before.me()).toEqual(me);
  });

  test('who has no role here is told so', async () => {
    realm.user = { ...vera, sub: 'nobody', realmRoles: ['offline_access'] };
    const surfer = new Surfer();
    expect(await surfer.signIn()).toBe('/desk/sign-in?company=no-role');
    expect(await surfer.me()).toBe(401);
  });

  test('who was blocked here stays out', async () => {
    realm.user = { ...vera, sub: 'blocked', username: 'blocked' };
    await new Surfer().signIn();
    await chain.database.pool.query(`update operator set state = 'blocked' where login = 'blocked'`);
    expect(await new Surfer().signIn()).toBe('/desk/sign-in?company=shut-out');
  });

  test('a local account of the same login is not taken over', async () => {
    const { login } = await chain.staff({ roles: ['administrator'], login: 'boss' });
    realm.user = { ...vera, sub: 'other', username: 'Boss' };
    const surfer = new Surfer();
    await surfer.signIn();
    expect(await surfer.me()).toMatchObject({ roles: ['operator'] });
    expect(await surfer.me()).not.toMatchObject({ login });
  });

  test('many browsers of somebody new at once make one operator', async () => {
    realm.user = { ...vera, sub: 'crowd', username: 'crowd' };
    const surfers = Array.from({ length: 5 }, () => new Surfer());
    expect(await Promise.all(surfers.map((surfer) => surfer.signIn()))).toEqual(surfers.map(() => '/desk/'));
    const { rows } = await chain.database.pool.query(`select 1 from operator where login like 'crowd%'`);
    expect(rows).toHaveLength(1);
  });
});

describe('G9 a token for somebody else opens nothing', () => {
  const now = Math.floor(Date.now() / 1000);
  test.each([
    ['another audience', { id: { aud: 'another-client' } }],
    ['another client beside ours', { id: { aud: ['bonum-desk', 'other'], azp: 'other' } }],
    ['another nonce', { id: { nonce: 'x' } }],
    ['no nonce', { id: { nonce: undefined } }],
    ['another issuer', { id: { iss: 'https://elsewhere.example' } }],
    ['over', { id: { exp: now - 3600 } }],
    ['an access token of another client', { access: { azp: 'other' } }],
    ['an access token of another person', { access: { sub: 'somebody-else' } }],
    ['an access token of another issuer', { access: { iss: 'https://elsewhere.example' } }],
  ])('%s', async (_, twist) => {
    realm.twist = twist;
    const surfer = new Surfer();
    expect(await surfer.signIn()).toBe('/desk/sign-in?company=refused');
    expect(surfer.jar.has(cookies.staff)).toBe(false);
  });

  test('an answer that another browser asked for, one that came twice, and one of another state', async () => {
    const [hers, his] = [new Surfer(), new Surfer()];
    const back = await hers.leave();
    expect((await his.go(back)).location).toBe('/desk/sign-in?company=refused');
    await his.leave();
    expect((await his.go(back)).location).toBe('/desk/sign-in?company=refused');
    expect((await hers.go(back)).location).toBe('/desk/');
    expect((await hers.go(back)).location).toBe('/desk/sign-in?company=refused');
  });

  test('who refused at the provider is back at the sign-in page', async () => {
    realm.user = null;
    expect(await new Surfer().signIn()).toBe('/desk/sign-in?company=refused');
  });
});

describe('G9 the provider', () => {
  test('rotates its keys at any moment', async () => {
    await new Surfer().signIn();
    await realm.rotateKeys();
    expect(await new Surfer().signIn()).toBe('/desk/');
  });

  test('goes away: the page says so, and comes back with it', async () => {
    const surfer = new Surfer();
    const back = await surfer.leave();
    await realm.goAway();
    expect((await surfer.go(back)).location).toBe('/desk/sign-in?company=away');
    // Nobody is sent to where nobody answers, though it is known where that is.
    expect((await surfer.go('/v1/staff/company')).location).toBe('/desk/sign-in?company=away');
    await realm.comeBack();
    expect(await surfer.signIn()).toBe('/desk/');
  });

  test.each(['answers 503', 'is silent'] as const)('%s: nobody is sent there', async (unwell) => {
    const surfer = new Surfer();
    await surfer.signIn();
    realm.unwell = unwell;
    expect((await surfer.go('/v1/staff/company')).location).toBe('/desk/sign-in?company=away');
    realm.unwell = null;
    expect(await surfer.signIn()).toBe('/desk/');
  });

  test('says that somebody has signed out: at once they are out here, by a token that counts once', async () => {
    const surfer = new Surfer();
    await surfer.signIn();
    for (const twist of [
      { nonce: 'x' },
      { aud: 'other' },
      { events: {} },
      { iss: 'https://elsewhere.example' },
      { sub: undefined, sid: undefined },
      { jti: undefined },
      { iat: Math.floor(Date.now() / 1000) - 3600 },
    ])
      expect(await logOut(await realm.logoutToken(twist)), JSON.stringify(twist)).toBe(400);
    expect(await logOut('x')).toBe(400);
    expect(await surfer.me()).toMatchObject({ roles: ['operator'] });
    const token = await realm.logoutToken({ sub: undefined });
    expect(await logOut(token)).toBe(200);
    expect(await surfer.me()).toBe(401);
    const again = new Surfer();
    await again.signIn();
    expect(await logOut(token)).toBe(400);
    expect(await again.me()).toMatchObject({ roles: ['operator'] });
    expect(await logOut(await realm.logoutToken({ sid: undefined }))).toBe(200);
    expect(await again.me()).toBe(401);
  });

  test('is where signing out here leads on to', async () => {
    const surfer = new Surfer();
    await surfer.signIn();
    const { body } = await surfer.go('/v1/staff/me/sign-out', 'POST');
    const url = new URL(Object(body).companyUrl);
    expect(`${url.origin}${url.pathname}`).toBe(`${realm.issuer}/logout`);
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe('https://chain.example/desk/sign-in');
    expect(url.searchParams.get('id_token_hint')).toMatch(/^ey/);
    expect(await surfer.me()).toBe(401);
  });
});

describe('G9 roles are read from wherever providers put them', () => {
  const roles = { a: 'operator', '/b/c': 'auditor' } as const;
  test.each([
    ['of the realm', { realm_access: { roles: ['a'] } }, ['operator']],
    ['of this client', { resource_access: { desk: { roles: ['a'] } } }, ['operator']],
    ['of another client', { resource_access: { other: { roles: ['a'] } } }, []],
    ['groups with a slash', { groups: ['/b/c', '/x'] }, ['auditor']],
    ['groups without', { groups: ['b/c'] }, ['auditor']],
    ['a flat list', { roles: ['a'] }, ['operator']],
    ['nonsense', { roles: 'a', groups: [1, null], realm_access: null, resource_access: [] }, []],
  ])('%s', (_, claims, expected) => {
    expect(rolesInClaims([claims], { clientId: 'desk', roles })).toEqual(expected);
  });
});
