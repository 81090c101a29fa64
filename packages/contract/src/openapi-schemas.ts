import { refusals } from './refusals.ts';
import * as abuse from './schemas/abuse.ts';
import * as calls from './schemas/calls.ts';
import * as chain from './schemas/chain.ts';
import * as content from './schemas/content.ts';
import * as common from './schemas/common.ts';
import * as history from './schemas/history.ts';
import * as me from './schemas/me.ts';
import * as member from './schemas/member.ts';
import * as offers from './schemas/offers.ts';
import * as offline from './schemas/offline.ts';
import * as receipt from './schemas/receipt.ts';

interface Json {
  readonly [key: string]: unknown;
}

/** The exported schemas by name. Small ones (a UUID, a sum) are clearer in place; objects and choices get a name of their own. */
const named: ReadonlyMap<string, Json> = new Map(
  Object.entries({
    ...common,
    ...receipt,
    ...member,
    ...me,
    ...chain,
    ...calls,
    ...offline,
    ...history,
    ...content,
    ...offers,
    ...abuse,
  }).flatMap(([name, value]) =>
    isJson(value) && deservesName(value) ? [[name, plain(value)] as const] : [],
  ),
);

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function deservesName(schema: Json): boolean {
  return schema['type'] === 'object' || 'anyOf' in schema;
}

/** Without what TypeBox remembers beside the JSON Schema. */
function plain(schema: object): Json {
  const copy: Json = JSON.parse(JSON.stringify(schema));
  return copy;
}

/** A schema is known again by its content, since making it optional copies it. The first of two equal names is used. */
const nameByContent = new Map([...named].reverse().map(([name, schema]) => [JSON.stringify(schema), name]));

/** The schema as OpenAPI shows it: a reference where it, or a part of it, has a name. */
export function schemaOf(schema: object | undefined): object {
  return rendered(plain(schema ?? {}));
}

function rendered(schema: Json): Json {
  const name = nameByContent.get(JSON.stringify(schema));
  return name ? { $ref: `#/components/schemas/${name}` } : inner(schema);
}

function inner(schema: Json): Json {
  const choice = choiceOf(schema);
  if (choice) return choice;
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [keyword, renderedPart(keyword, value)]),
  );
}

/** Keywords whose value is a schema, a list of schemas, or a map of schemas. */
const schemaKeywords = new Set(['items', 'additionalProperties', 'not', 'contains', 'propertyNames']);
const listKeywords = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems']);
const mapKeywords = new Set(['properties', 'patternProperties', '$defs', 'dependentSchemas']);

function renderedPart(keyword: string, value: unknown): unknown {
  if (schemaKeywords.has(keyword)) return renderedSchema(value);
  if (listKeywords.has(keyword) && Array.isArray(value)) return value.map(renderedSchema);
  if (!mapKeywords.has(keyword) || !isJson(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, renderedSchema(schema)]));
}

/** A schema may also be just true or false. */
const renderedSchema = (schema: unknown): unknown => (isJson(schema) ? rendered(schema) : schema);

/** A union of fixed texts means the same as an enum, which pages and clients show better. */
function choiceOf({ anyOf, ...rest }: Json): Json | undefined {
  if (!Array.isArray(anyOf)) return undefined;
  const values = anyOf.map((branch: unknown) => (isJson(branch) ? branch['const'] : undefined));
  return values.every((value) => typeof value === 'string')
    ? { ...rest, type: 'string', enum: values }
    : undefined;
}

export function components(): Record<string, object> {
  const schemas = [...named].map(([name, schema]) => [name, inner(schema)] as const);
  return Object.fromEntries([...schemas, ['Problem', problem] as const].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const problem = {
  type: 'object',
  description: 'An RFC 9457 problem document: how Bonum says no.',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string', description: 'An address, relative to this server, that explains the code' },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    code: { type: 'string', enum: Object.keys(refusals), description: 'Stable: programs decide by it' },
    detail: { type: 'string', description: 'What is wrong and what to do, for people; may be reworded' },
    path: {
      type: 'string',
      description: 'Where in the request, as a JSON pointer such as /lines/3/quantity',
    },
  },
};
