import type { Pool } from 'pg';
import { readTables } from '../database/distribution/read-tables.ts';
import { distributionOf } from '../database/distribution/table.ts';
import { citusRefusals } from './citus-refusals.ts';
import { shardOf } from './shards.ts';
import { isStatement, type Read, type Seen } from './watching-client.ts';

/** By which column each table is distributed; null: by none. */
type Columns = ReadonlyMap<string, string | null>;

const known = new WeakMap<Pool, Promise<Columns>>();

async function readColumns(pool: Pool): Promise<Columns> {
  const tables = await readTables(pool);
  return new Map(
    tables.map((table) => {
      const distribution = distributionOf(table);
      return [table.name, distribution?.type === 'distributed' ? distribution.by : null];
    }),
  );
}

const refusals = new WeakMap<Pool, Map<string, Promise<readonly string[]>>>();

/** A sentence for each statement that Citus would refuse, however its rows lie. */
export async function refusedStatements(pool: Pool, seen: readonly Seen[]): Promise<string[]> {
  const asked = refusals.get(pool) ?? new Map<string, Promise<readonly string[]>>();
  refusals.set(pool, asked);
  const texts = new Set(seen.filter(isStatement).map(({ sql }) => sql));
  const found = await Promise.all(
    [...texts].map(async (sql) => {
      const refusing = asked.get(sql) ?? citusRefusals(pool, sql);
      asked.set(sql, refusing);
      return (await refusing).map((because) => `${because}: ${sql}`);
    }),
  );
  return found.flat();
}

/** A sentence for each statement that would not have stayed on one shard. */
export async function strayStatements(pool: Pool, seen: readonly Seen[]): Promise<string[]> {
  const reading = known.get(pool) ?? readColumns(pool);
  known.set(pool, reading);
  const columns = await reading;
  const { rows } = await pool.query<{ statement: string; partition: string }>(
    'delete from touched where statement = any($1) returning statement, partition',
    [seen.map(({ id }) => id)],
  );
  return seen.flatMap((statement) => {
    const writes = rows.filter((row) => row.statement === statement.id).map((row) => row.partition);
    const because = strays(statement, writes, columns);
    return because === null ? [] : [`${because}: ${statement.sql}`];
  });
}

function strays({ values, reads }: Seen, writes: readonly string[], columns: Columns): string | null {
  const numbers = new Map<string, Set<number>>();
  const planned = reads.map(({ relation }) => relation);
  for (const relation of [...planned, ...writes]) {
    const place = shardOf(relation);
    const by = place && columns.get(place.table);
    if (!place || !by) continue;
    numbers.set(by, (numbers.get(by) ?? new Set()).add(place.shard));
  }
  if (numbers.size > 1) return `it joins what is distributed by ${[...numbers.keys()].join(' and by ')}`;
  const [[by, shards] = ['', new Set()]] = numbers;
  // What is looked up may be several values, each on its shard; an owner's rows are on one.
  const most = by === 'owner_id' || writes.length > 0 ? 1 : new Set(values.flat()).size;
  if (shards.size > most) return `it goes to ${shards.size} shards by ${by}`;
  // With as many values as there are shards a plan that asks them all looks alike: so each of its scans must name values.
  const asked = shards.size > 1 && reads.some((read) => shardOf(read.relation) && !namesValues(read, by));
  return asked ? `it goes to ${shards.size} shards by ${by}, whatever its values` : null;
}

/** Whether it reads by values of this column; one that another table gives may be anywhere. */
const namesValues = ({ by: conditions }: Read, column: string): boolean =>
  conditions === null || new RegExp(`\\(${column} = (?:ANY \\()?'`).test(conditions);
