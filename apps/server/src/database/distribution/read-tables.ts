import type { Client, Pool } from 'pg';
import type { Table } from './table.ts';

/** Every table of ours, as the database itself describes it. */
export async function readTables(database: Client | Pool): Promise<readonly Table[]> {
  const { rows } = await database.query<Table>(`
    select c.relname as name, obj_description(c.oid, 'pg_class') as comment,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null),
         'numbered', a.attidentity <> '' or coalesce(pg_get_expr(d.adbin, d.adrelid) like 'nextval(%', false)) order by a.attnum)
         from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select coalesce(json_agg(json_build_object('name', i.relname, 'primary', x.indisprimary, 'columns', ${columns('x.indrelid', 'x.indkey::int2[]')})), '[]')
         from pg_index x join pg_class i on i.oid = x.indexrelid where x.indrelid = c.oid and x.indisunique) as keys,
      (select coalesce(json_agg(json_build_object('name', f.conname, 'table', t.relname,
         'columns', ${columns('f.conrelid', 'f.conkey')}, 'targets', ${columns('f.confrelid', 'f.confkey')})), '[]')
         from pg_constraint f join pg_class t on t.oid = f.confrelid
        where f.conrelid = c.oid and f.contype = 'f' and f.conparentid = 0) as "foreignKeys",
      (select coalesce(json_agg(t.tgname), '[]') from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as triggers
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = current_schema()
    order by c.relname`);
  return rows;
}

const columns = (table: string, numbers: string): string =>
  `(select json_agg(a.attname order by k.position) from unnest(${numbers}) with ordinality k (number, position)
      join pg_attribute a on a.attrelid = ${table} and a.attnum = k.number)`;
