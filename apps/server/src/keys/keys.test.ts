import { scopes, type Scope } from '@bonum/contract';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import type { KeyCaller } from '../operation.ts';
import { anybody, inChain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';
import { authenticate } from './authenticate.ts';

const key = (rest: { scopes?: Scope[]; storeId?: string; tillId?: string } = {}) => ({
  keyId: v7(),
  name: 'Касса',
  scopes: ['till'] satisfies Scope[] as Scope[],
  ...rest,
});

describe('G9 keys with scopes', () => {
  test(
    'a key is who its secret says, until it is revoked; only its hash is kept',
    inChain('clothing', async (chain) => {
      const wanted = key({ storeId: 'S-1', tillId: '1' });
      const { secret } = await chain.must('create-key', wanted);
      const caller = { keyId: wanted.keyId, name: 'Касса', scopes: ['till'], storeId: 'S-1', tillId: '1' };
      expect(await authenticate(chain.shell, secret)).toEqual(caller);
      expect(await authenticate(chain.shell, `${secret}x`)).toBeNull();
      expect(JSON.stringify(await chain.must('list-keys', {}))).not.toContain(secret.slice(6));
      const revoked = await chain.must('revoke-key', { keyId: wanted.keyId.toUpperCase() });
      chain.now += 1000;
      expect(await chain.must('revoke-key', { keyId: wanted.keyId })).toEqual(revoked);
      expect(await authenticate(chain.shell, secret)).toBeNull();
      expect(await chain.refusal('revoke-key', { keyId: v7() })).toBe('unknown-key');
    }),
  );

  test(
    'a key makes no key that may do more or elsewhere than itself',
    inChain('clothing', async (chain) => {
      const narrow: KeyCaller = { ...anybody, scopes: ['keys:write', 'till'], storeId: 'S-1', tillId: '1' };
      const ask = (rest: Parameters<typeof key>[0]) => chain.refusal('create-key', key(rest), narrow);
      expect(await ask({ scopes: ['members:write'], storeId: 'S-1', tillId: '1' })).toBe('scope-missing');
      expect(await ask({ storeId: 'S-1', tillId: '1' })).toBe('ok');
      expect(await ask({ storeId: 'S-1' })).toBe('wrong-store');
      expect(await ask({ storeId: 'S-1', tillId: '2' })).toBe('wrong-store');
      expect(await ask({ storeId: 'S-2', tillId: '1' })).toBe('wrong-store');
      expect(await ask({})).toBe('wrong-store');
    }),
  );

  test(
    'its store and till must be there, and its id be new',
    inChain('clothing', async (chain) => {
      expect(await chain.refusal('create-key', key({ storeId: 'НЕТ' }))).toBe('unknown-store');
      expect(await chain.refusal('create-key', key({ storeId: 'S-1', tillId: '9' }))).toBe('unknown-till');
      expect(await chain.refusal('create-key', key({ tillId: '1' }))).toBe('unknown-till');
      const wanted = key({ scopes: [...scopes] });
      const answers = await Promise.all(Array.from({ length: 5 }, () => chain.refusal('create-key', wanted)));
      expect(answers.toSorted()).toEqual(['id-reused', 'id-reused', 'id-reused', 'id-reused', 'ok']);
    }),
  );
});

describe("G9 a till's key works for its own store and till only", () => {
  test(
    'whatever is asked; but goods sold elsewhere may come back here',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const here: KeyCaller = { ...anybody, scopes: ['till'], storeId: 'S-1', tillId: '1' };
      const memberId = await till.join();
      await till.grant(memberId, 100, 'promo');
      const shoes = [line('SHOES', 1000)];
      const places = [
        { storeId: 'S-2', tillId: '1' },
        { storeId: 'S-1', tillId: '2' },
      ];
      for (const place of places) {
        const basket = { ...till.basket(shoes, { member: { memberId } }), key: { ...till.key(), ...place } };
        const holding = await till.holding(memberId, basket, 'most');
        expect(await chain.refusal('quote-receipt', basket, here)).toBe('wrong-store');
        expect(await chain.refusal('hold-points', holding, here)).toBe('wrong-store');
        expect(await chain.refusal('commit-receipt', basket, here)).toBe('wrong-store');
        const sale = { request: basket, answer: await chain.must('commit-receipt', basket) };
        const { key: elsewhere, at } = basket;
        expect(await chain.refusal('cancel-receipt', { key: elsewhere, at }, here)).toBe('wrong-store');
        const back = till.returning(sale);
        expect(
          await chain.refusal('return-receipt', { ...back, key: { ...elsewhere, number: 'r' } }, here),
        ).toBe('wrong-store');
        expect(await chain.refusal('return-receipt', back, here)).toBe('ok');
      }
      const nowhere = { ...till.basket(shoes), key: { ...till.key(), storeId: 'НЕТ' } };
      expect(await chain.refusal('commit-receipt', nowhere)).toBe('unknown-store');
      const noTill = { ...till.basket(shoes), key: { ...till.key(), tillId: '9' } };
      expect(await chain.refusal('commit-receipt', noTill)).toBe('unknown-till');
    }),
  );
});
