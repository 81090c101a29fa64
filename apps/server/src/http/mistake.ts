import { patternWords } from './pattern-words.ts';
import { fieldOf, isObject, type JsonObject } from './json.ts';
import { pointer, shownPointer } from './pointer.ts';

/** Where a request first goes wrong, and what to do about it. */
export interface Mistake {
  readonly path: string;
  readonly detail: string;
}

/** What AJV says of one failure, with the schema and the value beside it. */
export interface Failure {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: JsonObject;
  readonly propertyName?: string;
  readonly schema?: unknown;
  readonly parentSchema?: unknown;
  readonly data?: unknown;
}

/** AJV lists the failures of every branch of a union before the union's own; the last one is what stopped it. */
export function firstMistake(errors: readonly Failure[]): Mistake {
  const top = errors.at(-1);
  if (!top) return { path: '', detail: 'The request does not have the form this operation takes.' };
  if (top.keyword === 'anyOf' || top.keyword === 'oneOf') return inUnion(top, errors);
  return described(top);
}

function inUnion(top: Failure, errors: readonly Failure[]): Mistake {
  const branches = listOf(top.schema);
  const likely = branches.flatMap((branch, index) => (mayBe(branch, top.data) ? [index] : []));
  const inner =
    likely.length === 1 ? errors.filter((error) => isWithin(error, `${top.schemaPath}/${likely[0]}/`)) : [];
  if (inner.length > 0) return firstMistake(inner);
  const chooser = isObject(top.data) ? chooserOf(branches) : undefined;
  if (chooser !== undefined)
    return atField(
      top,
      chooser,
      `must be ${alternatives(branches.map((branch) => propertiesOf(branch)[chooser]))}`,
    );
  return { path: clean(top.instancePath), detail: `${place(top)} must be ${alternatives(branches)}.` };
}

/** The field by whose fixed value an object chooses its branch. */
const chooserOf = (branches: readonly unknown[]): string | undefined =>
  Object.keys(propertiesOf(branches[0])).find((name) =>
    branches.every((branch) => fieldOf(propertiesOf(branch)[name], 'const') !== undefined),
  );

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isWithin = (error: Failure, branch: string): boolean => error.schemaPath.startsWith(branch);

/** A branch is meant when the value has its type and none of its fixed fields says otherwise. */
function mayBe(branch: unknown, data: unknown): boolean {
  if (fieldOf(branch, 'const') !== undefined || fieldOf(branch, 'enum') !== undefined) return false;
  const types = typesOf(branch);
  if (types.length > 0 && !types.includes(typeName(data))) return false;
  return Object.entries(propertiesOf(branch)).every(([name, property]) => {
    const fixed = fieldOf(property, 'const');
    return fixed === undefined || fieldOf(data, name) === fixed;
  });
}

const typesOf = (schema: unknown): readonly unknown[] => [fieldOf(schema, 'type') ?? []].flat();

function propertiesOf(schema: unknown): JsonObject {
  const properties = fieldOf(schema, 'properties');
  return isObject(properties) ? properties : {};
}

function typeName(data: unknown): string {
  if (data === null) return 'null';
  if (Array.isArray(data)) return 'array';
  return Number.isSafeInteger(data) ? 'integer' : typeof data;
}

const typeWords: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'an array',
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
};

function alternatives(branches: readonly unknown[]): string {
  const words = new Set(branches.flatMap(alternative));
  return [...words].join(' or ') || 'of another form';
}

function alternative(branch: unknown): readonly string[] {
  const fixed = fieldOf(branch, 'const');
  if (fixed !== undefined) return [JSON.stringify(fixed)];
  const values = listOf(fieldOf(branch, 'enum'));
  if (values.length > 0) return values.map((value) => JSON.stringify(value));
  const inner = listOf(fieldOf(branch, 'anyOf'));
  return inner.length > 0 ? inner.flatMap(alternative) : typesOf(branch).map(typeWord);
}

const typeWord = (type: unknown): string => typeWords[String(type)] ?? String(type);

