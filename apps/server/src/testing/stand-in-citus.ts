import type { Client, Pool } from 'pg';

/**
 * Makes a database look like a distributed one to `bonum migrate`: Citus 13's functions and its view, by their names and arguments.
 * Nothing is moved; but what Citus refuses of a table is refused, in its words, when it is put and whenever it is changed later.
 */
export async function installStandIn(database: Client | Pool): Promise<void> {
  await database.query(STAND_IN);
}

/** What Citus holds every table to that it has put somewhere; said again after each change of one. */
const CHECKS = `
create function citus.check_table(which regclass, by name, colocation int) returns void language plpgsql as $check$
declare found record;
begin
  for found in select tgname from pg_trigger where tgrelid = which and not tgisinternal loop
    raise exception 'triggers are not supported on %', case when by is null then 'reference tables' else 'distributed tables' end;
  end loop;
  for found in select attname from pg_attribute where attrelid = which and attidentity <> '' and atttypid <> 'bigint'::regtype loop
    raise exception 'cannot complete operation on % with smallint/int identity column', which
      using hint = 'Use bigint identity column instead.';
  end loop;
  if by is not null then
    for found in select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid
        where x.indrelid = which and (x.indisunique or x.indisexclusion) and not exists (
          select from unnest(x.indkey::int2[]) k (number) join pg_attribute a on a.attrelid = which and a.attnum = k.number
           where a.attname = by) loop
      raise exception 'cannot create constraint on "%"', which using detail = format(
        '%s: Distributed relations cannot have UNIQUE, EXCLUDE, or PRIMARY KEY constraints that do not include the partition column (with an equality operator if EXCLUDE).', found.relname);
    end loop;
  end if;
  for found in select f.conname, f.confrelid, p.by_column, p.colocation_id, p.table_name is not null as placed,
        exists (select from unnest(f.conkey, f.confkey) k (own, other)
          join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.own
          join pg_attribute b on b.attrelid = f.confrelid and b.attnum = k.other
          where a.attname = by and b.attname = p.by_column) as together,
        f.confupdtype not in ('a', 'r') or f.confdeltype in ('n', 'd') as changes
      from pg_constraint f left join citus.placed p on p.table_name = f.confrelid and f.confrelid <> which
      where f.conrelid = which and f.contype = 'f' and f.confrelid <> which loop
    if not found.placed then
      raise exception 'cannot create foreign key constraint' using detail = found.conname || ': Referenced table must be a distributed table or a reference table.';
    elsif by is null and found.by_column is not null then
      raise exception 'cannot create foreign key constraint since foreign keys from reference tables to distributed tables are not supported' using detail = found.conname;
    elsif by is not null and found.by_column is not null and found.colocation_id <> colocation then
      raise exception 'cannot create foreign key constraint since relations are not colocated or not referencing a reference table' using detail = found.conname;
    elsif by is not null and found.by_column is not null and not found.together then
      raise exception 'cannot create foreign key constraint' using detail = found.conname || ': Foreign keys are supported in two cases, either in between two colocated tables including partition column in the same ordinal in the both tables or from distributed to reference tables';
    elsif by is not null and found.by_column is not null and found.changes then
      raise exception 'cannot create foreign key constraint' using detail = found.conname || ': SET NULL, SET DEFAULT or CASCADE is not supported when distribution key is included in the foreign key constraint';
    end if;
  end loop;
end $check$`;

