import { startIdentityProvider, type IdentityProvider } from '@bonum/standins/identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Company } from './company.ts';
import { companySettings } from './settings.ts';

const site = 'https://chain.example';
let provider: IdentityProvider;
let company: Company;
beforeAll(async () => {
  provider = await startIdentityProvider(`${site}/v1/staff/company/callback`, { vera: ['desk-operator'] });
  const settings = companySettings({
    issuer: provider.issuer,
    clientId: provider.client.id,
    clientSecret: provider.client.secret,
    roles: { 'desk-operator': 'operator' },
  });
  company = new Company(settings, site);
});
afterAll(() => provider[Symbol.asyncDispose]());

/** A browser at the provider's pages, where somebody says who they are and agrees; gives what it comes back with. */
async function passThrough(url: string, login: string): Promise<string> {
  const jar = new Map<string, string>();
  const forms = [{ prompt: 'login', login, password: 'x' }, { prompt: 'consent' }];
  let at = url;
  while (!at.startsWith(site)) {
    const form = at.includes('/interaction/') ? forms.shift() : undefined;
    const response = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`${response.status}: ${await response.text()}`);
    at = new URL(location, at).href;
  }
  return new URL(at).search;
}

describe('G9 signing in by a certified provider', () => {
  test('gives who it is, and their roles', async () => {
    const { url, flow } = await company.begin();
    const person = await company.finish(await passThrough(url, 'vera'), flow);
    expect(person).toMatchObject({
      subject: `${provider.issuer} vera`,
      login: 'vera',
      name: 'Сотрудник vera',
      roles: ['operator'],
    });
  });

  test('who has no role there has none here', async () => {
    const { url, flow } = await company.begin();
    expect((await company.finish(await passThrough(url, 'boris'), flow)).roles).toEqual([]);
  });

  test('a code opens once, and to nobody who did not ask for it', async () => {
    const [mine, other] = [await company.begin(), await company.begin()];
    const query = await passThrough(mine.url, 'vera');
    const stolen = { ...mine.flow, verifier: other.flow.verifier };
    await expect(company.finish(query, stolen)).rejects.toThrow('not for us');
    await expect(company.finish(query, other.flow)).rejects.toThrow('not for us');
    expect((await company.finish(query, mine.flow)).login).toBe('vera');
    await expect(company.finish(query, mine.flow)).rejects.toThrow('not for us');
  });
});
