import { createBonumClient, type BonumClient } from '@bonum/client';
import { examples, isScope, operations, refusals, scopes, type OperationContract } from '@bonum/contract';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exchangeAddress } from '../http/exchange.ts';
import { feedRoot } from '../http/odata.ts';
import { onecRoot } from '../http/onec-till.ts';
import { createDatabase } from '../testing/database.ts';
import { wholeServer, type WholeServer } from '../testing/whole-server.ts';
import { openSandbox } from './sandbox.ts';
import { instant } from '@bonum/engine';

let whole: WholeServer;
beforeAll(async () => {
  whole = await wholeServer();
});
afterAll(() => whole[Symbol.asyncDispose]());

async function keyOf(rest: object): Promise<string> {
  const client = createBonumClient(whole);
  const { data, error } = await client.POST('/v1/keys', {
    body: { keyId: v7(), name: 'Партнёр', scopes: [...scopes], ...rest },
  });
  if (error) throw new Error(error.detail);
  return data.secret;
}

const sandboxKey = (): Promise<string> => keyOf({ sandbox: true });

/** Who has that key; what is asked before the chain is made up waits until it is. */
async function partner(key: string): Promise<BonumClient> {
  const client = createBonumClient({ baseUrl: whole.baseUrl, key });
  await client.GET('/v1/stores');
  return client;
}

/** Every example that a key can call, as the contract writes it down. */
async function callEverything(key: string): Promise<{ readonly said: string[]; readonly odd: string[] }> {
  const client = await partner(key);
  const said: string[] = [];
  const odd: string[] = [];
  for (const id of examples.exampleOrder) {
    const contract: OperationContract = operations[id];
    // What the others build on would be gone.
    if (!isScope(contract.access) || id === 'reset-sandbox') continue;
    if (id === 'hold-points') await askToSpend(client);
    for (const example of contract.examples) {
      const body =
        example.body === undefined || example.refusal !== undefined ? example.body : anyCode(example.body);
      // The table is read row by row, which no static type can follow.
      const { response, error } = await Reflect.apply(client.request, client, [
        contract.method.toLowerCase(),
        `/v1${contract.path}`,
        { params: { path: example.params ?? {}, query: example.query ?? {} }, body, parseAs: 'text' },
      ]);
      if (response.headers.get('bonum-sandbox') !== 'true' || response.status >= 500)
        odd.push(`${id}, ${example.name}: ${response.status}`);
      const expected = example.refusal === undefined ? 200 : refusals[example.refusal].status;
      said.push(
        `${id}: ${response.status === expected ? 'as told' : `${response.status} ${JSON.stringify(error)}`}`,
      );
    }
  }
  return { said, odd };
}

/** No example asks for the code that the member pays with. */
const askToSpend = (client: BonumClient) =>
  client.POST('/v1/confirmations', {
    body: {
      confirmationId: examples.ids.spendConfirmation,
      purpose: 'spend',
      member: { card: examples.card },
    },
  });

/** The code that fits in the sandbox, where an example shows one. */
const anyCode = (body: unknown): unknown =>
  JSON.parse(JSON.stringify(body).replaceAll(/"code":"\d{4,8}"/g, '"code":"111111"'));

