import { operations, type OperationContract } from '@bonum/contract';
import { afterEach, expect, test } from 'vitest';
import type { KeyCaller } from '../operation.ts';
import { nobody, stubServer, type StubServer } from '../testing/stub-server.ts';

const contracts: Readonly<Record<string, OperationContract>> = {
  'request-confirmation': { ...operations['request-confirmation'], mostPerMinute: 3 },
  'find-member': operations['find-member'],
};
const caller = (keyId: string): KeyCaller => ({
  keyId,
  name: keyId,
  scopes: ['till'],
  storeId: null,
  tillId: null,
});

let stub: StubServer;
afterEach(() => stub.server.close());

const serve = (): void => {
  stub = stubServer(
    {},
    { contracts, keepers: { ...nobody, authenticate: async (secret) => caller(secret) } },
  );
};
const ask = (key: string, url: string, payload: object) =>
  stub.server.inject({ method: 'POST', url, payload, headers: { authorization: `Bearer ${key}` } });
const confirm = (key: string, payload: object = { confirmationId: thisId, purpose: 'join' }) =>
  ask(key, '/v1/confirmations', payload);
const thisId = '01932e2c-0000-7000-8000-000000000001';

test('a key that asks too often is told to wait and for how long; other keys and operations go on', async () => {
  serve();
  for (let times = 0; times < 3; times++) expect((await confirm('one')).statusCode).toBe(404);
  const refused = await confirm('one');
  expect([refused.statusCode, refused.json().code]).toEqual([429, 'too-many-requests']);
  const seconds = Number(refused.headers['retry-after']);
  expect(seconds).toBeGreaterThan(50);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(stub.reached()).toBe(3);
  expect((await confirm('other')).statusCode).toBe(404);
  expect((await ask('one', '/v1/members/find', { memberId: thisId })).statusCode).toBe(404);
});

test('a request that is wrong costs the key nothing', async () => {
  serve();
  for (let times = 0; times < 5; times++) expect((await confirm('one', {})).statusCode).toBe(400);
  expect((await confirm('one')).statusCode).toBe(404);
});

test('a key may ask for sixty codes a minute', () => {
  expect(operations['request-confirmation']).toMatchObject({
    mostPerMinute: 60,
    description: expect.stringContaining('sixty times a minute'),
  });
});
