import type { TestDatabase } from '../../apps/server/src/testing/database.ts';
import type { Table } from './tables.ts';

/** Every table that the migrations made, as the database itself describes it. */
export async function readTables({ pool }: TestDatabase): Promise<readonly Table[]> {
  const { rows } = await pool.query<Table>(`
    select c.relname as name, obj_description(c.oid, 'pg_class') as comment,
      (select coalesce(json_agg(json_build_object('name', i.relname, 'primary', x.indisprimary, 'columns', ${columns('x.indrelid', 'x.indkey::int2[]')})), '[]')
         from pg_index x join pg_class i on i.oid = x.indexrelid where x.indrelid = c.oid and x.indisunique) as keys,
      (select coalesce(json_agg(json_build_object('name', f.conname, 'table', f.confrelid::regclass::text,
         'columns', ${columns('f.conrelid', 'f.conkey')}, 'targets', ${columns('f.confrelid', 'f.confkey')})), '[]')
         from pg_constraint f where f.conrelid = c.oid and f.contype = 'f') as "foreignKeys",
      (select coalesce(json_agg(t.tgname), '[]') from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as triggers
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
    order by c.relname`);
  return rows;
}

const columns = (table: string, numbers: string): string =>
  `(select json_agg(a.attname order by k.position) from unnest(${numbers}) with ordinality k (number, position)
      join pg_attribute a on a.attrelid = ${table} and a.attnum = k.number)`;
