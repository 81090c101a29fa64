import { sql, type Kysely, type RawBuilder } from 'kysely';
import { unpackSale } from '../checkout/evidence.ts';
import type { Database } from '../database/schema.ts';
import { bySummary, FIRST_WIDTH_MS, sliceFrom } from '../history/recorded-slice.ts';
import type { Shell } from '../operation.ts';
import { rowsOfReturn, rowsOfSale, type Reported, type ReportRows } from './report-rows.ts';

/** Unpacked at a time; some two megabytes. */
const RECEIPTS_A_BATCH = 500;
const LINES_A_STATEMENT = 3000;

const MINUTE_MS = 60_000;
/** A receipt is there a moment after the time it was recorded at; nearly always within so long. */
const SETTLED_MS = 2000;
/** Those that took longer, or were recorded by a clock that is behind, are looked for again: so far back, so often. */
const LATE_MS = 15 * MINUTE_MS;
const SWEEP_MS = 5 * MINUTE_MS;

const PROGRESS = 'receipt_lines';

export type FillingShell = Pick<Shell, 'db' | 'wallClock'>;

/**
 * Writes receipts out as rows for reports, in the order in which they were recorded: a slice of time at a time, with how far it
 * has got in the same transaction. So each is there once, whoever is killed, and what it takes does not grow with what waits.
 * @returns what does a batch; whether there may be more
 */
export function reportFiller({ db, wallClock }: FillingShell): () => Promise<boolean> {
  // What holds a batch, as was learnt from the last one.
  let width = FIRST_WIDTH_MS;
  return () =>
    db.transaction().execute(async (transaction) => {
      await bySummary(transaction);
      const progress = await takeProgress(transaction);
      const end = wallClock() - SETTLED_MS;
      if (progress === null || end <= progress.until) return false;
      const slice = await sliceFrom(transaction, progress.until, { end, width, most: RECEIPTS_A_BATCH });
      await fill(transaction, await readReported(transaction, within(progress.until, slice.to)));
      const swept = await sweep(transaction, progress.swept, { to: slice.to, end });
      await sql`update report_progress set until = ${new Date(slice.to)}, swept = ${new Date(swept)} where name = ${PROGRESS}`.execute(
        transaction,
      );
      width = slice.nextWidth;
      return slice.to < end;
    });
}

/** Until everything is written out that is to be by now. */
export async function fillReports(shell: FillingShell): Promise<void> {
  const work = reportFiller(shell);
  while (await work());
}

interface Progress {
  readonly until: number;
  readonly swept: number;
}

/** null: another worker is at it. */
async function takeProgress(db: Kysely<Database>): Promise<Progress | null> {
  await sql`insert into report_progress (name, until, swept) values (${PROGRESS}, 'epoch', 'epoch') on conflict do nothing`.execute(
    db,
  );
  const { rows } = await sql<Progress>`
    select until, swept from report_progress where name = ${PROGRESS} for update skip locked`.execute(db);
  return rows[0] ?? null;
}

/** A receipt that became a member's is there once more, as theirs. */
const within = (from: number, to: number): RawBuilder<unknown> => sql`
  r.recorded_at >= ${new Date(from)} and r.recorded_at < ${new Date(to)} and r.type <> 'void' and r.claimed_by is null
  and not exists (select from owner o where o.owner_id = r.owner_id and o.apart)`;

/** Looks for what came late. @returns until when it has */
async function sweep(
  db: Kysely<Database>,
  swept: number,
  { to, end }: { readonly to: number; readonly end: number },
): Promise<number> {
  // So long ago, nothing is late any more.
  if (to < end - LATE_MS) return to;
  if (to - swept < SWEEP_MS) return swept;
  const late = await readReported(
    db,
    sql`${within(swept - LATE_MS, to)} and (r.type = 'sale' or r.calculation -> 'due' -> 'lines' <> '[]')
        and not exists (select from report_line l where l.owner_id = r.owner_id and l.receipt_id = r.receipt_id)
        limit ${RECEIPTS_A_BATCH}`,
  );
  await fill(db, late);
  return late.length < RECEIPTS_A_BATCH ? to : swept;
}

type Row = Reported & { readonly evidence: Buffer | null };

