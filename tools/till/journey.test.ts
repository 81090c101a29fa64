import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Answer, Input } from '@bonum/contract';
import { instant, minor, thousandths, type Basket, type MemberFacts } from '@bonum/engine';
import type * as Engine from '@bonum/engine/till';
import { expect, test } from 'vitest';
import { wholeServer } from '../../apps/server/src/testing/whole-server.ts';
import { buildTill } from '../build-till.ts';
import { root } from '../house/tree.ts';

/** The cable between a till and the server. */
async function cable(baseUrl: string) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const beyond = connect(Number(new URL(baseUrl).port), '127.0.0.1');
    for (const end of [socket, beyond]) {
      sockets.add(end.on('error', () => end.destroy()).on('close', () => sockets.delete(end)));
    }
    socket.pipe(beyond).pipe(socket);
  });
  const plugIn = (port: number) =>
    new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', resolve);
    });
  await plugIn(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    plugIn: () => plugIn(port),
    pull: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

const key = (number: string) => ({ storeId: 'S-1', tillId: '1', shift: '1', number });
const card = '2101999999998';
const time = (): string => new Date().toISOString();

test('B4 C5 a till goes through a day: online, without network, and back', async () => {
  await using whole = await wholeServer();
  const line = await cable(whole.baseUrl);
  const send = (method: string, path: string, body?: object, headers = {}): Promise<Response> =>
    fetch(`${line.url}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${whole.key}`, 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await send(method, path, body);
    const answer: unknown = await response.json();
    expect(response.status, JSON.stringify(answer)).toBe(200);
    return answer as T;
  };

  // The chain opens, and somebody joins and buys enough to spend points later.
  const sportswear: object = JSON.parse(await readFile(join(root, 'programmes/sportswear.json'), 'utf8'));
  const offline = { days: 7, points: { most: 200, hours: 12 } };
  await ask('POST', '/programme', { programme: { ...sportswear, offline } });
  await ask('PUT', '/stores', {
    stores: [{ storeId: 'S-1', name: 'Спорт', tills: [{ tillId: '1', name: '1' }] }],
  });
  const products = [
    { productId: 'SOCKS', name: 'Носки', category: ['Одежда', 'Носки'] },
    { productId: 'SHOES', name: 'Кроссовки', category: ['Обувь'], floor: 100_000 },
  ];
  await ask('PUT', '/products', { products });
  const [memberId, confirmationId, phone] = [randomUUID(), randomUUID(), '+7 916 555-01-01'];
  await ask('POST', '/confirmations', { confirmationId, purpose: 'join', phone });
  const confirmation = { confirmationId, code: await whole.codeOf(confirmationId) };
  await ask('POST', '/members', { memberId, phone, card, name: 'Анна', confirmation });
  const shoes = { id: '1', productId: 'SHOES', quantity: 1000, amount: 2_000_000 };
  await ask('POST', '/receipts/commit', { key: key('1'), at: time(), member: { card }, lines: [shoes] });
  const grant = { grantId: randomUUID(), kind: 'bonus', points: 1000, reason: 'Подарок' };
  await ask('POST', `/members/${memberId}/grants`, grant);

  // The till keeps what it will need.
  const rules = await ask<Engine.TillRules & { version: number; store: Basket['store'] }>(
    'GET',
    '/till/rules?storeId=S-1',
  );
  const { etag } = Object.fromEntries((await send('GET', '/till/rules?storeId=S-1')).headers);
  const unchanged = await send('GET', '/till/rules?storeId=S-1', undefined, { 'if-none-match': etag });
  expect([unchanged.status, await unchanged.text()]).toEqual([304, '']);
  const goods = await ask<Answer<'list-products'>>('GET', '/products');
  const since = encodeURIComponent(new Date(Date.parse(goods.asOf) + 120_000).toISOString());
  expect((await ask<Answer<'list-products'>>('GET', `/products?since=${since}`)).products).toEqual([]);
  const allowed = await ask<Answer<'grant-allowances'>>('POST', '/allowances', {
    till: { storeId: 'S-1', tillId: '1' },
    members: [{ card }],
  });
  const [allowance] = allowed.allowances;
  expect(allowance).toMatchObject({ points: { bonus: 200 } });

  // The cable is pulled, and the till sells on with the bundle.
  await line.pull();
  await expect(send('GET', '/programme')).rejects.toThrow('fetch failed');
  const folder = await mkdtemp(join(tmpdir(), 'bonum-till-'));
  const file = join(folder, 'till.mjs');
  await writeFile(file, await buildTill());
  const engine = (await import(pathToFileURL(file).href)) as typeof Engine;
  await rm(folder, { recursive: true });
  const compiled = engine.compileRules(rules);
  type Sale = Extract<Input<'sync-receipts'>['receipts'][number], { type: 'sale' }>;
  /** What the till remembers of its receipts, by number. */
  const sold = new Map<string, Engine.Calculation['lines']>();
  const sell = (sale: Pick<Sale, 'key' | 'lines' | 'member' | 'allowance'>): Sale => {
    const at = time();
    const { lines } = engine.calculate(compiled, {
      basket: {
        at: instant(Date.parse(at)),
        offsetMinutes: 0,
        store: rules.store,
        codes: [],
        lines: sale.lines.map(({ id, productId, quantity, amount }) => {
          const known = goods.products.find((product) => product.productId === productId);
          const { category = [], brand = null, onSale = false, floor = 0 } = known ?? {};
          const product = { id: productId, category, brand, onSale, floor: minor(floor) };
          return { id, product, quantity: thousandths(quantity), amount: minor(amount) };
        }),
      },
      member: sale.allowance === undefined ? null : (allowance?.facts as unknown as MemberFacts),
      wish: 'most',
    });
    sold.set(sale.key.number, lines);
    const charged = lines.map(({ id, discounts, spent, paid }) => ({
      id,
      discounts: [...discounts],
      spent: [...spent],
      paid,
    }));
    return { type: 'sale', at, ...sale, charged: { programmeVersion: rules.version, lines: charged } };
  };
  const socks = { id: '1', productId: 'SOCKS', quantity: 3000, amount: 90_000 };
  const toMember = sell({
    key: key('2'),
    member: { card },
    lines: [shoes, { ...socks, id: '2' }],
    ...(allowance?.token && { allowance: allowance.token }),
  });
  const toNobody = sell({ key: key('3'), lines: [socks] });
  expect(toNobody.charged.lines[0]?.paid).toBe(60_000);
  // One pair comes back, and the bundle says what is due for it.
  const returned = engine.returnDue(
    (sold.get('3') ?? []).map((calculated) => ({
      calculated,
      quantity: thousandths(3000),
      returned: thousandths(0),
    })),
    [{ id: '1', quantity: thousandths(1000) }],
  );
  if (!returned.ok) throw new Error(returned.code);
  expect(returned.due.refund).toBe(20_000);
  const back = {
    type: 'return',
    key: key('4'),
    at: time(),
    of: key('3'),
    lines: [{ id: '1', quantity: 1000 }],
    refund: returned.due.refund,
  };

  // It is back: everything is sent, and once more since the till did not hear the answer.
  await line.plugIn();
  const batch = () => ({ sentAt: time(), receipts: [back, toNobody, toMember] });
  const told = await ask<Answer<'sync-receipts'>>('POST', '/receipts/sync', batch());
  expect(told.receipts.map(({ outcome }) => outcome)).toEqual(['committed', 'committed', 'committed']);
  const again = await ask<Answer<'sync-receipts'>>('POST', '/receipts/sync', batch());
  expect(again).toEqual({ receipts: told.receipts.map((receipt) => ({ ...receipt, again: true })) });

  const member = await ask<Answer<'get-member'>>('GET', `/members/${memberId}`);
  const [earlier, earned] = [1000, told.receipts[2]?.earned['bonus'] ?? 0];
  expect(earned).toBeGreaterThan(0);
  expect(member.balances.find(({ kind }) => kind === 'bonus')).toMatchObject({
    available: earlier - 200 + earned,
    debt: 0,
  });
  expect(await whole.breaks()).toEqual([]);
  await line.pull();
});
