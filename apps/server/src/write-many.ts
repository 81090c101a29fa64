import { sql, type Kysely, type RawBuilder } from 'kysely';
import { KeptTexts, type Part } from './database/kept-text.ts';
import { recordColumns, recordsSource, recordsText, recordsValue } from './database/records.ts';
import type { Database } from './database/schema.ts';
import type { OwnerRow } from './owner/read-owner.ts';
import {
  insertSealed,
  changedNow,
  isOfOne,
  notGiven,
  onConflict,
  ownerTables,
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
  const parts = [...guards(owners), ...owned(owners)];
  if (add.length > 0)
    parts.push(
      guarded('identifiers_added', 'identifier', {
        rows: add,
        text: (source) => sql`insert into identifier select r.* from ${source}`,
      }),
    );
  const { rows } = await texts.run(
    db,
    parts,
    (each) => sql<{ owner_id: string }>`with ${sql.join(each)} select owner_id from guard`,
  );
  return new Set(rows.map(({ owner_id }) => owner_id));
}

const texts = new KeptTexts();

/** Like those of one owner, of many. They are taken in one order by everybody. */
function guards(owners: readonly OwnerWrites[]): Part[] {
  const untils = owners.flatMap(({ drawn }) => (drawn ? [drawn.until] : []));
  const until = untils.length === 0 ? null : new Date(Math.min(...untils));
  const rows = owners.flatMap(({ owner }) => owner ?? []);
  const known = rows.filter(({ version }) => version > 1);
  const fresh = rows.filter(({ version }) => version === 1);
  const parts: Part[] = [];
  if (known.length > 0) parts.push(moving(known, until));
  if (fresh.length > 0) parts.push(making(fresh, until));
  return [...parts, eitherOf(parts)];
}

function moving(rows: readonly OwnerRow[], until: Date | null): Part {
  const value = recordsValue('owner', rows);
  const changes = Object.keys(rows[0] ?? {}).filter((name) => !notGiven.has(name));
  return {
    name: `moved ${until !== null} ${changes.join()}`,
    values: [value, ...timely(until)],
    text: () => sql`moved as (
    update owner o set ${sql.join(changes.map((name) => sql`${sql.ref(name)} = r.${sql.ref(name)}`))}, ${changedNow}
      from (select r.* from ${recordsSource('owner', value)} r join owner w on w.owner_id = r.owner_id and w.version = r.version - 1
             where ${inTime(until)} order by r.owner_id for no key update of w skip locked) r
     where o.owner_id = r.owner_id returning o.owner_id)`,
  };
}

function making(rows: readonly OwnerRow[], until: Date | null): Part {
  const value = recordsValue('owner', rows);
  return {
    name: `made ${until !== null}`,
    values: [value, ...timely(until)],
    text: () => sql`made as (
    insert into owner (${sql.join(given)}) select ${sql.join(given.map((name) => sql`r.${name}`))}
      from ${recordsSource('owner', value)} r where ${inTime(until)} order by r.owner_id
      on conflict do nothing returning owner_id)`,
  };
}

const given = recordColumns.owner.filter((name) => name !== 'changed_at').map((name) => sql.ref(name));

const inTime = (until: Date | null): RawBuilder<unknown> =>
  until === null ? sql`true` : sql`statement_timestamp() < ${until}::timestamptz`;

const timely = (until: Date | null): readonly Date[] => (until === null ? [] : [until]);

function eitherOf(parts: readonly Part[]): Part {
  const from = parts.map(({ name }) => sql.table(name.split(' ', 1)[0] ?? name));
  const each = from.map((table) => sql`select owner_id from ${table}`);
  return { name: 'guard', values: [], text: () => sql`guard as (${sql.join(each, sql` union all `)})` };
}

/** The rows of all tables. */
function owned(owners: readonly OwnerWrites[]): Part[] {
  return (Object.keys(ownerTables) as OwnerTable[]).flatMap((table) => {
    const made: Row[] = [];
    const others: Row[] = [];
    for (const { rows, made: known } of owners)
      for (const row of rows[table] ?? []) (known?.has(row) === true ? made : others).push(row);
    const parts: Part[] = [];
    if (made.length > 0)
      parts.push(
        guarded(`${table}_made`, table, {
          rows: made,
          text: (source) => sql`insert into ${sql.table(table)} select r.* from ${source}`,
        }),
      );
    if (others.length > 0) parts.push(table === 'receipt' ? receipts(others) : written(table, others));
    return parts;
  });
}

function written(table: OwnerTable, rows: readonly Row[]): Part {
  const text = (source: RawBuilder<unknown>) =>
    sql`insert into ${sql.table(table)} select r.* from ${source} ${onConflict(table, rows)}`;
  return guarded(`${table}_rows`, table, { rows, text });
}

const ofGuarded = sql`join guard on guard.owner_id = r.owner_id`;

/** Rows of owners who have moved. What is written of them has a text by their columns. */
function guarded(
  name: string,
  table: OwnerTable | 'identifier',
  {
    rows,
    text,
  }: {
    readonly rows: readonly Row[];
    readonly text: (source: RawBuilder<unknown>) => RawBuilder<unknown>;
  },
): Part {
  const value = recordsValue(table, rows);
  return {
    name: `${name} ${Object.keys(rows[0] ?? {}).join()}`,
    values: [value],
    text: () => sql`${sql.ref(name)} as (${text(sql`${recordsSource(table, value)} r ${ofGuarded}`)})`,
  };
}

/** Evidence goes in one piece, of which each row has its part: as bytes within a text it would have to be read again. */
function receipts(rows: readonly Row[]): Part {
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
  const [first = {}] = rows;
  const heads = recordsText(recordColumns.receipt, rows.map(withoutEvidence));
  const bytes = Buffer.concat(pieces);
  const names = [...recordColumns.receipt.slice(0, -1), 'nothing', 'start', 'length'];
  return {
    name: `receipt_rows ${Object.keys(first).join()}`,
    values: [bytes, heads, starts, lengths],
    text: () =>
      sql`receipt_rows as (${insertSealed(
        first,
        sql`(select h.*, substring(${bytes}::bytea from h.start for h.length) as evidence
    from unnest(${heads}::receipt[], ${starts}::int[], ${lengths}::int[]) as h (${sql.join(names.map((name) => sql.ref(name)))})) r ${ofGuarded}`,
      )})`,
  };
}

const withoutEvidence = (row: Row): Row => ({ ...row, evidence: null });
