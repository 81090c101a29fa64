import { randomUUID } from 'node:crypto';
import { operations, type Answer, type Input } from '@bonum/contract';
import { instant, minor, thousandths, type MemberFacts } from '@bonum/engine';
import * as engine from '@bonum/engine/till';
import { expect, test } from 'vitest';
import { shipped } from '../testing/chain.ts';
import { wholeServer } from '../testing/whole-server.ts';

type Sale = Extract<Input<'sync-receipts'>['receipts'][number], { type: 'sale' }>;

const LINES = 5000;
const name = { ru: 'Имя', en: 'Name' };
const percent = (id: string) => ({ id, name, priority: 0, effect: { type: 'line-percent', rate: 500 } });
const changes = {
  kinds: [{ id: 'bonus', name, worth: 100, life: { months: 12 }, spending: { maxShare: 9900 } }],
  levels: [{ id: 'all', name, from: 0, spends: true }],
  earning: [{ id: 'base', name, kind: 'bonus', rate: 300 }],
  promotions: [percent('first'), percent('second')],
  offline: { days: 7, points: { most: 2 * LINES, hours: 12 } },
};
const till = { storeId: 'S-1', tillId: '1' };
const card = '2101999999998';
const longest = (index: number): string => String(index).padStart(64, 'n');

test('five thousand lines made offline, with two discounts and points on each, come in one request', async () => {
  await using whole = await wholeServer();
  const send = async (method: string, path: string, body?: object) => {
    const text = body && JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${whole.key}`,
      ...(text && { 'content-type': 'application/json' }),
    };
    const response = await fetch(`${whole.baseUrl}/v1${path}`, {
      method,
      headers,
      ...(text && { body: text }),
    });
    return { status: response.status, bytes: text?.length ?? 0, answer: (await response.json()) as unknown };
  };
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const { status, answer } = await send(method, path, body);
    expect(status, JSON.stringify(answer)).toBe(200);
    return answer as T;
  };
  await ask('POST', '/programme', { programme: await shipped('sportswear', changes) });
  await ask('PUT', '/stores', {
    stores: [{ storeId: till.storeId, name: 'Опт', tills: [{ tillId: till.tillId, name: '1' }] }],
  });
  await ask('PUT', '/products', {
    products: [{ productId: longest(0), name: 'Носки', category: ['Носки'] }],
  });
  const [memberId, confirmationId, phone] = [randomUUID(), randomUUID(), '+7 916 555-01-01'];
  await ask('POST', '/confirmations', { confirmationId, purpose: 'join', phone });
  const confirmation = { confirmationId, code: await whole.codeOf(confirmationId) };
  await ask('POST', '/members', { memberId, phone, card, name: 'Анна', confirmation });
  const grant = { grantId: randomUUID(), kind: 'bonus', points: 2 * LINES, reason: 'Подарок' };
  await ask('POST', `/members/${memberId}/grants`, grant);
  const { allowances } = await ask<Answer<'grant-allowances'>>('POST', '/allowances', {
    till,
    members: [{ card }],
  });
  const [allowance] = allowances;

  const at = new Date().toISOString();
  const lines = Array.from({ length: LINES }, (_, index) => ({
    id: longest(index),
    productId: longest(0),
    quantity: 1000,
    amount: 100_000,
  }));
  const rules = await ask<Answer<'get-till-rules'>>('GET', '/till/rules?storeId=S-1');
  const calculated = engine.calculate(engine.compileRules(rules as unknown as engine.TillRules), {
    basket: {
      at: instant(Date.parse(at)),
      offsetMinutes: 0,
      store: { id: 'S-1', tags: [] },
      codes: [],
      lines: lines.map(({ id, productId, quantity, amount }) => ({
        id,
        product: { id: productId, category: ['Носки'], brand: null, onSale: false, floor: minor(0) },
        quantity: thousandths(quantity),
        amount: minor(amount),
      })),
    },
    member: allowance?.facts as unknown as MemberFacts,
    wish: 'most',
  });
  const charged = calculated.lines.map(({ id, discounts, spent, paid }) => ({
    id,
    discounts: [...discounts],
    spent: [...spent],
    paid,
  }));
  expect(charged.filter(({ discounts, spent }) => discounts.length === 2 && spent.length === 1)).toHaveLength(
    LINES,
  );
  const sale = (number: string): Sale => ({
    type: 'sale',
    key: { ...till, shift: '1', number },
    at,
    member: { card },
    lines,
    charged: { programmeVersion: rules.version, lines: charged },
    ...(allowance?.token && { allowance: allowance.token }),
  });
  const one = await send('POST', '/receipts/sync', { sentAt: at, receipts: [sale('1')] });
  expect(one.bytes).toBeGreaterThan(1024 * 1024);
  expect(one).toMatchObject({
    status: 200,
    answer: { receipts: [{ outcome: 'committed', difference: null, refusal: null, debt: {} }] },
  });

  // Too many at once are told so; fewer at a time are fine.
  const { mostBytes } = operations['sync-receipts'];
  const many = Array.from({ length: Math.ceil(mostBytes / one.bytes) + 1 }, (_, index) =>
    sale(String(index + 2)),
  );
  const all = await send('POST', '/receipts/sync', { sentAt: at, receipts: many });
  expect(all).toMatchObject({
    status: 413,
    answer: { code: 'too-large', detail: expect.stringContaining(`${mostBytes} bytes`) },
  });
  expect(await whole.database.db.selectFrom('receipt').select('receipt_id').execute()).toHaveLength(1);
  expect(await whole.breaks()).toEqual([]);
});
