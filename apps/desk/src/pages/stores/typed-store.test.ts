import { describe, expect, test } from 'vitest';
import { nothingTyped, storeOf, typedOf } from './typed-store.ts';

const till = (id: string): string => `Касса ${id}`;
const typed = { ...nothingTyped, storeId: ' S-9 ', name: ' На Тверской ' };

describe('a store as it is typed', () => {
  test('is the store, without what was left empty', () => {
    expect(storeOf(typed, till)).toEqual({
      ok: true,
      store: { storeId: 'S-9', name: 'На Тверской', tills: [{ tillId: '1', name: 'Касса 1' }] },
    });
  });

  test('and what was read is typed back as it was', () => {
    const store = {
      storeId: 'S-9',
      name: 'На Тверской',
      city: 'Москва',
      tags: ['big', 'sport'],
      place: { latitude: 55.7649, longitude: -37.6 },
      tills: [],
    };
    expect(storeOf(typedOf(store), till)).toEqual({ ok: true, store });
  });

  test.each([
    ['55.76 37.6', true],
    ['55.76;37.6', true],
    ['95, 37', false],
    ['55.76', false],
    ['somewhere', false],
  ])('a place such as %s is one: %s', (place, ok) => {
    expect(storeOf({ ...typed, place }, till).ok).toBe(ok);
  });

  test('says each field that is wrong', () => {
    expect(storeOf({ ...nothingTyped, place: 'x' }, till)).toEqual({
      ok: false,
      wrong: ['storeId', 'name', 'place'],
    });
  });
});