describe('a key of the sandbox', () => {
  test('may try every example of the contract, and not a row of the real chain is another', async () => {
    const key = await sandboxKey();
    const before = await whole.content();
    const { said, odd } = await callEverything(key);
    expect(odd).toEqual([]);
    expect(said.filter((line) => !line.endsWith('as told'))).toEqual([]);
    expect((await whole.content()).split('\n')).toEqual(before.split('\n'));
  });

  test('nor by the protocols of others, of which CommerceML refuses it', async () => {
    const key = await keyOf({
      sandbox: true,
      scopes: ['till', 'bi:read', 'catalogue:write', 'members:read'],
    });
    await partner(key);
    const before = await whole.content();
    const basic = { authorization: `Basic ${Buffer.from(`1c:${key}`).toString('base64')}` };
    const feed = await fetch(`${whole.baseUrl}${feedRoot}/Stores`, { headers: basic });
    expect([feed.status, feed.headers.get('bonum-sandbox')]).toEqual([200, 'true']);
    // Those that are made up; the real chain has none.
    expect(JSON.stringify(await feed.json())).toContain('MSK-1');
    const exchange = await fetch(`${whole.baseUrl}${exchangeAddress}?type=catalog&mode=checkauth`, {
      headers: basic,
    });
    expect([exchange.status, (await exchange.text()).split('\n')[0]]).toEqual([403, 'failure']);
    const till = await fetch(`${whole.baseUrl}${onecRoot}/ping`, { headers: basic });
    expect(till.headers.get('bonum-sandbox')).not.toBe(null);
    expect(await whole.content()).toBe(before);
  });

  test('works where its store is, although that is none of the made-up ones', async () => {
    const office = createBonumClient(whole);
    await office.PUT('/v1/stores', { body: { stores: examples.stores } });
    const client = await partner(
      await keyOf({ sandbox: true, storeId: 'EX-1', tillId: '1', scopes: ['till'] }),
    );
    const { error, response } = await client.POST('/v1/receipts/quote', {
      body: {
        ...examples.basket('9001'),
        lines: [{ id: '1', productId: 'nothing', quantity: 1000, amount: 100 }],
      },
    });
    expect([response.status, error?.code]).not.toContain('unknown-store');
    expect(response.headers.get('bonum-sandbox')).toBe('true');
  });

  test('makes keys that open nothing', async () => {
    const client = await partner(await sandboxKey());
    const { data } = await client.POST('/v1/keys', {
      body: { keyId: v7(), name: 'x', scopes: ['programme:read'] },
    });
    const asked = await fetch(`${whole.baseUrl}/v1/stores`, {
      headers: { authorization: `Bearer ${data?.secret}` },
    });
    expect(asked.status).toBe(401);
  });

  test('is marked in the list, and a real one works in the real chain', async () => {
    const { data } = await createBonumClient(whole).GET('/v1/keys');
    expect(new Set(data?.keys.map(({ sandbox }) => sandbox))).toEqual(new Set([true, false]));
    const { response } = await createBonumClient(whole).GET('/v1/stores');
    expect(response.headers.get('bonum-sandbox')).toBe(null);
  });
});

describe('the sandbox made up anew', () => {
  test('has forgotten what was done in it, on every server', async () => {
    const client = await partner(await sandboxKey());
    const marker = { storeId: 'GONE-1', name: 'Проба', tags: [], tills: [] };
    await client.PUT('/v1/stores', { body: { stores: [marker] } });
    const has = async (): Promise<boolean> => {
      const { data } = await client.GET('/v1/stores', { params: { query: { limit: 200 } } });
      return data?.stores.some(({ storeId }) => storeId === 'GONE-1') ?? false;
    };
    expect(await has()).toBe(true);
    const before = await whole.content();
    const { data } = await createBonumClient(whole).POST('/v1/sandbox/reset');
    expect(data).toEqual({ made: true });
    expect(await has()).toBe(false);
    expect(await whole.content()).toBe(before);
  });

  test('of two who ask at once one is told to wait', async () => {
    await using database = await createDatabase();
    const parts = {
      url: database.url,
      secret: 's',
      publicUrl: 'http://localhost',
      clock: () => instant(Date.now()),
    };
    await using one = openSandbox({ ...parts, members: 1 });
    await using other = openSandbox({ ...parts, members: 1 });
    const made = await Promise.all([one.reset(), other.reset()]);
    expect(made.filter((done) => done)).toEqual([true]);
    expect(await other.shell()).not.toBe(null);
  });

  test('never in a database that has anything of a chain in it', async () => {
    await using database = await createDatabase();
    await database.db
      .insertInto('store')
      .values({ store_id: 'REAL', name: 'Настоящий', city: null, tags: [] })
      .execute();
    const parts = {
      url: database.url,
      secret: 's',
      publicUrl: 'http://localhost',
      clock: () => instant(Date.now()),
    };
    await using sandbox = openSandbox({ ...parts, members: 1 });
    await expect(sandbox.reset()).rejects.toThrow('BONUM_SANDBOX_DATABASE_URL');
    await expect(sandbox.shell()).rejects.toThrow('BONUM_SANDBOX_DATABASE_URL');
    expect(await database.db.selectFrom('store').select('store_id').execute()).toHaveLength(1);
  });
});
