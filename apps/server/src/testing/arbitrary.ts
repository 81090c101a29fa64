import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { formats } from '../http/formats.ts';
import { fieldOf, isObject, type JsonObject } from '../http/json.ts';

/** Whether a value has the form, decided apart from the server under test. */
export function formCheck(schema: object): (value: unknown) => boolean {
  const validate = new Ajv2020({ strict: false, formats }).compile(schema);
  return (value) => validate(value);
}

const MISSES = 10_000;

/** Values of the form a schema describes; throws when values of a keyword not known here never hit it. */
export function valuesOf(schema: object): fc.Arbitrary<unknown> {
  const fits = formCheck(schema);
  let missed = 0;
  return anyOf(schema).filter((value) => {
    if (fits(value)) missed = 0;
    else if (++missed > MISSES) throw new Error(`No value found of the form ${JSON.stringify(schema)}`);
    return missed === 0;
  });
}

function anyOf(schema: unknown): fc.Arbitrary<unknown> {
  const branches = fieldOf(schema, 'anyOf');
  if (Array.isArray(branches)) return fc.oneof(...branches.map(anyOf));
  const fixed = fieldOf(schema, 'const');
  if (fixed !== undefined) return fc.constant(fixed);
  const choice = fieldOf(schema, 'enum');
  if (Array.isArray(choice)) return fc.constantFrom(...choice);
  const make = makers[String(fieldOf(schema, 'type'))];
  return make && isObject(schema) ? make(schema) : fc.jsonValue({ maxDepth: 2 });
}

const number = (schema: JsonObject, keyword: string, otherwise: number): number => {
  const value = schema[keyword];
  return typeof value === 'number' ? value : otherwise;
};

const makers: Readonly<Record<string, (schema: JsonObject) => fc.Arbitrary<unknown>>> = {
  object: objects,
  array: arrays,
  string: strings,
  integer: (schema) =>
    fc.integer({ min: number(schema, 'minimum', -1000), max: number(schema, 'maximum', 1_000_000) }),
  boolean: () => fc.boolean(),
  null: () => fc.constant(null),
};

function objects(schema: JsonObject): fc.Arbitrary<unknown> {
  const patterns = Object.entries(schema['patternProperties'] ?? {});
  if (patterns[0]) {
    const [pattern, value] = patterns[0];
    return fc.dictionary(fc.stringMatching(new RegExp(pattern)), anyOf(value), { maxKeys: 3 });
  }
  const fields = Object.entries(schema['properties'] ?? {}).map(
    ([name, field]) => [name, anyOf(field)] as const,
  );
  const given = schema['required'];
  const requiredKeys = Array.isArray(given) ? given.map(String) : [];
  // Where exactly one of several fields is wanted, a free choice would rarely hit.
  if (schema['maxProperties'] === 1)
    return fc.oneof(...fields.map(([name, value]) => fc.record({ [name]: value })));
  return fc.record(Object.fromEntries(fields), { requiredKeys, noNullPrototype: true });
}

function arrays(schema: JsonObject): fc.Arbitrary<unknown> {
  const minLength = number(schema, 'minItems', 0);
  const options = { minLength, maxLength: Math.min(number(schema, 'maxItems', 3), minLength + 2) };
  return schema['uniqueItems'] === true
    ? fc.uniqueArray(anyOf(schema['items']), options)
    : fc.array(anyOf(schema['items']), options);
}

const moments = fc
  .tuple(
    fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
    fc.constantFrom('Z', '+03:00', '-11:30'),
  )
  .map(([date, offset]) => date.toISOString().replace('Z', offset));

const ofFormat: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uuid: fc.uuid(),
  date: moments.map((moment) => moment.slice(0, 10)),
  'date-time': moments,
  email: fc.emailAddress(),
};

function strings(schema: JsonObject): fc.Arbitrary<unknown> {
  const formatted = ofFormat[String(schema['format'])];
  if (formatted) return formatted;
  const minLength = number(schema, 'minLength', 0);
  const pattern = schema['pattern'];
  // A class of what is not allowed says little about what people write: those get texts of every script.
  if (typeof pattern === 'string' && !pattern.startsWith('^[^')) {
    return fc
      .stringMatching(new RegExp(pattern))
      .map((text) => text.slice(0, number(schema, 'maxLength', text.length)));
  }
  return fc.string({ minLength, maxLength: minLength + 6, unit: 'grapheme' });
}
