import { createBonumClient } from '@bonum/client';
import * as fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entitySets, type Property } from '../odata/entity-sets.ts';
import { readCsdl } from '../odata/testing/csdl.ts';
import { fillReports } from '../reports/fill-reports.ts';
import { Chain } from '../testing/chain.ts';
import { line as sold } from '../testing/till.ts';
import { wholeServer, type WholeServer } from '../testing/whole-server.ts';
import { feedRoot } from './odata.ts';

let whole: WholeServer;
let chain: Chain;
let keys: {
  readonly plain: string;
  readonly personal: string;
  readonly till: string;
  readonly store: string;
};

beforeAll(async () => {
  whole = await wholeServer();
  chain = new Chain(whole.database);
  await chain.publish('sportswear');
  await chain.till.stock();
  for (let one = 0; one < 12; one++) {
    const memberId = await chain.till.join({ name: 'Пелагея', surname: 'Ёлкина' });
    await chain.till.grant(memberId, 10 + one);
    for (let receipt = 0; receipt <= one % 4; receipt++) {
      chain.now += 60_000;
      const sale = await chain.till.buy(memberId, [sold('TEE', 100.5 + one), sold('SOCKS', 33.33, 3)]);
      if (receipt === 2) await chain.till.giveBack(sale);
    }
  }
  const memberId = await chain.till.join();
  await chain.till.buy(memberId, [sold('DRESS', 20_000), sold('TEE', 900)]);
  await chain.till.grant(memberId, 300);
  await chain.till.pay(memberId, [sold('TEE', 3000), sold('SOCKS', 700)], 'most');
  for (let one = 0; one < 5; one++) await chain.till.buy(null, [sold('BALL', 700 + one)]);
  chain.now += 60_000;
  await fillReports(chain.shell);
  const office = createBonumClient({ baseUrl: whole.baseUrl, key: whole.key });
  const make = async (scopes: readonly string[], place = {}): Promise<string> => {
    const { data } = await office.POST('/v1/keys', {
      body: { keyId: v7(), name: 'Отчёты', scopes: [...scopes] as never, ...place },
    });
    return data?.secret ?? '';
  };
  keys = {
    plain: await make(['bi:read']),
    personal: await make(['bi:read', 'personal:read']),
    till: await make(['till']),
    store: await make(['bi:read'], { storeId: (await chain.must('list-stores', {})).stores[0]?.storeId }),
  };
});
afterAll(() => whole[Symbol.asyncDispose]());

