import { examples, operations, type OperationContract } from '@bonum/contract';
import { createBonumClient } from '@bonum/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runExamples } from '../testing/examples.ts';
import { stubServer } from '../testing/stub-server.ts';
import type { Handler } from './routes.ts';

/** Answers each example as it says it is answered, in turn. */
function scripted(contract: OperationContract): Handler {
  let next = 0;
  return async (input) => {
    const { refusal } = contract.examples[next++] ?? {};
    if (refusal) return { ok: false, code: refusal, detail: 'As the example says.' };
    const [type] = contract.download ?? [];
    return { ok: true, value: type === undefined ? { input } : { type, bytes: Buffer.from('a file') } };
  };
}

const handlers = Object.values(operations).map(
  (contract: OperationContract) => [contract.id, scripted(contract)] as const,
);
const stub = stubServer(Object.fromEntries(handlers));
let baseUrl = '';
beforeAll(async () => {
  baseUrl = await stub.server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => stub.server.close());

describe('the examples of the contract', () => {
  test('each passes the door over HTTP through the generated client', async () => {
    const results = await runExamples({
      baseUrl,
      key: stub.key,
      codeOf: async () => '424242',
      signIn: async () => stub.cookie,
      staff: async () => ({ cookie: stub.staffCookie }),
    });
    expect(new Set(results.map(({ operation }) => operation))).toEqual(new Set(examples.exampleOrder));
    const joined = results.find(({ operation }) => operation === 'join-member');
    expect(JSON.stringify(joined)).toContain('424242');
  });

  test('the order names every operation once', () => {
    expect([...examples.exampleOrder].sort()).toEqual(Object.keys(operations).sort());
  });
});

test('the client gives a refusal as a value', async () => {
  const client = createBonumClient({ baseUrl, key: 'nobody' });
  const { data, error } = await client.GET('/v1/programme');
  expect(data).toBeUndefined();
  expect(error?.code).toBe('wrong-key');
});
