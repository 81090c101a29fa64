import { describe, expect, test } from 'vitest';
import type { KeyCaller } from '../operation.ts';
import { rememberCallers, REMEMBERED_MS } from './remember-callers.ts';

const till: KeyCaller = { keyId: '1', name: 'till', scopes: ['till'], storeId: 'S', tillId: '1' };

/** A database of keys that counts how often it is asked. */
function keys() {
  const all = new Map<string, KeyCaller>();
  const state = { all, asked: 0, now: 0, away: false };
  const find = rememberCallers(
    async (secret) => {
      state.asked += 1;
      if (state.away) throw new Error('away');
      return all.get(secret) ?? null;
    },
    () => state.now,
  );
  return { state, find };
}

describe('a key that was looked up', () => {
  test('is not asked about again for a while; once revoked it ends with that while', async () => {
    const { state, find } = keys();
    state.all.set('secret', till);
    expect(await Promise.all([find('secret'), find('secret')])).toEqual([till, till]);
    state.all.delete('secret');
    state.now = REMEMBERED_MS - 1;
    expect(await find('secret')).toEqual(till);
    expect(state.asked).toBe(1);
    state.now = REMEMBERED_MS;
    expect(await find('secret')).toBeNull();
  });

  test('that is nobody’s is asked about each time: a new one works at once', async () => {
    const { state, find } = keys();
    expect(await find('secret')).toBeNull();
    state.all.set('secret', till);
    expect(await find('secret')).toEqual(till);
  });

  test('while the database is away is no one’s answer to keep', async () => {
    const { state, find } = keys();
    state.all.set('secret', till);
    state.away = true;
    await expect(find('secret')).rejects.toThrow('away');
    state.away = false;
    expect(await find('secret')).toEqual(till);
  });
});
