import type { Example, OperationContract } from '@bonum/contract';
import * as fc from 'fast-check';
import type { InjectOptions } from 'fastify';

/** What people and machines send where something else belongs: edges of every type, and texts that break naive code. */
const hostile: readonly unknown[] = [
  null,
  true,
  [],
  {},
  0,
  -1,
  1,
  0.5,
  1_000_000_000_000,
  -1_000_000_000_000,
  1_000_000_000,
  -1_000_000_000,
  999_999_999_999,
  1_000_000_000_001,
  Number.MAX_SAFE_INTEGER,
  1e308,
  '',
  ' ',
  'Щ'.repeat(300),
  '👩‍👩‍👧‍👦'.repeat(30),
  "'; drop table owner; --",
  '${jndi:ldap://x}',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '\u202Eпереворот',
  'x'.repeat(100_000),
  '0',
  '-0',
  '1e9',
  'NaN',
  '__proto__',
  'constructor',
  '2026-02-30',
  '2026-02-30T25:61:61+03:00',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59-14:00',
  '2024-02-29T23:59:59.999+14:00',
  '1990-02-29',
  '9999-12-31',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  '2900000000018',
  '+79165550102',
  '+7 000 000-00-00',
];

/** An example with one leaf of its body or parameters, or two, replaced. */
export function hostileVariants(contract: OperationContract, example: Example): fc.Arbitrary<InjectOptions> {
  const whole = { params: example.params ?? {}, body: example.body ?? null };
  const places = leaves(whole);
  if (places.length === 0) return fc.constant(requestOf(contract, example, whole));
  const replacement = fc.record({ place: fc.constantFrom(...places), value: fc.constantFrom(...hostile) });
  return fc.array(replacement, { minLength: 1, maxLength: 2 }).map((replacements) => {
    const changed = replacements.reduce<unknown>(
      (value, { place, value: by }) => replaced(value, place, by),
      whole,
    );
    return requestOf(contract, example, changed as typeof whole);
  });
}

/** Goods at the extremes of the contract. */
export const extremeProducts = [
  { productId: 'EX-DEAR', name: 'Dear', price: 1_000_000_000_000, floor: 1_000_000_000_000 },
  { productId: 'EX-CENT', name: 'Nearly nothing', price: 1, floor: 1, onSale: true },
  { productId: 'EX-FREE', name: 'Nothing', price: 0, floor: 0 },
];

const extremeLine = fc.record({
  productId: fc.constantFrom(...extremeProducts.map(({ productId }) => productId)),
  quantity: fc.constantFrom(1, 999, 1000, 1_000_000_000, 0, -1, -1_000_000_000),
  amount: fc.constantFrom(1, 100, 999_999_999_999, 1_000_000_000_000, 0, -1, -1_000_000_000_000),
});

/** An example under a number of its own with one line of such goods, as many and as dear as may be; null where none are bought. */
export function extremeVariants(
  contract: OperationContract,
  example: Example,
): fc.Arbitrary<InjectOptions> | null {
  const body = (example.body ?? {}) as { key?: object; lines?: readonly object[] };
  const { key, lines } = body;
  if (!key || !lines?.some((line) => 'productId' in line)) return null;
  return fc.tuple(extremeLine, fc.uuid()).map(([line, number]) =>
    requestOf(contract, example, {
      params: example.params ?? {},
      body: { ...body, key: { ...key, number }, lines: [{ id: '1', ...line }] },
    }),
  );
}

type Place = readonly (string | number)[];

/** Every place in a JSON value that holds something, the inner ones included. */
function leaves(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [at];
  const inner = Object.entries(value).flatMap(([key, part]) =>
    leaves(part, [...at, Array.isArray(value) ? Number(key) : key]),
  );
  return at.length > 1 ? [at, ...inner] : inner;
}

function replaced(value: unknown, [key, ...rest]: Place, by: unknown): unknown {
  if (key === undefined) return by;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    ([name, part]) => [name, name === String(key) ? replaced(part, rest, by) : part] as const,
  );
  return Array.isArray(value) ? entries.map(([, part]) => part) : Object.fromEntries(entries);
}

function requestOf(
  contract: OperationContract,
  example: Example,
  { params, body }: { params: object; body: unknown },
): InjectOptions {
  const values = new Map(Object.entries(params).map(([name, value]) => [name, String(value)]));
  const path = contract.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values.get(name) ?? ''),
  );
  const query = new URLSearchParams(
    Object.entries(example.query ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return {
    method: contract.method,
    url: `/v1${path}?${query.toString()}`,
    ...(contract.body && { payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  };
}