interface Heard {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

async function get(
  path: string,
  options: { key?: string; size?: number; basic?: boolean } = {},
): Promise<Heard> {
  const { key = keys.plain, size, basic = true } = options;
  const url = path.startsWith('http')
    ? path.replace('http://localhost:3000', whole.baseUrl)
    : whole.baseUrl + feedRoot + path;
  const response = await fetch(url, {
    headers: {
      authorization: basic ? `Basic ${Buffer.from(`excel:${key}`).toString('base64')}` : `Bearer ${key}`,
      ...(size !== undefined && { prefer: `odata.maxpagesize=${size}` }),
    },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

type Row = Readonly<Record<string, string | number | boolean | null>>;
interface Page {
  readonly value: readonly Row[];
  readonly '@odata.nextLink'?: string;
  readonly '@odata.count'?: number;
}

async function page(path: string, options: Parameters<typeof get>[1] = {}): Promise<Page> {
  const { status, text } = await get(path, options);
  if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
  return JSON.parse(text) as Page;
}

async function all(
  path: string,
  size?: number,
  between: () => Promise<void> = async () => {},
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    const one: Page = await page(next, size === undefined ? {} : { size });
    rows.push(...one.value);
    next = one['@odata.nextLink'];
    await between();
  }
  return rows;
}

const idsOf = (rows: readonly Row[]): string[] =>
  rows.map(({ receiptId }) => String(receiptId)).toSorted((one, other) => one.localeCompare(other));
const keyOf = (row: Row, names: readonly string[]): string => JSON.stringify(names.map((name) => row[name]));
const query = (options: Readonly<Record<string, string>>): string =>
  Object.entries(options)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');

describe('U9 Power BI and Excel open the feed by one address and a key', () => {
  test('whose documents name all there is', async () => {
    const service = JSON.parse((await get('/')).text) as { value: { name: string; url: string }[] };
    const { headers, text } = await get('/$metadata');
    expect(headers.get('odata-version')).toBe('4.0');
    expect(headers.get('content-type')).toContain('application/xml');
    const names = entitySets.map(({ name }) => name);
    expect(service.value.map(({ name }) => name)).toEqual(names);
    expect([...readCsdl(text).sets.keys()]).toEqual(names);
  });

  test('who people are is seen, and asked for, by a key that may', async () => {
    const seen = await get('/Members', { key: keys.personal });
    expect(seen.text).toContain('+79161000001');
    expect(seen.text).toContain('Ёлкина');
    for (const path of [
      '/Members',
      '/$metadata',
      '/Events',
      '/Receipts',
      '/Transfers',
      '/Lots',
      '/ReceiptLines',
      '/ReceiptPromotions',
      '/ReceiptPoints',
    ]) {
      const { text } = await get(path);
      for (const personal of ['9161000001', 'Ёлкина', 'phone', 'surname'])
        expect(text).not.toContain(personal);
    }
    // Nor found out by asking.
    for (const option of [`$filter=startswith(phone,'+7916')`, '$select=phone', '$orderby=phone'])
      expect((await get(`/Members?${option}`)).status).toBe(400);
    const found = await page(`/Members?${query({ $filter: "phone eq '+79161000001'" })}`, {
      key: keys.personal,
    });
    expect(found.value).toHaveLength(1);
  });

  test('nobody comes in without a key of the whole chain that may', async () => {
    expect((await get('/', { basic: false })).status).toBe(200);
    const stranger = await fetch(whole.baseUrl + feedRoot);
    expect([stranger.status, stranger.headers.get('www-authenticate')]).toEqual([
      401,
      'Basic realm="bonum", charset="UTF-8"',
    ]);
    expect((await get('/', { key: 'bonum_nobody' })).status).toBe(401);
    expect((await get('/Receipts', { key: keys.till })).status).toBe(403);
    expect((await get('/Receipts', { key: keys.store })).status).toBe(403);
  });
});

describe('U9 the feed is read to its end by its next links', () => {
  const orders = fc.subarray(['storeId', 'memberId', 'paid', 'at', 'discount', 'tillId'], {
    minLength: 1,
    maxLength: 3,
  });
  test('whatever its order and the size of a page: each row once, in that order', async () => {
    const every = await all('/Receipts');
    await fc.assert(
      fc.asyncProperty(
        orders,
        fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
        fc.integer({ min: 1, max: 7 }),
        async (names, down, size) => {
          const $orderby = names
            .map((name, index) => `${name} ${down[index] === true ? 'desc' : 'asc'}`)
            .join(',');
          const rows = await all(`/Receipts?${query({ $orderby })}`, size);
          expect(idsOf(rows)).toEqual(idsOf(every));
          for (let index = 1; index < rows.length; index++)
            expect(ordered(rows[index - 1], rows[index], names, down), `${$orderby} at ${index}`).toBe(true);
        },
      ),
      { numRuns: 15 },
    );
  });

  test('while receipts are written: none comes twice, none that was there is missing', async () => {
    const before = new Set((await all('/Receipts')).map(({ receiptId }) => receiptId));
    let written = 0;
    const rows = await all('/Receipts', 4, async () => {
      // One now, one made offline an hour ago; then it is enough, or there would be no end.
      if (written === 10) return;
      written += 1;
      const at = new Date(chain.now - (written % 2) * 3_600_000).toISOString();
      await chain.till.buy(null, [sold('BALL', 500)], { at });
    });
    const ids = rows.map(({ receiptId }) => receiptId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of before) expect(ids).toContain(id);
  });

  test('lines of receipts too, which add up to them', async () => {
    chain.now += 60_000;
    await fillReports(chain.shell);
    const lines = await all('/ReceiptLines', 3);
    expect(lines).toEqual(await all('/ReceiptLines'));
    const sums = new Map<unknown, number>();
    for (const { receiptId, paid } of lines)
      sums.set(receiptId, (sums.get(receiptId) ?? 0) + Math.round(Number(paid) * 100));
    const receipts = await all('/Receipts');
    expect(new Set(receipts.map(({ type }) => type))).toEqual(new Set(['sale', 'return']));
    for (const { receiptId, paid } of receipts)
      expect(sums.get(receiptId)).toBe(Math.round(Number(paid) * 100));
    const socks = await all(`/ReceiptLines?${query({ $filter: "productId eq 'SOCKS'" })}`, 5);
    expect(socks).toEqual(lines.filter(({ productId }) => productId === 'SOCKS'));
    expect((await get('/ReceiptLines/$count')).text).toBe(String(lines.length));
  });

  test('how late they are is a row of its own', async () => {
    const [fresh] = (await page('/Freshness')).value;
    expect(fresh?.['name']).toBe('receipt_lines');
    const newest = await page('/Receipts?$orderby=recordedAt%20desc&$top=1');
    expect(Date.parse(String(fresh?.['asOf']))).toBeGreaterThan(
      Date.parse(String(newest.value[0]?.['recordedAt'])),
    );
  });

  test('no further than was asked, and says how many there are', async () => {
    const every = await all('/Transfers');
    expect(await all('/Transfers?$top=5', 2)).toEqual(every.slice(0, 5));
    expect(await all('/Transfers?$skip=3&$top=4', 2)).toEqual(every.slice(3, 7));
    expect((await page('/Transfers?$top=0&$count=true'))['@odata.count']).toBe(every.length);
    expect((await get('/Transfers/$count')).text).toBe(String(every.length));
  });
});

/** Of two rows that come one after the other: null is before every value. */
function ordered(
  one: Row | undefined,
  other: Row | undefined,
  names: readonly string[],
  down: readonly boolean[],
): boolean {
  for (const [index, name] of names.entries()) {
    const [a, b] = [one?.[name] ?? null, other?.[name] ?? null];
    if (a === b) continue;
    const less = a === null || (b !== null && a < b);
    return down[index] === true ? !less : less;
  }
  return true;
}

/** The rows that a condition lets through, reckoned from what the feed itself gives: OData's own rules for null. */
type Condition = { readonly text: string; readonly holds: (row: Row) => boolean };

const literal = ({ edm }: Property, value: string | number | boolean | null): string =>
  typeof value === 'string' && edm === 'String' ? `'${value.replaceAll("'", "''")}'` : String(value);

function conditions(rows: readonly Row[], properties: readonly Property[]): fc.Arbitrary<Condition> {
  const comparison = fc
    .tuple(
      fc.constantFrom(...properties),
      fc.nat(rows.length - 1),
      fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le'),
    )
    .map(([property, at, by]): Condition => {
      const value = rows[at]?.[property.name] ?? null;
      return {
        text: `${property.name} ${by} ${literal(property, value)}`,
        holds: (row) => compared(row[property.name] ?? null, by, value),
      };
    });
  const texts = properties.filter(({ edm }) => edm === 'String');
  const text = fc
    .tuple(
      fc.constantFrom(...texts),
      fc.nat(rows.length - 1),
      fc.constantFrom('contains', 'startswith', 'endswith'),
      fc.nat(3),
    )
    .map(([property, at, test_, cut]): Condition => {
      const part = String(rows[at]?.[property.name] ?? "_%'").slice(0, cut + 1);
      return {
        text: `${test_}(${property.name},${literal(property, part)})`,
        holds: (row) => {
          const value = row[property.name];
          if (typeof value !== 'string') return false;
          if (test_ === 'contains') return value.includes(part);
          return test_ === 'startswith' ? value.startsWith(part) : value.endsWith(part);
        },
      };
    });
  return fc.letrec<{ any: Condition }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      comparison,
      text,
      fc.tuple(tie('any'), tie('any'), fc.constantFrom('and', 'or')).map(([one, other, by]): Condition => ({
        text: `(${one.text} ${by} ${other.text})`,
        holds: (row) =>
          by === 'and' ? one.holds(row) && other.holds(row) : one.holds(row) || other.holds(row),
      })),
      tie('any').map((one): Condition => ({ text: `not (${one.text})`, holds: (row) => !one.holds(row) })),
    ),
  })).any;
}

