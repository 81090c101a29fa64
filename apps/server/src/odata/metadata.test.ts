import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { feedRoot } from '../http/odata.ts';
import { insertKey } from '../keys/create-key.ts';
import { fillReports } from '../reports/fill-reports.ts';
import { Chain, minutes } from '../testing/chain.ts';
import { everyMechanic } from '../testing/mechanics.ts';
import { memberCaller } from '../testing/sign-in.ts';
import { line } from '../testing/till.ts';
import { wholeServer, type WholeServer } from '../testing/whole-server.ts';
import { faultsOf, rowFaults, type Row } from './testing/csdl-faults.ts';
import { readCsdl } from './testing/csdl.ts';

let whole: WholeServer;
let metadata: string;
beforeAll(async () => {
  whole = await wholeServer();
  const chain = new Chain(whole.database);
  await chain.publish('sportswear', { promotions: everyMechanic('bonus').slice(1) });
  await chain.till.stock();
  await trade(chain);
  chain.now += minutes(1);
  await fillReports(chain.shell);
  for (const [secret, scopes] of [
    ['plain', ['bi:read']],
    ['personal', ['bi:read', 'personal:read']],
  ] as const)
    await insertKey(chain.shell.db, {
      keyId: v7(),
      name: 'Отчёты',
      scopes,
      storeId: null,
      tillId: null,
      demo: false,
      secret,
      now: chain.now,
    });
  metadata = await get('/$metadata');
});
afterAll(() => whole[Symbol.asyncDispose]());

/** Something of everything, so that every property of every set is somebody's. */
async function trade(chain: Chain): Promise<void> {
  const { till } = chain;
  const place = { city: 'Москва', place: { latitude: 55.75, longitude: 37.62 }, tills: [] };
  await chain.must('put-stores', { stores: [{ storeId: 'S-1', name: 'Спорт на Тверской', ...place }] });
  await chain.must('put-products', {
    products: [{ productId: 'GONE', name: 'Больше нет', price: 9_990, barcode: '4600000000017' }],
  });
  await chain.shell.db
    .updateTable('product')
    .set({ gone_at: new Date(chain.now) })
    .where('product_id', '=', 'GONE')
    .execute();
  const memberId = await till.join({
    name: 'Пелагея',
    surname: 'Ёлкина',
    email: 'pelageya@example.com',
    gender: 'female',
    birthDate: '1990-05-05',
    city: 'Тула',
    storeId: 'S-1',
  });
  const sale = await till.buy(memberId, [line('SHOES', 20_000), line('TEE', 100.5, 1.5)]);
  // Now they are of a level that earns.
  await till.buy(memberId, [line('SHOES', 3000)]);
  const { receiptId } = sale.answer;
  await chain.must('give-feedback', { receiptId, stars: 4 }, await memberCaller(chain.shell, memberId));
  await till.giveBack(sale, [{ id: sale.request.lines[1]?.id ?? '', quantity: 500 }]);
  await till.grant(memberId, 100);
  await till.buy(null, [line('BALL', 700)]);
  const fromMemberId = await till.join();
  await chain.must('merge-members', { memberId, fromMemberId, mergeId: v7(), reason: 'Одно лицо' });
}

