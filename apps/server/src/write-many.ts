import { sql, type Kysely, type RawBuilder } from 'kysely';
import { recordColumns, recordsOf, recordsText } from './database/records.ts';
import type { Database } from './database/schema.ts';
import type { OwnerRow } from './owner/read-owner.ts';
import {
  insertSealed,
  isOfOne,
  onConflict,
  ownerTables,
  unchanging,
  type OwnerTable,
  type OwnerWrites,
  type Row,
  type Writes,
} from './write.ts';

/** Whether it may be written in one statement with others of its kind: one owner that moves, and what is new with it. */
export function mayGoWithOthers(writes: Writes): boolean {
  const [only] = writes.owners;
  if (!only?.owner || !isOfOne(writes)) return false;
  const { owner, rows: _rows, made: _made, drawn: _drawn, ...beside } = only;
  if (Object.values(beside).some((part) => part !== undefined)) return false;
  const { owner_id } = owner;
  const { add = [], put = [] } = writes.identifiers ?? {};
  return put.length === 0 && add.every((identifier) => identifier.owner_id === owner_id);
}

/**
 * Writes many at once, each with an owner of its own and each all or nothing: one statement, one round trip and one commit for all.
 * Whose owner has moved, or is being changed by somebody just now, is left out, and waits for nobody. On one PostgreSQL only.
 * @returns the owners whose writes are there
 */
export async function writeMany(db: Kysely<Database>, all: readonly Writes[]): Promise<ReadonlySet<string>> {
  const owners = all.flatMap((writes) => writes.owners);
  const add = all.flatMap(({ identifiers }) => identifiers?.add ?? []);
  const parts = [...manyGuards(owners), ...owned(owners)];
  if (add.length > 0)
    parts.push(
      sql`identifiers_added as (insert into identifier select r.* from ${guarded('identifier', add)})`,
    );
  const { rows } = await sql<{
    owner_id: string;
  }>`with ${sql.join(parts)} select owner_id from guard`.execute(db);
  return new Set(rows.map(({ owner_id }) => owner_id));
}

/** Like `guards`, of many owners. They are taken in one order by everybody. */
function manyGuards(owners: readonly OwnerWrites[]): RawBuilder<unknown>[] {
  const untils = owners.flatMap(({ drawn }) => (drawn ? [drawn.until] : []));
  const inTime =
    untils.length === 0
      ? sql`true`
      : sql`statement_timestamp() < ${new Date(Math.min(...untils))}::timestamptz`;
  const rows = owners.flatMap(({ owner }) => owner ?? []);
  const [known, fresh] = [
    rows.filter(({ version }) => version > 1),
    rows.filter(({ version }) => version === 1),
  ];
  const of = (some: readonly OwnerRow[]) => sql`${recordsOf('owner', some)} r`;
  const changes = Object.keys(rows[0] ?? {}).filter((name) => !unchanging.has(name));
  const moved = sql`moved as (
    update owner o set ${sql.join(changes.map((name) => sql`${sql.ref(name)} = r.${sql.ref(name)}`))}
      from (select r.* from ${of(known)} join owner w on w.owner_id = r.owner_id and w.version = r.version - 1
             where ${inTime} order by r.owner_id for no key update of w skip locked) r
     where o.owner_id = r.owner_id returning o.owner_id)`;
  const made = sql`made as (
    insert into owner select r.* from ${of(fresh)} where ${inTime} order by r.owner_id on conflict do nothing returning owner_id)`;
  if (fresh.length === 0) return [moved, sql`guard as (select owner_id from moved)`];
  if (known.length === 0) return [made, sql`guard as (select owner_id from made)`];
  return [moved, made, sql`guard as (select owner_id from moved union all select owner_id from made)`];
}

/** The rows of all tables. */
function owned(owners: readonly OwnerWrites[]): RawBuilder<unknown>[] {
  return (Object.keys(ownerTables) as OwnerTable[]).flatMap((table) => {
    const made: Row[] = [];
    const others: Row[] = [];
    for (const { rows, made: known } of owners)
      for (const row of rows[table] ?? []) (known?.has(row) === true ? made : others).push(row);
    const parts: RawBuilder<unknown>[] = [];
    if (made.length > 0)
      parts.push(
        sql`${sql.ref(`${table}_made`)} as (insert into ${sql.table(table)} select r.* from ${guarded(table, made)})`,
      );
    if (others.length > 0) parts.push(sql`${sql.ref(`${table}_rows`)} as (${written(table, others)})`);
    return parts;
  });
}

function written(table: OwnerTable, rows: readonly Row[]): RawBuilder<unknown> {
  if (table === 'receipt') return insertSealed(rows[0] ?? {}, receipts(rows));
  return sql`insert into ${sql.table(table)} select r.* from ${guarded(table, rows)} ${onConflict(table, rows)}`;
}

const ofGuarded = sql`join guard on guard.owner_id = r.owner_id`;

const guarded = (table: OwnerTable | 'identifier', rows: readonly Row[]): RawBuilder<unknown> =>
  sql`${recordsOf(table, rows)} r ${ofGuarded}`;

/** Evidence goes in one piece, of which each row has its part: as bytes within a text it would have to be read again. */
function receipts(rows: readonly Row[]): RawBuilder<unknown> {
  const pieces: Buffer[] = [];
  const [starts, lengths]: [(number | null)[], (number | null)[]] = [[], []];
  let start = 1;
  for (const row of rows) {
    const evidence = 'evidence' in row && Buffer.isBuffer(row.evidence) ? row.evidence : null;
    starts.push(evidence && start);
    lengths.push(evidence && evidence.length);
    if (evidence === null) continue;
    pieces.push(evidence);
    start += evidence.length;
  }
  const heads = recordsText(recordColumns.receipt, rows.map(withoutEvidence));
  const names = [...recordColumns.receipt.slice(0, -1), 'nothing', 'start', 'length'].map((name) =>
    sql.ref(name),
  );
  return sql`(select h.*, substring(${Buffer.concat(pieces)}::bytea from h.start for h.length) as evidence
    from unnest(${heads}::receipt[], ${starts}::int[], ${lengths}::int[]) as h (${sql.join(names)})) r ${ofGuarded}`;
}

const withoutEvidence = (row: Row): Row => ({ ...row, evidence: null });