function compared(a: Row[string] | undefined, by: string, b: Row[string] | undefined): boolean {
  if (by === 'eq') return a === b;
  if (by === 'ne') return a !== b;
  if (a === null || b === null || a === undefined || b === undefined) return false;
  if (by === 'gt') return a > b;
  if (by === 'ge') return a >= b;
  return by === 'lt' ? a < b : a <= b;
}

describe('U9 a filter finds what it says', () => {
  test.each(entitySets.filter(({ name }) => !['Feedback'].includes(name)))('of $name', async (of) => {
    const rows = await all(`/${of.name}`);
    // Texts are ordered by the database's own rules, which are not JavaScript's: those are compared for being the same.
    const properties = of.properties.filter(({ personal }) => personal !== true);
    await fc.assert(
      fc.asyncProperty(conditions(rows, properties), async ({ text, holds }) => {
        fc.pre(!/(?:gt|ge|lt|le) '/.test(text));
        const found = await all(`/${of.name}?${query({ $filter: text })}`);
        expect(
          found.map((row) => keyOf(row, of.key)),
          text,
        ).toEqual(rows.filter(holds).map((row) => keyOf(row, of.key)));
      }),
      { numRuns: 25 },
    );
  });

  test('with in, and with money to the kopeck', async () => {
    const [first, second] = await all('/Receipts');
    const among = `receiptId in (${first?.['receiptId']},${second?.['receiptId']})`;
    expect(await all(`/Receipts?${query({ $filter: among })}`)).toHaveLength(2);
    const exact = `paid eq ${first?.['paid']} and receiptId eq ${first?.['receiptId']}`;
    expect(await all(`/Receipts?${query({ $filter: exact })}`)).toHaveLength(1);
  });
});

describe('U9 what the feed does not understand it says', () => {
  test.each([
    ['/Orders', 404],
    ['/Receipts/5', 404],
    ['/Receipts?$filter=paid', 400],
    ["/Receipts?$filter=paid eq 'x'", 400],
    ['/Receipts?$filter=paid eq 1.001', 400],
    ['/Receipts?$filter=nobody eq 1', 400],
    ["/Receipts?$filter=storeId eq 'x", 400],
    ['/Receipts?$filter=(paid eq 1', 400],
    ['/Receipts?$filter=paid eq 1 paid eq 2', 400],
    ['/Receipts?$filter=at gt 2026-13-41T00:00:00Z', 400],
    ['/Receipts?$filter=receiptId eq 5', 400],
    ['/Receipts?$filter=year(at) eq 2026', 501],
    [`/Receipts?$filter=${'('.repeat(200)}`, 400],
    [`/Receipts?$filter=${'not '.repeat(200)}paid eq 1`, 400],
    ['/Receipts?$orderby=paid sideways', 400],
    ['/Receipts?$select=secret', 400],
    ['/Receipts?$top=-1', 400],
    ['/Receipts?$top=1&$top=2', 400],
    ['/Receipts?$skip=9999999999', 400],
    ['/Receipts?$skiptoken=nonsense', 400],
    ['/Receipts?$skiptoken=W10', 400],
    ['/Receipts?$skiptoken=WzEsMl0', 400],
    ['/Receipts?$expand=lines', 501],
    ['/Receipts?$apply=groupby((storeId))', 501],
    ['/Receipts?$nonsense=1', 400],
    ['/Receipts?$format=xml', 400],
    ['/Receipts?$filter=%ff', 400],
  ] as const)('%s', async (path, status) => {
    const heard = await get(path);
    expect([heard.status, heard.text]).toEqual([status, expect.stringContaining('"message"')]);
  });

  test('whatever is written there: never a mistake of ours', async () => {
    const words = fc.constantFrom(
      'paid',
      'at',
      'eq',
      'and',
      'not',
      '(',
      ')',
      ',',
      'in',
      "'x'",
      "'",
      '1',
      'null',
      'contains',
      '$it',
      '--',
      ';',
    );
    const names = fc.constantFrom('$filter', '$orderby', '$select', '$top', '$skiptoken', '$search');
    await fc.assert(
      fc.asyncProperty(
        names,
        fc.oneof(
          fc.array(words).map((all_) => all_.join(' ')),
          fc.string(),
        ),
        async (name, text) => {
          const { status } = await get(`/Receipts?${query({ [name]: text })}`);
          expect([200, 400, 404, 501]).toContain(status);
        },
      ),
      { numRuns: 150 },
    );
  });
});
