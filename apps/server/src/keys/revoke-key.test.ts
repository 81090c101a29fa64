import { scopes, type Scope } from '@bonum/contract';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import type { KeyCaller } from '../operation.ts';
import { inChain, type Chain } from '../testing/chain.ts';

async function made(
  chain: Chain,
  wanted: { scopes: Scope[]; storeId?: string; tillId?: string },
): Promise<string> {
  const keyId = v7();
  await chain.must('create-key', { keyId, name: 'ключ', ...wanted });
  return keyId;
}

const caller = (rest: Partial<KeyCaller>): KeyCaller => ({
  keyId: v7(),
  name: 'test',
  scopes,
  storeId: null,
  tillId: null,
  ...rest,
});

test(
  'G9 a key sees and revokes only keys of its own place, and none that may do more than itself',
  inChain('clothing', async (chain) => {
    const keys = {
      chain: await made(chain, { scopes: [...scopes] }),
      store: await made(chain, { scopes: ['till', 'keys:write'], storeId: 'S-1' }),
      till: await made(chain, { scopes: ['till'], storeId: 'S-1', tillId: '1' }),
      mighty: await made(chain, { scopes: ['members:write'], storeId: 'S-1', tillId: '1' }),
      other: await made(chain, { scopes: ['till'], storeId: 'S-2', tillId: '1' }),
    };
    const ofStore = caller({ scopes: ['till', 'keys:write'], storeId: 'S-1' });
    const ofTill = caller({ scopes: ['till', 'keys:write'], storeId: 'S-1', tillId: '1' });
    const seen = async (who: KeyCaller) => {
      const listed = await chain.ask('list-keys', {}, who);
      return listed.ok ? listed.value.keys.map(({ keyId }) => keyId) : [];
    };
    expect(await seen(caller({}))).toHaveLength(5);
    expect((await seen(ofStore)).toSorted()).toEqual([keys.store, keys.till, keys.mighty].toSorted());
    expect((await seen(ofTill)).toSorted()).toEqual([keys.till, keys.mighty].toSorted());

    const revoke = (keyId: string, who: KeyCaller) => chain.refusal('revoke-key', { keyId }, who);
    expect(await revoke(keys.chain, ofStore)).toBe('wrong-store');
    expect(await revoke(keys.other, ofStore)).toBe('wrong-store');
    expect(await revoke(keys.mighty, ofStore)).toBe('scope-missing');
    expect(await revoke(keys.store, ofTill)).toBe('wrong-store');
    expect(await revoke(keys.chain, caller({ scopes: ['keys:write'] }))).toBe('scope-missing');
    const { keys: left } = await chain.must('list-keys', {});
    expect(left.filter(({ revokedAt }) => revokedAt !== null)).toEqual([]);
    expect(await revoke(keys.till, ofTill)).toBe('ok');
    expect(await revoke(keys.store, ofStore)).toBe('ok');
    expect(await revoke(keys.chain, caller({}))).toBe('ok');
  }),
);