async function readReported(db: Kysely<Database>, which: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select r.owner_id, r.receipt_id, r.type, r.of_receipt_id, r.store_id, r.at, r.offset_minutes, r.recorded_at, r.request,
           r.calculation, r.evidence
      from receipt r where ${which}`.execute(db);
  return rows.map((row) => (row.evidence === null ? row : { ...row, ...unpackSale(row.evidence) }));
}

async function fill(db: Kysely<Database>, receipts: readonly Row[]): Promise<void> {
  const returns = receipts.flatMap(({ of_receipt_id: saleId }) => saleId ?? []);
  const sales = await salesOf(db, returns);
  const before = await takenBackOf(db, returns);
  let rows: ReportRows[] = [];
  let waiting = 0;
  for (const receipt of receipts) {
    const one = rowsOf(receipt, { sales, before });
    rows.push(one);
    waiting += one.lines.length;
    if (waiting < LINES_A_STATEMENT) continue;
    await insert(db, rows);
    [rows, waiting] = [[], 0];
  }
  await insert(db, rows);
  await forgetAnonymous(db, receipts);
}

interface Sold {
  readonly sales: ReadonlyMap<string, Reported>;
  /** By sale and line; what this batch takes back is added to it. */
  readonly before: Map<string, Map<string, number>>;
}

function rowsOf(receipt: Reported, { sales, before }: Sold): ReportRows {
  const { receipt_id, of_receipt_id: saleId } = receipt;
  if (saleId === null) return rowsOfSale(receipt);
  const sale = sales.get(saleId);
  if (!sale) throw new Error(`return ${receipt_id} is of sale ${saleId}, which is not there`);
  const taken = before.get(saleId) ?? new Map<string, number>();
  before.set(saleId, taken);
  const rows = rowsOfReturn(receipt, sale, taken);
  for (const { line_id, discount } of rows.lines) taken.set(line_id, (taken.get(line_id) ?? 0) - discount);
  return rows;
}

/** The sales that these are returns of, wherever they lie by now. */
async function salesOf(db: Kysely<Database>, saleIds: readonly string[]): Promise<Map<string, Reported>> {
  if (saleIds.length === 0) return new Map();
  const { rows } = await sql<{ owner_id: string; value: string }>`
    select owner_id, value from identifier where kind = 'receipt' and value = any(${saleIds})`.execute(db);
  const owners = rows.map(({ owner_id }) => owner_id);
  const ids = rows.map(({ value }) => value);
  const sales = await readReported(
    db,
    sql`(r.owner_id, r.receipt_id) in (select * from unnest(${owners}::uuid[], ${ids}::uuid[]))`,
  );
  return new Map(sales.map((sale) => [sale.receipt_id, sale]));
}

async function takenBackOf(db: Kysely<Database>, saleIds: readonly string[]): Promise<Sold['before']> {
  const before: Sold['before'] = new Map();
  if (saleIds.length === 0) return before;
  const { rows } = await sql<{ sale: string; line_id: string; discount: number }>`
    select of_receipt_id as sale, line_id, -sum(discount)::bigint as discount from report_line
     where of_receipt_id = any(${saleIds}::uuid[]) group by of_receipt_id, line_id`.execute(db);
  for (const { sale, line_id, discount } of rows)
    before.set(sale, (before.get(sale) ?? new Map<string, number>()).set(line_id, discount));
  return before;
}

async function insert(db: Kysely<Database>, all: readonly ReportRows[]): Promise<void> {
  await insertInto(
    db,
    'report_line',
    all.flatMap(({ lines }) => lines),
  );
  await insertInto(
    db,
    'report_promotion',
    all.flatMap(({ promotions }) => promotions),
  );
  await insertInto(
    db,
    'report_points',
    all.flatMap(({ points }) => points),
  );
}

/** Where somebody has set the progress back, what is there stays as it is. */
async function insertInto(
  db: Kysely<Database>,
  table: 'report_line' | 'report_promotion' | 'report_points',
  rows: readonly object[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into ${sql.table(table)}
    select * from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb) on conflict do nothing`.execute(
    db,
  );
}

/** What was nobody's, where it has become a member's. Those are written without packing, as are sales of earlier releases. */
async function forgetAnonymous(db: Kysely<Database>, receipts: readonly Row[]): Promise<void> {
  const perhaps = receipts.flatMap(({ type, evidence, owner_id, receipt_id }) =>
    type === 'sale' && evidence === null && owner_id !== receipt_id ? receipt_id : [],
  );
  if (perhaps.length === 0) return;
  for (const table of ['report_line', 'report_promotion', 'report_points'])
    await sql`delete from ${sql.table(table)} where owner_id = any(${perhaps}::uuid[]) and receipt_id = owner_id`.execute(
      db,
    );
}
