import { examples, operations, type OperationContract } from '@bonum/contract';
import { createBonumClient } from '@bonum/client';
import * as fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkBadInput } from '../testing/bad-input.ts';
import { runExamples } from '../testing/examples.ts';
import { extremeProducts, extremeVariants, hostileVariants } from '../testing/hostile.ts';
import { wholeServer, type WholeServer } from '../testing/whole-server.ts';

const contracts: readonly OperationContract[] = Object.values(operations);

let whole: WholeServer;
/** The browser of the member whom the examples speak of; signed in once there is one. */
let cookie = '';
beforeAll(async () => {
  whole = await wholeServer();
});
afterAll(() => whole[Symbol.asyncDispose]());

const send = (request: InjectOptions) =>
  whole.server.inject({
    ...request,
    headers: { ...request.headers, authorization: `Bearer ${whole.key}`, cookie },
  });

/** The code that joined a member was asked for by an example; the one that spends is asked for here, when it is needed. */
async function spendingCode(confirmationId: string): Promise<string> {
  if (confirmationId === examples.ids.spendConfirmation) {
    const client = createBonumClient(whole);
    await client.POST('/v1/confirmations', {
      body: { confirmationId, purpose: 'spend', member: { card: examples.card } },
    });
  }
  return whole.codeOf(confirmationId);
}

describe('G3 G9 the API on a real database', () => {
  test('every example of the contract is answered as it says, and the books are right', async () => {
    const results = await runExamples({ ...whole, codeOf: spendingCode });
    expect(new Set(results.map(({ operation }) => operation))).toEqual(new Set(examples.exampleOrder));
    expect(await whole.breaks()).toEqual([]);
  });
});

describe('bad input leaves no trace', () => {
  let staffCookie = '';
  let before: readonly string[] = [];
  beforeAll(async () => {
    cookie = await whole.signIn(examples.ids.member);
    ({ cookie: staffCookie } = await whole.staff({ roles: ['operator'] }));
    before = (await whole.content()).split('\n');
  });

  // That the door refuses it in every way is tried more often in bad-input.test.ts; here, that nothing of it is written.
  test.each(contracts)('$id', async (contract) => {
    await checkBadInput({ ...whole, cookie, staffCookie }, contract, 10);
    const after = (await whole.content()).split('\n');
    expect(after).toEqual(before);
  });
});

describe('hostile content in a request that was right is never a failure of ours', () => {
  const cases = contracts.flatMap((contract) =>
    contract.examples.map((example) => ({ contract, example, id: contract.id, name: example.name })),
  );

  test.each(cases)('$id: $name', async ({ contract, example }) => {
    const { cookie: staffCookie } = await whole.staff({ roles: ['operator'] });
    cookie = `${await whole.signIn(examples.ids.member)}; ${staffCookie}`;
    await fc.assert(
      fc.asyncProperty(hostileVariants(contract, example), async (request) => {
        const response = await send(request);
        expect(response.statusCode, response.body.slice(0, 500)).toBeLessThan(500);
      }),
      { numRuns: 40 },
    );
  });

  const baskets = cases.flatMap((one) => {
    const variants = extremeVariants(one.contract, one.example);
    return variants ? [{ ...one, variants }] : [];
  });

  test.each(baskets)('$id: $name, of goods at the extremes', async ({ variants }) => {
    const put = await send({ method: 'PUT', url: '/v1/products', payload: { products: extremeProducts } });
    expect(put.statusCode).toBe(200);
    await fc.assert(
      fc.asyncProperty(variants, async (request) => {
        const response = await send(request);
        expect(response.statusCode, response.body.slice(0, 500)).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });

  test('and the books are right afterwards', async () => {
    expect(await whole.breaks()).toEqual([]);
  });
});
