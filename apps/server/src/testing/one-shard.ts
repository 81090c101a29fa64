import type { Pool } from 'pg';
import { readTables } from '../database/distribution/read-tables.ts';
import { distributionOf } from '../database/distribution/table.ts';
import { shardOf } from './shards.ts';
import type { Seen } from './watching-client.ts';

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
  for (const relation of [...reads, ...writes]) {
    const place = shardOf(relation);
    const by = place && columns.get(place.table);
    if (!place || !by) continue;
    numbers.set(by, (numbers.get(by) ?? new Set()).add(place.shard));
  }
  if (numbers.size > 1) return `it joins what is distributed by ${[...numbers.keys()].join(' and by ')}`;
  const [[by, shards] = ['', new Set()]] = numbers;
  // What is looked up may be several values, each on its shard; an owner's rows are on one.
  const most = by === 'owner_id' || writes.length > 0 ? 1 : new Set(values.flat()).size;
  return shards.size > most ? `it goes to ${shards.size} shards by ${by}` : null;
}
