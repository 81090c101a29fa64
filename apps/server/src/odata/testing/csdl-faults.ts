import type { Csdl, Property } from './csdl.ts';

/** What a row of a set says. */
export type Row = Readonly<Record<string, unknown>>;

interface Primitive {
  /** It may be a key, or part of one. */
  readonly key: boolean;
  readonly precision?: true;
  readonly scale?: true;
  /** Whether this is how OData JSON 4.01 writes a value. */
  readonly is: (value: unknown, property: Property) => boolean;
}

const isWholeWithin = (least: number, most: number) => (value: unknown) =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
const isTextLike = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);

/** Those of the primitive types of OData that a feed of ours has. */
const primitives: Readonly<Record<string, Primitive>> = {
  'Edm.Boolean': { key: true, is: (value) => typeof value === 'boolean' },
  'Edm.String': { key: true, is: (value) => typeof value === 'string' },
  'Edm.Guid': { key: true, is: isTextLike(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i) },
  'Edm.Int32': { key: true, is: isWholeWithin(-(2 ** 31), 2 ** 31 - 1) },
  'Edm.Int64': { key: true, is: isWholeWithin(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER) },
  'Edm.Double': { key: false, is: (value) => typeof value === 'number' },
  'Edm.Date': { key: true, is: (value) => isDay(value) },
  'Edm.DateTimeOffset': {
    key: true,
    precision: true,
    is: (value, { precision }) => {
      const parts = /^(.{10})T\d\d:\d\d:\d\d(?:\.(\d+))?(?:Z|[+-]\d\d:\d\d)$/.exec(String(value));
      return (
        isDay(parts?.[1]) &&
        !Number.isNaN(Date.parse(String(value))) &&
        (parts?.[2] ?? '').length <= (precision ?? 0)
      );
    },
  },
  'Edm.Decimal': {
    key: true,
    precision: true,
    scale: true,
    is: (value, { precision, scale }) => {
      const parts = typeof value === 'number' ? /^-?(\d+)(?:\.(\d+))?$/.exec(String(value)) : null;
      const [, units = '', fraction = ''] = parts ?? [];
      return (
        parts !== null &&
        fraction.length <= (scale ?? 0) &&
        units.length + fraction.length <= (precision ?? 0)
      );
    },
  },
};

const isDay = (value: unknown): boolean =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));

/** What is wrong with what is declared. */
export function faultsOf({ types, sets }: Csdl): readonly string[] {
  const used = new Set(sets.values());
  return [
    ...[...sets].flatMap(([set, type]) =>
      types.has(type) ? [] : [`${set} is of ${type}, which is not there`],
    ),
    ...[...types].flatMap(([name, { key, properties }]) => [
      ...(used.has(name) ? [] : [`no set is of ${name}`]),
      ...(key.length > 0 ? [] : [`${name} has no key`]),
      ...(new Set(key).size === key.length ? [] : [`${name} has a key that names something twice`]),
      ...key.flatMap((of) => keyFaults(`${name}/${of}`, properties.get(of))),
      ...[...properties].flatMap(([of, property]) => propertyFaults(`${name}/${of}`, property)),
    ]),
  ];
}

function keyFaults(where: string, property: Property | undefined): readonly string[] {
  if (!property) return [`${where} is a key, and not there`];
  return [
    ...(property.nullable ? [`${where} is a key, and may be null`] : []),
    ...(primitives[property.type]?.key === false ? [`${where} is a key, and of ${property.type}`] : []),
  ];
}

function propertyFaults(where: string, { type, precision, scale }: Property): readonly string[] {
  const primitive = primitives[type];
  if (!primitive) return [`${where} is of ${type}, which is none of OData's`];
  return [
    ...((precision !== null) === (primitive.precision === true)
      ? []
      : [`${where} has a precision, or lacks it`]),
    ...((scale !== null) === (primitive.scale === true) ? [] : [`${where} has a scale, or lacks it`]),
    ...(scale === null || (precision ?? 0) >= scale
      ? []
      : [`${where} has more behind the point than in all`]),
  ];
}

/** What is wrong with rows of a set, by what is declared of it. */
export function rowFaults({ types, sets }: Csdl, set: string, rows: readonly Row[]): readonly string[] {
  const { key = [], properties = new Map<string, Property>() } = types.get(sets.get(set) ?? '') ?? {};
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const id = JSON.stringify(key.map((name) => row[name]));
    const again = seen.has(id);
    seen.add(id);
    const names = new Set([...properties.keys(), ...Object.keys(row)]);
    return [
      ...(again ? [`${set} has ${id} twice`] : []),
      ...[...names].flatMap((name) => valueFaults(`${set}/${name}`, properties.get(name), row[name])),
    ];
  });
}

function valueFaults(where: string, property: Property | undefined, value: unknown): readonly string[] {
  if (!property) return [`${where} is not declared`];
  if (value === undefined) return [`${where} is missing`];
  if (value === null) return property.nullable ? [] : [`${where} is null`];
  const { type } = property;
  return primitives[type]?.is(value, property) === true
    ? []
    : [`${where} is ${JSON.stringify(value)}, and no ${type}`];
}
