import { describe, expect, test } from 'vitest';
import type { Feed } from './ask-imports.ts';
import { nothingTyped, requestOf, typedOf, type TypedAkeneo, type TypedFeed } from './typed-feed.ts';

const access = { clientId: '1_a', clientSecret: 's', username: 'bonum_1', password: 'p' };
const attributes = { identifier: 'sku', name: 'name', price: 'price', brand: 'brand' };
const choice = { locale: 'ru_RU', scope: 'ecommerce', currency: 'RUB', attributes };
const known: Feed = {
  feedId: '01932e2c-0000-7000-8000-000000000001',
  kind: 'akeneo',
  name: 'Каталог',
  url: 'https://pim.example/',
  everyMinutes: 15,
  paused: true,
  akeneo: choice,
  createdAt: '2026-11-22T09:00:00Z',
  nextAt: null,
  promotions: 0,
  runs: [],
};
const fresh: TypedFeed = {
  ...nothingTyped('RUB'),
  way: 'akeneo',
  name: ' Каталог ',
  url: ' https://pim.example ',
};
const withAkeneo = (typed: TypedFeed, akeneo: Partial<TypedAkeneo>): TypedFeed => ({
  ...typed,
  akeneo: { ...typed.akeneo, ...akeneo },
});
const whole = withAkeneo(fresh, { ...access, scope: 'ecommerce', nameFrom: 'name', price: 'price' });
const faultsOf = (typed: TypedFeed, of: Feed | null = null): unknown => {
  const read = requestOf(typed, of);
  return read.ok ? 'ok' : read.faults;
};

describe('a feed as it is typed', () => {
  test('in YML is a name and an address, whatever stands in the fields of Akeneo', () => {
    expect(requestOf({ ...whole, way: 'yml' }, null)).toEqual({
      ok: true,
      request: { kind: 'yml', name: 'Каталог', url: 'https://pim.example', everyMinutes: 60, paused: false },
    });
    expect(faultsOf(nothingTyped('RUB'))).toEqual({ name: 'missing', url: 'wrong' });
  });

  test('that files are sent to has a name and no address', () => {
    const request = { kind: 'yml', name: 'Каталог', paused: false };
    expect(requestOf({ ...whole, way: 'file', url: 'https://' }, null)).toEqual({ ok: true, request });
    const { url: _, akeneo: __, ...file } = { ...known, kind: 'yml' as const };
    expect(typedOf(file, 'RUB')).toMatchObject({ way: 'file', url: '' });
  });

  test('of an Akeneo is sent without what was left empty', () => {
    expect(requestOf(whole, null)).toMatchObject({
      request: {
        akeneo: { ...choice, access, attributes: { identifier: 'sku', name: 'name', price: 'price' } },
      },
    });
  });

  test('that is known is sent back as it was shown: without what is secret, and no less paused', () => {
    expect(requestOf(typedOf(known, 'USD'), known)).toEqual({
      ok: true,
      request: {
        kind: 'akeneo',
        name: 'Каталог',
        url: 'https://pim.example/',
        everyMinutes: 15,
        paused: true,
        akeneo: choice,
      },
    });
  });

  test('says of each field what is wrong with it', () => {
    expect(faultsOf(fresh)).toEqual({
      clientId: 'missing',
      clientSecret: 'missing',
      username: 'missing',
      password: 'missing',
      scope: 'missing',
      nameFrom: 'missing',
      price: 'missing',
    });
    const wrong = {
      locale: 'русский',
      scope: 'e-commerce',
      currency: 'руб',
      price: 'base price',
      brand: 'a.b',
    };
    expect(faultsOf(withAkeneo(whole, wrong))).toEqual({
      locale: 'wrong',
      scope: 'wrong',
      currency: 'wrong',
      price: 'wrong',
      brand: 'wrong',
    });
  });

  test('a connection is typed whole or not at all, and anew for another server', () => {
    const typed = typedOf(known, 'RUB');
    expect(faultsOf(withAkeneo(typed, { password: 'new' }), known)).toEqual({
      clientId: 'missing',
      clientSecret: 'missing',
      username: 'missing',
    });
    expect(faultsOf(withAkeneo(typed, access), known)).toBe('ok');
    const moved = { ...typed, url: 'https://other.example' };
    expect(faultsOf(moved, known)).toEqual({
      clientId: 'other-server',
      clientSecret: 'missing',
      username: 'missing',
      password: 'missing',
    });
    expect(faultsOf(withAkeneo(moved, access), known)).toBe('ok');
  });
});
