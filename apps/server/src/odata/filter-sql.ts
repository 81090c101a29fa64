import { sql, type RawBuilder } from 'kysely';
import { propertyOf, type EntitySet, type Property } from './entity-sets.ts';
import type { Comparison, Filter, TextTest } from './filter.ts';
import { valueFor, type Value } from './literals.ts';
import { ODataError } from './odata-error.ts';

/** A filter as a condition of SQL. Values travel beside the text; columns come from our own table. */
export function conditionOf(of: EntitySet, filter: Filter): RawBuilder<unknown> {
  if (filter.type === 'text') return textTest(of, filter);
  if (filter.type === 'not') return sql`not coalesce(${conditionOf(of, filter.part)}, false)`;
  if ('parts' in filter) {
    const parts = filter.parts.map((part) => conditionOf(of, part));
    return sql`(${sql.join(parts, filter.type === 'and' ? sql` and ` : sql` or `)})`;
  }
  const property = filterable(of, filter.property);
  if (filter.type === 'compare') return compare(property, filter.by, valueFor(property.edm, filter.value));
  const tests = filter.values.map((value) => compare(property, 'eq', valueFor(property.edm, value)));
  return sql`(${sql.join(tests, sql` or `)})`;
}

/** The property of that name, which this key sees and which can be found by. */
export function filterable(of: EntitySet, name: string, target = '$filter'): Property {
  const property = propertyOf(of, name);
  if (!property)
    throw new ODataError(
      400,
      `${of.name} has no ${name}; it has ${of.properties.map((one) => one.name).join(', ')}.`,
      target,
    );
  return property;
}

const operators = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' } as const satisfies Record<
  Comparison,
  string
>;

/**
 * As OData has it: null equals null and nothing else, and is neither less nor more than anything. What SQL knows nothing of is made
 * a no where it is negated, and nowhere else, or no index would be used.
 */
function compare({ column, edm }: Property, by: Comparison, value: Value): RawBuilder<unknown> {
  const left = sql.raw(column);
  if (value === null) {
    if (by === 'eq') return sql`${left} is null`;
    return by === 'ne' ? sql`${left} is not null` : sql`false`;
  }
  const right = sql`${value}::${sql.raw(castOf[edm])}`;
  if (by === 'ne') return sql`${left} is distinct from ${right}`;
  return sql`${left} ${sql.raw(operators[by])} ${right}`;
}

export const castOf = {
  Guid: 'uuid',
  String: 'text',
  Int32: 'bigint',
  Int64: 'bigint',
  Double: 'double precision',
  Boolean: 'boolean',
  DateTimeOffset: 'timestamptz',
  Date: 'date',
  Money: 'bigint',
  Quantity: 'bigint',
} as const satisfies Record<Property['edm'], string>;

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

const patterns: Record<TextTest, (text: string) => string> = {
  contains: (text) => `%${escaped(text)}%`,
  startswith: (text) => `${escaped(text)}%`,
  endswith: (text) => `%${escaped(text)}`,
};

function textTest(of: EntitySet, filter: Extract<Filter, { type: 'text' }>): RawBuilder<unknown> {
  const property = filterable(of, filter.property);
  if (property.edm !== 'String')
    throw new ODataError(400, `${filter.test} takes a text, and ${property.name} is none.`, '$filter');
  const value = String(valueFor('String', filter.value) ?? '');
  return sql`${sql.raw(property.column)} like ${patterns[filter.test](value)}`;
}