const formatWords: Readonly<Record<string, string>> = {
  uuid: 'a UUID such as 0198c1a4-3f2e-7c61-9a55-2b1f0c9d7e40',
  date: 'a date such as 1990-05-17',
  'date-time': 'a moment with its offset, such as 2026-11-22T19:05:00+03:00',
  email: 'an e-mail address',
};

type Describe = (params: JsonObject) => string;

/** What each keyword asks for, said after the place: "/lines/3/quantity must be …". */
const rules: Readonly<Record<string, Describe>> = {
  type: ({ type }) => `must be ${[type].flat().map(typeWord).join(' or ')}`,
  const: ({ allowedValue }) => `must be ${JSON.stringify(allowedValue)}`,
  enum: ({ allowedValues }) =>
    `must be ${listOf(allowedValues)
      .map((value) => JSON.stringify(value))
      .join(' or ')}`,
  format: ({ format }) => `must be ${formatWords[String(format)] ?? `a ${String(format)}`}`,
  minimum: ({ limit }) => `must be at least ${String(limit)}`,
  maximum: ({ limit }) => `must be at most ${String(limit)}`,
  exclusiveMinimum: ({ limit }) => `must be more than ${String(limit)}`,
  exclusiveMaximum: ({ limit }) => `must be less than ${String(limit)}`,
  multipleOf: ({ multipleOf }) => `must be a multiple of ${String(multipleOf)}`,
  minLength: ({ limit }) => `must have at least ${counted(limit, 'character')}`,
  maxLength: ({ limit }) => `must have at most ${counted(limit, 'character')}`,
  minItems: ({ limit }) => `must have at least ${counted(limit, 'item')}`,
  maxItems: ({ limit }) => `must have at most ${counted(limit, 'item')}`,
  minProperties: ({ limit }) => `must have at least ${counted(limit, 'field')}`,
  maxProperties: ({ limit }) => `must have at most ${counted(limit, 'field')}`,
  uniqueItems: ({ i, j }) => `must not repeat an item, but items ${String(j)} and ${String(i)} are equal`,
  pattern: ({ pattern }) => `must be ${patternWords[String(pattern)] ?? `of the form ${String(pattern)}`}`,
};

const counted = (count: unknown, noun: string): string => `${String(count)} ${noun}${count === 1 ? '' : 's'}`;

function described(error: Failure): Mistake {
  const { keyword, params } = error;
  if (keyword === 'required') {
    const name = String(params['missingProperty']);
    const sent = lookalike(Object.keys(isObject(error.data) ? error.data : {}), name);
    return atField(
      error,
      name,
      sent ? `is missing; you sent ${pointer([sent]).slice(1)} instead` : 'is missing; add it',
    );
  }
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') {
    const name = String(params['additionalProperty'] ?? params['unevaluatedProperty']);
    return atField(error, name, `is not a field of this operation${didYouMean(error, name)}; remove it`);
  }
  if (error.propertyName !== undefined)
    return atField(error, error.propertyName, 'is not a possible name here');
  return {
    path: clean(error.instancePath),
    detail: `${place(error)} ${rules[keyword]?.(params) ?? 'is wrong'}.`,
  };
}

function atField(error: Failure, name: string, rest: string): Mistake {
  const path = clean(error.instancePath) + pointer([name]);
  return { path, detail: `${shownPointer(path)} ${rest}.` };
}

function didYouMean(error: Failure, name: string): string {
  const meant = lookalike(Object.keys(propertiesOf(error.parentSchema)), name);
  return meant ? ` (did you mean ${meant}?)` : '';
}

/** Field names are exact; `store_id` for `storeId` is the slip that costs people an hour. */
const lookalike = (names: readonly string[], name: string): string | undefined =>
  names.find((candidate) => candidate !== name && bare(candidate) === bare(name));

const bare = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

const place = (error: Failure): string => shownPointer(clean(error.instancePath));

/** AJV's path holds names as they came: a hostile one is clipped like everywhere else. */
const clean = (path: string): string =>
  pointer(
    path
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')),
  );