async function get(path: string, key = 'plain'): Promise<string> {
  const url = path.startsWith('http')
    ? path.replace('http://localhost:3000', whole.baseUrl)
    : whole.baseUrl + feedRoot + path;
  const answer = await fetch(url, {
    headers: { authorization: `Bearer ${key}`, prefer: 'odata.maxpagesize=7' },
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text}`);
  return text;
}

async function all(set: string, key: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let next: string | undefined = `/${set}`; next !== undefined;) {
    const page = JSON.parse(await get(next, key)) as { value: Row[]; '@odata.nextLink'?: string };
    rows.push(...page.value);
    next = page['@odata.nextLink'];
  }
  return rows;
}

describe('U9 what the feed declares of itself', () => {
  test.each(['plain', 'personal'])(
    'is CSDL, and every row of every set is as it says, to a key that is %s',
    async (key) => {
      const csdl = readCsdl(await get('/$metadata', key));
      expect(faultsOf(csdl)).toEqual([]);
      const service = JSON.parse(await get('/', key)) as { value: { name: string; url: string }[] };
      expect(service.value.map(({ name }) => name)).toEqual([...csdl.sets.keys()]);
      const never: string[] = [];
      for (const { name, url } of service.value) {
        const rows = await all(url, key);
        expect(rowFaults(csdl, name, rows)).toEqual([]);
        const properties = csdl.types.get(csdl.sets.get(name) ?? '')?.properties.keys() ?? [];
        for (const property of properties)
          if (rows.every((row) => row[property] === null)) never.push(`${name}/${property}`);
      }
      // Nothing was found to be right for want of a value.
      expect(never).toEqual([]);
      expect(csdl.types.get('Bonum.Member')?.properties.has('phone')).toBe(key === 'personal');
    },
  );

  test.each([
    [
      'a type that is not there',
      'EntityType="Bonum.Lot"',
      'EntityType="Bonum.Loot"',
      'Lots is of Bonum.Loot',
    ],
    ['a type that nobody knows', 'Type="Edm.Guid"', 'Type="Edm.Uuid"', 'is of Edm.Uuid'],
    [
      'a key that may be null',
      'Name="receiptId" Type="Edm.Guid" Nullable="false"',
      'Name="receiptId" Type="Edm.Guid" Nullable="true"',
      'may be null',
    ],
    [
      'a key that is not there',
      '<PropertyRef Name="storeId"/>',
      '<PropertyRef Name="store"/>',
      'Bonum.Store/store is a key, and not there',
    ],
    ['no key', '<Key><PropertyRef Name="storeId"/></Key>', '', 'Bonum.Store has no key'],
    [
      'a key that is no key',
      'Name="storeId" Type="Edm.String"',
      'Name="storeId" Type="Edm.Double"',
      'is a key, and of Edm.Double',
    ],
    ['money without kopecks', ' Scale="2"', '', 'has a scale, or lacks it'],
  ])('is found out to have %s', (_what, is, becomes, says) => {
    expect(metadata).toContain(is);
    expect(faultsOf(readCsdl(metadata.replaceAll(is, becomes))).join('\n')).toContain(says);
  });

  test.each([
    ['a tag that is not closed', '</Schema>', '', 'Unexpected close tag'],
    [
      'another namespace',
      'oasis-open.org/odata/ns/edm"',
      'oasis-open.org/odata/ns/edmm"',
      'This is no CSDL: Schema of',
    ],
    [
      'an element out of place',
      '<EntityContainer Name="Feed">',
      '<EntityContainer Name="Feed"><Key/>',
      'Key of',
    ],
    ['an attribute of its own', 'Nullable="true"', 'Null="yes"', 'Property with Null'],
    ['the same twice', 'Name="city"', 'Name="status"', 'status twice'],
  ])('with %s is not read at all', (_what, is, becomes, says) => {
    expect(metadata).toContain(is);
    expect(() => readCsdl(metadata.replaceAll(is, becomes))).toThrow(says);
  });

  test.each([
    ['a property that is not declared', { secret: 1 }, 'Stores/secret is not declared'],
    ['one that is missing', { name: undefined }, 'Stores/name is missing'],
    ['null where there is none', { name: null }, 'Stores/name is null'],
    ['a text for a number', { latitude: '55' }, 'Stores/latitude is "55", and no Edm.Double'],
  ])('rows with %s are found', (_what, more, says) => {
    const store = { storeId: 'S-1', name: 'Спорт', city: null, latitude: 55.7, longitude: null };
    const csdl = readCsdl(metadata);
    expect(rowFaults(csdl, 'Stores', [store])).toEqual([]);
    expect(rowFaults(csdl, 'Stores', [{ ...store, ...more }])).toEqual([says]);
    expect(rowFaults(csdl, 'Stores', [store, store])).toEqual(['Stores has ["S-1"] twice']);
  });
});
