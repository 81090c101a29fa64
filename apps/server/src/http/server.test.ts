import { contract, type OperationContract } from '@bonum/contract';
import { Type } from 'typebox';
import { afterEach, describe, expect, test } from 'vitest';
import { nobody, stubServer, type StubServer } from '../testing/stub-server.ts';
import type { Handler } from './routes.ts';

const echo = contract({
  id: 'echo',
  method: 'POST',
  path: '/things/{thingId}',
  tag: 'till',
  summary: 'Says what it was given',
  description: 'For tests.',
  access: 'till',
  params: Type.Object({ thingId: Type.String({ format: 'uuid' }) }, { additionalProperties: false }),
  query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1 })) }, { additionalProperties: false }),
  body: Type.Object({ name: Type.String() }, { additionalProperties: false }),
  answer: Type.Object({ said: Type.Unknown() }, { additionalProperties: false }),
  refusals: ['unknown-member'],
  examples: [],
});
const contracts: Readonly<Record<string, OperationContract>> = { echo };
const thingId = '01932e2c-0000-7000-8000-000000000001';

const running: StubServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map(({ server }) => server.close()));
});

function serve(handler: Handler, rest: Parameters<typeof stubServer>[1] = {}): StubServer {
  const stub = stubServer({ echo: handler }, { contracts, ...rest });
  running.push(stub);
  return stub;
}

const fine: Handler = async () => ({ ok: true, value: { said: 1 } });

const call = (
  stub: StubServer,
  change: { body?: unknown; headers?: Record<string, string>; url?: string } = {},
) =>
  stub.server.inject({
    method: 'POST',
    url: change.url ?? `/v1/things/${thingId}?limit=20`,
    headers: { authorization: `Bearer ${stub.key}`, 'content-type': 'application/json', ...change.headers },
    payload: JSON.stringify(change.body ?? { name: 'Анна' }),
  });

describe('an operation over HTTP', () => {
  test('gets parameters, query and body as one object, and its answer goes out whole', async () => {
    const stub = serve(async (input) => ({ ok: true, value: { said: input, extra: undefined } }));
    const response = await call(stub);
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ said: { thingId, limit: 20, name: 'Анна' } });
    expect(response.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  test('a refusal becomes a problem document with its status', async () => {
    const stub = serve(async () => ({
      ok: false,
      code: 'unknown-member',
      detail: 'No member has this card.',
      path: '/member/card',
      extra: { status: 200, hint: 'x' },
    }));
    const response = await call(stub);
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.json()).toEqual({
      type: '/problems/unknown-member',
      title: 'No such member',
      status: 404,
      code: 'unknown-member',
      detail: 'No member has this card.',
      path: '/member/card',
      hint: 'x',
    });
  });

  test('an exception is a bug: an id outside, the rest only in the log, and no personal data even there', async () => {
    const failure = Object.assign(new Error('invalid input syntax for type uuid: "+79165550101"'), {
      code: '22P02',
      detail: 'Key (phone)=(+79165550101) already exists.',
    });
    const stub = serve(async () => Promise.reject(failure));
    const response = await call(stub, { headers: { 'x-request-id': 'till-7.1' } });
    expect(response.statusCode).toBe(500);
    expect(response.json()).toMatchObject({ code: 'bug', id: 'till-7.1' });
    expect(response.body).not.toContain('uuid:');
    const bug = stub.log.find(({ msg }) => msg === 'bug');
    expect(bug).toMatchObject({ request: 'till-7.1', operation: 'echo', error: { code: '22P02' } });
    expect(JSON.stringify(stub.log)).not.toContain('79165550101');
  });

  test.each([
    ['too many connections', { code: '53300' }, 'busy'],
    ['canceling statement due to statement timeout', { code: '57014' }, 'busy'],
    ['canceling statement due to lock timeout', { code: '55P03' }, 'busy'],
    ['connect ECONNREFUSED', { code: 'ECONNREFUSED' }, 'database-away'],
    ['timeout exceeded when trying to connect', {}, 'database-away'],
    ['Query read timeout', {}, 'database-away'],
    ['Connection terminated unexpectedly', {}, 'database-away'],
    ['the database system is starting up', { code: '57P03' }, 'database-away'],
    ['cannot execute UPDATE in a read-only transaction', { code: '25006' }, 'database-away'],
    ['could not extend file', { code: '53100' }, 'database-away'],
  ])('U12 a database that gives out is no bug: %s', async (message, fields, code) => {
    const stub = serve(async () => Promise.reject(Object.assign(new Error(message), fields)));
    const response = await call(stub);
    expect(response.statusCode).toBe(503);
    expect(response.headers['retry-after']).toBe(code === 'busy' ? '1' : '3');
    expect(response.json()).toMatchObject({ code });
  });

  test('whoever must wait for minutes is told so in seconds too', async () => {
    const refusal = { code: 'confirmation-limit', detail: 'Wait.', extra: { retryAfterMinutes: 8 } } as const;
    const stub = serve(async () => ({ ok: false, ...refusal }));
    expect((await call(stub)).headers['retry-after']).toBe('480');
  });

  test('the database giving out while the key is looked up is busy too', async () => {
    const saturated = Object.assign(new Error('no'), { code: '53300' });
    const stub = serve(fine, { keepers: { ...nobody, authenticate: async () => Promise.reject(saturated) } });
    expect((await call(stub)).statusCode).toBe(503);
  });

  test('answers and refusals are held to the contract where a test asks for it', async () => {
    const wrong = serve(async () => ({ ok: true, value: { said: 1, more: 2 } }), { checkAnswers: true });
    expect((await call(wrong)).statusCode).toBe(500);
    const unlisted = serve(async () => ({ ok: false, code: 'card-blocked', detail: 'It is.' }), {
      checkAnswers: true,
    });
    expect((await call(unlisted)).statusCode).toBe(500);
    const right = serve(async () => ({ ok: true, value: { said: new Date(0) } }), { checkAnswers: true });
    expect((await call(right)).json()).toEqual({ said: '1970-01-01T00:00:00.000Z' });
  });

  test('a server without a handler for a row of the contract does not start', () => {
    expect(() => stubServer({}, { contracts, handlers: {} })).toThrow('The operation echo has no handler');
  });
});

