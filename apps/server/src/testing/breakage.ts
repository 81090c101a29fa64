import * as fc from 'fast-check';
import { isObject } from '../http/json.ts';
import { formCheck } from './arbitrary.ts';

type Path = readonly (string | number)[];

/** Every place inside a value. */
function places(value: unknown, at: Path = []): Path[] {
  const inner = Array.isArray(value)
    ? value.flatMap((item, index) => places(item, [...at, index]))
    : Object.entries(isObject(value) ? value : {}).flatMap(([name, item]) => places(item, [...at, name]));
  return [at, ...inner];
}

/** The value with another one, or nothing, in one place. */
function replaced(value: unknown, [step, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (step === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((item, index) => (index === step ? replaced(item, rest, change) : item));
  const fields = Object.entries(isObject(value) ? value : {});
  return Object.fromEntries(
    fields.map(([name, item]) => [name, name === step ? replaced(item, rest, change) : item]),
  );
}

type Change = (old: unknown) => unknown;

/** What a sender gets wrong: a field left out, added, of another type, too long, too large, too many. */
const changes: readonly Change[] = [
  () => undefined,
  () => null,
  () => ({}),
  () => [],
  () => '',
  () => 'x'.repeat(10_000),
  () => -1,
  () => 0.5,
  () => 2 ** 53 - 1,
  () => true,
  () => '2026-02-30T25:61:61+99:99',
  () => '9999-12-31T23:59:59-14:00',
  () => 'urn:uuid:01932e2c-0000-7000-8000-000000000001',
  (old) => (typeof old === 'number' ? String(old) : [old]),
  (old) => (isObject(old) ? { ...old, unknown_field: 1 } : `${String(old)}\n`),
  (old) => (Array.isArray(old) ? Array.from({ length: 1200 }, () => old[0]) : { old }),
  (old) => (isObject(old) ? Object.fromEntries(Object.entries(old).slice(1)) : [[old]]),
];

/** Bodies that no longer have the form, made from one that has. */
export function brokenValues(schema: object, good: unknown): fc.Arbitrary<unknown> {
  const fits = formCheck(schema);
  return fc
    .tuple(fc.constantFrom(...places(good)), fc.constantFrom(...changes))
    .map(([at, change]) => asSent(replaced(good, at, change)))
    .filter((value) => !fits(value));
}

/** As the server will read it: what is undefined is gone. */
const asSent = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/** Stands in a JSON text for what JSON.stringify would not write. */
const mark = '@@here@@';

/** What is never allowed anywhere in a body, whatever the schema. */
const hostile = [
  String.raw`"a\u0000b"`,
  String.raw`"\ud800"`,
  String.raw`"\udc00\ud800"`,
  '1e400',
  '-1e400',
  '9007199254740993',
  '123456789012345678901234567890',
  '{"__proto__":{"isAdmin":true}}',
  String.raw`{"\u005f_proto__":1}`,
  '{"constructor":{"prototype":{"x":1}}}',
  `${'['.repeat(100)}${']'.repeat(100)}`,
  `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
  'NaN',
  'undefined',
  '01',
  "'x'",
];

/** Texts that are not JSON, not UTF-8, too large, or carry what cannot be kept. */
export function brokenTexts(good: string): fc.Arbitrary<string | Buffer> {
  const value: unknown = JSON.parse(good);
  const poisoned = fc
    .tuple(fc.constantFrom(...places(value)), fc.constantFrom(...hostile))
    .map(([at, poison]) =>
      JSON.stringify(replaced(value, at, () => mark)).replace(`"${mark}"`, () => poison),
    );
  const cut = fc.integer({ min: 0, max: good.length - 1 }).map((length) => good.slice(0, length));
  const bytes = Buffer.from(good);
  return fc.oneof(
    { weight: 4, arbitrary: poisoned },
    cut,
    fc.constantFrom<string | Buffer>(
      `${good}x`,
      `${good},`,
      `[${good}]`,
      'null',
      '"text"',
      `{"a":"${'x'.repeat(1024 * 1024)}"}`,
      '['.repeat(500_000),
      `${'{"a":'.repeat(150_000)}1`,
      Buffer.concat([bytes.subarray(0, -1), Buffer.from([0xff, 0xfe])]),
      Buffer.from(good, 'utf16le'),
      Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]),
    ),
  );
}
