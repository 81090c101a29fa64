import { describe, expect, test } from 'vitest';
import type { KeyCaller } from '../operation.ts';
import { secretName } from './authenticate.ts';
import { rememberCallers, REMEMBERED_MS, RENEWED_MS } from './remember-callers.ts';

const till: KeyCaller = { keyId: '1', name: 'till', scopes: ['till'], storeId: 'S', tillId: '1' };

/** A database of keys that counts how often it is asked. */
function keys() {
  const all = new Map<string, KeyCaller>();
  const state = { all, asked: 0, now: 0, away: false };
  const find = rememberCallers(
    async (names) => {
      state.asked += 1;
      if (state.away) throw new Error('away');
      return new Map(
        [...all].flatMap(([secret, caller]) => {
          const name = secretName(secret);
          return names.includes(name) ? [[name, caller] as const] : [];
        }),
      );
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
    state.now = RENEWED_MS - 1;
    expect(await find('secret')).toEqual(till);
    expect(state.asked).toBe(1);
    state.now = REMEMBERED_MS;
    expect(await find('secret')).toBeNull();
  });

  test('is looked up anew while it is still good, with all others at work, and nobody waits for it', async () => {
    const { state, find } = keys();
    for (const secret of ['one', 'other', 'at rest']) state.all.set(secret, till);
    for (const secret of ['one', 'other', 'at rest']) await find(secret);
    expect(state.asked).toBe(3);
    state.now = RENEWED_MS;
    await Promise.all([find('one'), find('other')]);
    expect(state.asked).toBe(4);
    state.all.delete('other');
    state.now += 1;
    await Promise.all([find('one'), find('other')]);
    state.now = 2 * RENEWED_MS;
    // Both are those of the time before: what they may do now is still being looked up.
    expect(await Promise.all([find('one'), find('other')])).toEqual([till, till]);
    expect(state.asked).toBe(5);
    expect(await Promise.all([find('one'), find('other'), find('at rest')])).toEqual([till, null, till]);
  });

  test('that cannot be looked up anew is good as long as it was, and asked about when it is too old', async () => {
    const { state, find } = keys();
    state.all.set('secret', till);
    await find('secret');
    state.away = true;
    state.now = RENEWED_MS;
    expect(await find('secret')).toEqual(till);
    state.now = REMEMBERED_MS;
    await expect(find('secret')).rejects.toThrow('away');
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