describe('keys', () => {
  test('no key and a wrong key are challenged', async () => {
    const stub = serve(fine);
    const none = await call(stub, { headers: { authorization: '' } });
    expect([none.statusCode, none.json().code]).toEqual([401, 'no-key']);
    expect(none.headers['www-authenticate']).toBe('Bearer realm="bonum"');
    const wrong = await call(stub, { headers: { authorization: 'Bearer nobody' } });
    expect([wrong.statusCode, wrong.json().code]).toEqual([401, 'wrong-key']);
    expect(wrong.headers['www-authenticate']).toContain('error="invalid_token"');
    expect(stub.reached()).toBe(0);
  });

  test('a key without the scope is told which one is missing', async () => {
    const caller = {
      keyId: 'k',
      name: 'Reader',
      scopes: ['members:read'] as const,
      storeId: null,
      tillId: null,
    };
    const stub = serve(fine, { keepers: { ...nobody, authenticate: async () => caller } });
    const response = await call(stub);
    expect(response.statusCode).toBe(403);
    expect(response.json()).toMatchObject({ code: 'scope-missing', scope: 'till' });
    expect(stub.reached()).toBe(0);
  });
});

describe('addresses', () => {
  test('an unknown one is 404 whatever its body', async () => {
    const { server } = serve(fine);
    const response = await server.inject({
      method: 'POST',
      url: '/v1/nowhere',
      payload: '{',
      headers: { 'content-type': 'x/y' },
    });
    expect([response.statusCode, response.json().code]).toEqual([404, 'no-such-operation']);
  });

  test('a known one asked with another method says what it takes', async () => {
    const { server } = serve(fine);
    const response = await server.inject({ method: 'DELETE', url: `/v1/things/${thingId}` });
    expect([response.statusCode, response.headers.allow]).toEqual([405, 'POST']);
    const page = await server.inject({ method: 'POST', url: '/health' });
    expect([page.statusCode, page.headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  test('every problem type leads to its explanation', async () => {
    const { server } = serve(fine);
    const json = await server.inject('/problems/unknown-member');
    expect(json.json()).toEqual({
      code: 'unknown-member',
      status: 404,
      title: 'No such member',
      operations: ['echo'],
    });
    const page = await server.inject({ url: '/problems/unknown-member', headers: { accept: 'text/html' } });
    expect(page.body).toContain('<h1>No such member</h1>');
    expect((await server.inject('/problems/constructor')).statusCode).toBe(404);
  });

  test('health says the process lives, readiness that it can serve', async () => {
    const { server } = serve(async () => ({ ok: true, value: {} }), {
      ready: async () => ({ code: 'database-away', detail: 'It does not answer.' }),
    });
    expect((await server.inject('/health')).json()).toEqual({ status: 'alive' });
    const ready = await server.inject('/ready');
    expect([ready.statusCode, ready.json().code]).toEqual([503, 'database-away']);
  });
});

describe('the log', () => {
  test('has one line a request and nothing about people in it', async () => {
    const stub = serve(async () => ({ ok: false, code: 'unknown-member', detail: 'Анна is not known.' }));
    const response = await call(stub, { headers: { 'x-request-id': 'abc-1' } });
    expect(response.headers['x-request-id']).toBe('abc-1');
    await stub.server.inject('/v1/members/+79165550101?phone=89165550101');
    const [first, second] = stub.log.filter(({ msg }) => msg === 'request');
    expect(first).toMatchObject({
      request: 'abc-1',
      operation: 'echo',
      status: 404,
      code: 'unknown-member',
      caller: 'key-1',
    });
    expect(second).toMatchObject({ status: 404, code: 'no-such-operation' });
    expect(JSON.stringify(stub.log)).not.toMatch(/Анна|9165550101|test-key|limit=20/);
  });

  test('does not take over an id that is not one', async () => {
    const stub = serve(async () => ({ ok: true, value: { said: 1 } }));
    const response = await call(stub, { headers: { 'x-request-id': 'a b\u00e9' } });
    expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

test('while closing, a request on an open connection still gets its answer', async () => {
  const held = Promise.withResolvers<void>();
  const stub = serve(async () => {
    await held.promise;
    return { ok: true, value: { said: 'served' } };
  });
  const baseUrl = await stub.server.listen({ port: 0, host: '127.0.0.1' });
  const pending = fetch(`${baseUrl}/v1/things/${thingId}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stub.key}`, 'content-type': 'application/json' },
    body: '{"name":"x"}',
  });
  await expect.poll(() => stub.reached()).toBe(1);
  const closing = stub.server.close();
  held.resolve();
  expect(await (await pending).json()).toEqual({ said: 'served' });
  await closing;
});
