import { sql, type RawBuilder } from 'kysely';

/** The columns of the tables that every sale reads or writes, in the tables' own order. */
export const recordColumns = {
  owner: columns(
    'owner_id type version transfers head spend receipts level merged_into due_at apart changed_at',
  ),
  lot: columns(
    'owner_id lot_id kind granted available pending held active_from expires_at source receipt_id from_owner_id from_lot_id created_at',
  ),
  member: columns(
    'owner_id status phone email name surname birth_date gender city language consents joined_at joined_store claimed_phone open main_card answers subscriptions proved_email',
  ),
  card: columns('owner_id number form state issued_at blocked_at block_reason'),
  wallet: columns('owner_id kind available pending held debt'),
  transfer: columns(
    'owner_id number kind debit credit amount lot_id reason receipt_id hold_id reverses at recorded_at active_from expires_at hash',
  ),
  receipt: columns(
    'owner_id receipt_id type of_receipt_id store_id till_id shift number at offset_minutes programme_version paid request calculation answer seal claimed_by recorded_at cashier evidence',
  ),
  event: columns('owner_id event_id type payload at delivered_at version'),
  identifier: columns('kind value owner_id claim from_owner_id proven_at'),
} as const;

function columns(names: string): readonly string[] {
  return names.split(' ');
}

/**
 * Rows as one value. PostgreSQL reads its own text of a list of records in half the time that it takes to read the same as JSON;
 * where the columns are not known here, as JSON.
 */
export function recordsValue(table: string, rows: readonly object[]): string {
  const known = columnsOf(table);
  return known === undefined ? JSON.stringify(rows) : recordsText(known, rows);
}

/** The same as a source to select from. */
export function recordsSource(table: string, value: string): RawBuilder<unknown> {
  const name = sql.table(table);
  return columnsOf(table) === undefined
    ? sql`jsonb_populate_recordset(null::${name}, ${value}::jsonb)`
    : sql`unnest(${value}::${name}[])`;
}

const columnsOf = (table: string): readonly string[] | undefined =>
  recordColumns[table as keyof typeof recordColumns];

/**
 * A list of records as PostgreSQL writes it: {"(a,b)","(c,\"d e\")"}. What stands in a record is quoted, and the record again in the list:
 * both at once, or a receipt's JSON would be gone over twice.
 */
export function recordsText(names: readonly string[], rows: readonly object[]): string {
  let text = '{';
  for (const row of rows)
    text += `${text.length > 1 ? ',' : ''}"${recordText(names, row as Record<string, unknown>)}"`;
  return `${text}}`;
}

function recordText(names: readonly string[], row: Record<string, unknown>): string {
  let text = '';
  for (const name of names) text += `,${fieldText(row[name])}`;
  return `(${text.slice(1)})`;
}

/** Nothing is null; a text of no letters is quoted. */
function fieldText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return quoted(value);
  return typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : quoted(JSON.stringify(value));
}

/** A record doubles a quote and a backslash; a list puts a backslash before each of both. */
function quoted(text: string): string {
  if (isPlain.test(text)) return text;
  const slashed = text.includes('\\') ? text.replaceAll('\\', '\\\\\\\\') : text;
  return `\\"${slashed.replaceAll('"', '\\"\\"')}\\"`;
}

const isPlain = /^[\w:.+-]+$/;
