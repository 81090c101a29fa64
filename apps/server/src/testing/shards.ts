import type { Client, Pool } from 'pg';
import { readTables } from '../database/distribution/read-tables.ts';
import { distributionOf, type Table } from '../database/distribution/table.ts';

/** Few enough to plan quickly, many enough that two owners seldom meet on one. */
const SHARDS = 4;

/**
 * A stand-in for a distributed database: every distributed table becomes a partitioned one, by the hash of the same column. So its
 * keys must contain the column, as on Citus; rows of one owner lie in partitions of one number; and a plan says which
 * partitions a statement reads. What is written notes its partition in `touched`, under the name of the statement.
 */
export async function layOnShards(database: Client | Pool): Promise<void> {
  const tables = await readTables(database);
  const distributed = tables.flatMap((table) => {
    const distribution = distributionOf(table);
    return distribution?.type === 'distributed' ? [{ table, by: distribution.by }] : [];
  });
  const names = distributed.map(({ table }) => table.name);
  const { rows: keys } = await database.query<{ sql: string }>(
    `select format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as sql
       from pg_constraint where contype = 'f' and (conrelid::regclass::text = any($1) or confrelid::regclass::text = any($1))`,
    [names],
  );
  const statements = [
    NOTE,
    ...distributed.flatMap(({ table, by }) => partitioned(table, by)),
    ...keys.map(({ sql }) => sql),
  ];
  await database.query(statements.join(';\n'));
}

const NOTE = `
  create table touched (statement text not null, partition text not null);
  create index touched_by on touched (statement);
  create function note_touched() returns trigger language plpgsql as $$ begin
    insert into touched select current_setting('bonum.statement'), tg_relid::regclass::text
     where current_setting('bonum.statement', true) <> '';
    return null;
  end $$`;

function partitioned({ name, comment }: Table, by: string): string[] {
  const shards = Array.from({ length: SHARDS }, (_, shard) => `${name}_shard${shard}`);
  return [
    `alter table ${name} rename to ${name}_whole`,
    `create table ${name} (like ${name}_whole including all) partition by hash (${by})`,
    `comment on table ${name} is '${comment ?? ''}'`,
    ...shards.flatMap((shard, remainder) => [
      `create table ${shard} partition of ${name} for values with (modulus ${SHARDS}, remainder ${remainder})`,
      `create trigger note_touched after insert or update or delete on ${shard} for each row execute function note_touched()`,
    ]),
    `drop table ${name}_whole cascade`,
  ];
}

/** A partition's table and number; null: it is not one. */
export function shardOf(relation: string): { table: string; shard: number } | null {
  const [, table, shard] = /^(.+)_shard(\d+)$/.exec(relation) ?? [];
  return table === undefined ? null : { table, shard: Number(shard) };
}