const FUNCTIONS = `
create function pg_catalog.create_reference_table(table_name regclass) returns void language plpgsql as $do$
begin
  if exists (select from citus.placed p where p.table_name = $1) then
    raise exception 'table "%" is already distributed', $1;
  end if;
  perform citus.check_table($1, null, null);
  insert into citus.placed values ($1, null, 0);
end $do$;

create function pg_catalog.create_distributed_table(table_name regclass, distribution_column text,
    distribution_type citus.distribution_type default 'hash', colocate_with text default 'default', shard_count int default null)
  returns void language plpgsql as $do$
declare
  column_type oid;
  generated "char";
  colocation int;
  beside citus.placed;
begin
  if exists (select from citus.placed p where p.table_name = $1) then
    raise exception 'table "%" is already distributed', $1;
  end if;
  select atttypid, attgenerated into column_type, generated from pg_attribute
   where attrelid = $1 and attname = $2 and attnum > 0 and not attisdropped;
  if column_type is null then raise exception 'column "%" of relation "%" does not exist', $2, $1; end if;
  if generated <> '' then
    raise exception 'cannot distribute relation: %', $1 using detail = 'Distribution column must not use GENERATED ALWAYS AS (...) STORED.';
  end if;
  if colocate_with not in ('default', 'none') then
    -- A table that is not there is refused by its name.
    select * into beside from citus.placed p where p.table_name = colocate_with::regclass;
    if beside.by_column is null then raise exception 'relation % is not distributed', colocate_with; end if;
    if column_type <> (select atttypid from pg_attribute a where a.attrelid = beside.table_name and a.attname = beside.by_column) then
      raise exception 'cannot colocate tables % and %', beside.table_name, $1 using detail = 'Distribution column types don''t match.';
    end if;
    colocation := beside.colocation_id;
  end if;
  colocation := coalesce(colocation, (select coalesce(max(colocation_id), 0) + 1 from citus.placed));
  perform citus.check_table($1, $2, colocation);
  insert into citus.placed values ($1, $2, colocation);
end $do$`;

/**
 * Of a table that is put, several changes in one ALTER TABLE may make no constraint without a name: Citus has to name it on all
 * machines alike, and does so of one change by itself only.
 */
const LATER = `
create function citus.before_change() returns event_trigger language plpgsql as $do$
declare
  text text := regexp_replace(current_query(), '--[^\\n]*', '', 'g');
  which regclass;
begin
  which := to_regclass((regexp_match(text, '^\\s*alter table (?:only )?(\\S+)', 'i'))[1]);
  if which is null or not exists (select from citus.placed p where p.table_name = which) then return; end if;
  while text ~ '\\([^()]*\\)' loop text := regexp_replace(text, '\\([^()]*\\)', '', 'g'); end loop;
  if text !~ ',' then return; end if;
  if exists (select from regexp_split_to_table(text, ',') part where part !~* '\\madd\\s+constraint\\M'
      and part ~* '\\madd\\M' and part ~* '\\m(check|unique|primary\\s+key|references|exclude)\\M') then
    raise exception 'cannot execute ADD COLUMN command with PRIMARY KEY, UNIQUE, FOREIGN and CHECK constraints'
      using detail = 'Adding a column with a constraint in one command is not supported because all constraints in Citus must have explicit names';
  end if;
end $do$;

create function citus.after_change() returns event_trigger language plpgsql as $do$
begin
  perform citus.check_table(p.table_name, p.by_column, p.colocation_id) from citus.placed p;
end $do$;

create function citus.after_drop() returns event_trigger language plpgsql as $do$
begin
  delete from citus.placed p using pg_event_trigger_dropped_objects() o where o.classid = 'pg_class'::regclass and o.objid = p.table_name;
end $do$;

create event trigger citus_before_change on ddl_command_start when tag in ('ALTER TABLE') execute function citus.before_change();
create event trigger citus_after_change on ddl_command_end
  when tag in ('ALTER TABLE', 'CREATE INDEX', 'CREATE TRIGGER') execute function citus.after_change();
create event trigger citus_after_drop on sql_drop execute function citus.after_drop()`;

const STAND_IN = `
set allow_system_table_mods = on;
create schema citus;
create type citus.distribution_type as enum ('hash', 'range', 'append');
create table citus.placed (table_name regclass primary key, by_column name, colocation_id int not null);
${CHECKS};
${FUNCTIONS};
create view pg_catalog.citus_tables as
  select p.table_name, case when p.by_column is null then 'reference' else 'distributed' end as citus_table_type,
    coalesce(p.by_column::text, '<none>') as distribution_column, p.colocation_id,
    pg_size_pretty(pg_table_size(p.table_name)) as table_size, case when p.by_column is null then 1 else 32 end::bigint as shard_count,
    pg_get_userbyid(c.relowner) as table_owner, 'heap'::text as access_method
  from citus.placed p join pg_class c on c.oid = p.table_name;
${LATER};
insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
  select (select max(oid)::bigint + 1 from pg_extension)::oid, 'citus', (select oid from pg_roles where rolname = current_user),
    'pg_catalog'::regnamespace, false, '13.2-1';
reset allow_system_table_mods`;
