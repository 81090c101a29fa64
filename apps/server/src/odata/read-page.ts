import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { EntitySet, Property } from './entity-sets.ts';
import { castOf, conditionOf } from './filter-sql.ts';
import { fits, scaleOf } from './literals.ts';
import { ODataError } from './odata-error.ts';
import { tokenFor, type Ordering, type PageRequest } from './page-request.ts';

export type Entity = Readonly<Record<string, unknown>>;

export interface Page {
  readonly rows: readonly Entity[];
  /** Of the next page; null: this was the last. */
  readonly next: { readonly token: string; readonly top: number | null } | null;
}

/** One page of a set. Behind a place and not behind a number of rows: so what is written meanwhile shifts nothing, and the last page takes as long as the first. */
export async function readPage(db: Kysely<Database>, of: EntitySet, asked: PageRequest): Promise<Page> {
  const limit = Math.min(asked.top ?? asked.pageSize, asked.pageSize);
  const places = asked.order.map(
    ({ property }, index) => sql`${told(property)} as ${sql.id(`place${index}`)}`,
  );
  const { rows } = await sql<Record<string, unknown>>`
    select ${sql.join([...asked.select.map((property) => sql`${told(property)} as ${sql.id(property.name)}`), ...places])}
      from ${sql.raw(of.from)}
     where ${whereOf(of, asked)}
     order by ${orderOf(asked.order)}
     limit ${limit + 1} offset ${asked.after === null ? asked.skip : 0}`.execute(db);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const left = asked.top === null ? null : asked.top - shown.length;
  return {
    rows: shown.map((row) =>
      Object.fromEntries(
        asked.select.map((property) => [property.name, asJson(property, row[property.name])]),
      ),
    ),
    next:
      rows.length > limit && last !== undefined && left !== 0
        ? { token: tokenFor(asked.order.map((_, index) => placeValue(last[`place${index}`]))), top: left }
        : null,
  };
}

/** How many rows of a set there are that were asked for. */
export async function countRows(db: Kysely<Database>, of: EntitySet, asked: PageRequest): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.raw(of.from)} where ${whereOf(of, { ...asked, after: null })}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

const whereOf = (of: EntitySet, { filter, order, after }: PageRequest): RawBuilder<unknown> =>
  sql`${filter === null ? sql`true` : conditionOf(of, filter)} and ${after === null ? sql`true` : behind(order, after)}`;

const orderOf = (order: readonly Ordering[]): RawBuilder<unknown> =>
  sql.join(
    order.map(({ property: { column, nullable }, descending }) => {
      // Where there is no null, nothing is said of it: an index has an order of its own for those.
      const nulls = nullable === true ? (descending ? ' nulls last' : ' nulls first') : '';
      return sql.raw(`${column} ${descending ? 'desc' : 'asc'}${nulls}`);
    }),
  );

/** Rows behind the one that has these values. One comparison of all where that says the same: an index knows it. */
function behind(order: readonly Ordering[], after: PageRequest['after']): RawBuilder<unknown> {
  const isOfIt = order.every(({ property }, index) => fits(property.edm, after?.[index] ?? null));
  if (after === null || after.length < order.length || !isOfIt)
    throw new ODataError(400, 'This next link is of another order.', '$skiptoken');
  const values = order.map(
    ({ property }, index) => sql`${after[index] ?? null}::${sql.raw(castOf[property.edm])}`,
  );
  const columns = order.map(({ property }) => sql.raw(property.column));
  if (order.every(({ descending, property }) => !descending && property.nullable !== true))
    // Said of the first once more: where the columns are of two tables, no index knows the comparison of all.
    return sql`(${sql.join(columns)}) > (${sql.join(values)}) and ${columns[0]} >= ${values[0]}`;
  const ways = order.map((_, index) => {
    const same = columns
      .slice(0, index)
      .map((column, at) => sql`${column} is not distinct from ${values[at]}`);
    return sql`(${sql.join([...same, further(order[index], columns[index], values[index], after[index] ?? null)], sql` and `)})`;
  });
  return sql`(${sql.join(ways, sql` or `)})`;
}

/** OData has null before every value: first where it goes up, last where it goes down. */
function further(
  ordering: Ordering | undefined,
  column: unknown,
  value: unknown,
  given: string | number | boolean | null,
): RawBuilder<unknown> {
  if (ordering?.descending !== true)
    return given === null ? sql`${column} is not null` : sql`${column} > ${value}`;
  return given === null ? sql`false` : sql`(${column} < ${value} or ${column} is null)`;
}

/** As it comes from the database: instants as text, so that none of their digits is lost. */
const told = ({ column, edm }: Property): RawBuilder<unknown> =>
  edm === 'DateTimeOffset'
    ? sql`to_char(${sql.raw(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    : sql.raw(column);

const placeValue = (value: unknown): string | number | boolean | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

/** As the feed shows it: money in major units, whose digits JSON keeps. */
function asJson({ edm }: Pick<Property, 'edm'>, value: unknown): unknown {
  if ((edm !== 'Money' && edm !== 'Quantity') || typeof value !== 'number') return value ?? null;
  return value / 10 ** scaleOf[edm];
}
