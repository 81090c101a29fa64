import type { CatalogueRow } from '@bonum/adapters/commerceml/catalogue-rows';
import { CatalogueReader } from '@bonum/adapters/commerceml/read-catalogue';
import { FileBroken } from '@bonum/adapters/commerceml/xml-text';
import { sql } from 'kysely';
import { NoProgramme } from '../programme/programmes.ts';
import { troubleOf } from '../database/trouble.ts';
import { eventRow, writeEvent } from '../events.ts';
import type { Shell } from '../operation.ts';
import { keepArchivedPictures } from './keep-pictures.ts';
import { partsOf, readFile } from './read-file.ts';
import { writeRows } from './write-goods.ts';

type ImportShell = Pick<Shell, 'db' | 'clock' | 'programmes'>;

interface Means {
  /** What the chain calls the prices of its tills; absent: what sounds like it. */
  readonly priceType: string | undefined;
  readonly stop: AbortSignal;
}

/** Rows that are written at once. */
const A_BATCH = 2000;
/** Who has not said for so long that they still work on a file does not. */
const SILENT_MS = 60_000;
const BEAT_MS = 5000;
/** Of one file; the rest are only counted. */
const PROBLEMS_KEPT = 1000;

interface Job {
  readonly sessionId: string;
  readonly file: string;
  /** What says that it is still ours. */
  beat: number;
  taken: number;
  bad: number;
}

/** Reads one file that 1C has asked to be read, into the catalogue. @returns whether there was one */
export async function importCatalogue(shell: ImportShell, means: Means): Promise<boolean> {
  const job = await takeJob(shell);
  if (!job) return false;
  try {
    await run(shell, means, job);
  } catch (error) {
    if (error instanceof TakenOver) return true;
    if (!(error instanceof FileBroken)) {
      // A database that is away comes back, and the file is read again; a bug would meet it each time.
      if (troubleOf(error) === null)
        await endJob(shell, job, { state: 'failed', because: 'bug', message: 'Ошибка сервера' });
      throw error;
    }
    const where = error.line === null ? '' : `Строка ${error.line}: `;
    await endJob(shell, job, {
      state: 'failed',
      because: 'broken-file',
      message: `${where}${error.message}`,
    });
  }
  return true;
}

/** Another worker has it now. */
class TakenOver extends Error {
  override name = 'TakenOver';
}

async function takeJob({ db, clock }: ImportShell): Promise<Job | null> {
  const now = clock();
  const { rows } = await sql<{ session_id: string; file: string }>`
    update exchange_import i set state = 'running', beat_at = ${new Date(now)}, taken = 0, bad = 0, parts = 0, of_parts = 0
      from (select session_id, file from exchange_import
             where state = 'waiting' or (state = 'running' and beat_at < ${new Date(now - SILENT_MS)})
             order by asked_at limit 1 for update skip locked) next
     where i.session_id = next.session_id and i.file = next.file
    returning i.session_id, i.file`.execute(db);
  const found = rows[0];
  if (!found) return null;
  const { session_id: sessionId, file } = found;
  await sql`delete from exchange_problem where session_id = ${sessionId} and file = ${file}`.execute(db);
  return { sessionId, file, beat: now, taken: 0, bad: 0 };
}

async function run(shell: ImportShell, { priceType, stop }: Means, job: Job): Promise<void> {
  const { db } = shell;
  let rows: CatalogueRow[] = [];
  const known = await whatIsKnown(shell, job.sessionId);
  const reader = new CatalogueReader({ ...known, priceType, onRow: (row) => rows.push(row) });
  const ofParts = (await partsOf(db, job)).length;
  let before = -1;
  try {
    for await (const parts of readFile(db, job, reader)) {
      if (rows.length >= A_BATCH) rows = await flush(shell, job, rows, 'more comes');
      if (parts === before && shell.clock() - job.beat < BEAT_MS) continue;
      before = parts;
      await beat(shell, job, { parts, ofParts });
      // What was read so far is in the catalogue; another worker reads the file again from its beginning.
      if (stop.aborted) return await endJob(shell, job, { state: 'waiting', message: null });
    }
  } catch (error) {
    // What comes before a break is as good as any.
    if (error instanceof FileBroken) await flush(shell, job, rows, 'all');
    throw error;
  }
  await flush(shell, job, rows, 'all');
  if (reader.full !== null)
    for await (const _ of keepArchivedPictures(shell, job.sessionId)) {
      await beat(shell, job, { parts: ofParts, ofParts });
      if (stop.aborted) return await endJob(shell, job, { state: 'waiting', message: null });
    }
  await finish(shell, job, reader);
}

async function whatIsKnown({ db, programmes }: ImportShell, sessionId: string) {
  const groups = await db.selectFrom('exchange_group').selectAll().execute();
  // A later exchange may send prices alone, without their types.
  const { rows } = await sql<{ price_type: string }>`
    select price_type from exchange_session where price_type is not null
     order by session_id = ${sessionId} desc, used_at desc limit 1`.execute(db);
  const currency = await programmes.current().then(
    ({ programme }) => programme.currency,
    (error: unknown) => {
      if (error instanceof NoProgramme) return 'RUB';
      throw error;
    },
  );
  return {
    groups: new Map(groups.map(({ group_id, path }) => [group_id, path])),
    priceTypeId: rows[0]?.price_type ?? null,
    currency,
  };
}

/** @returns what is better written with what comes next */
async function flush(
  shell: ImportShell,
  job: Job,
  rows: CatalogueRow[],
  until: 'more comes' | 'all',
): Promise<CatalogueRow[]> {
  // Prices of one product stand together, and the lowest of them counts: they must not be torn apart.
  const last = rows.at(-1);
  const from =
    until === 'all' || last?.type !== 'price'
      ? rows.length
      : rows.findLastIndex((row) => row.type !== 'price' || row.productId !== last.productId) + 1;
  const batch = rows.slice(0, from);
  await writeRows(shell, job.sessionId, batch);
  await keepProblems(shell, job, batch);
  job.taken += batch.filter(({ type }) => type !== 'bad').length;
  return rows.slice(from);
}

async function keepProblems({ db }: ImportShell, job: Job, rows: readonly CatalogueRow[]): Promise<void> {
  const bad = rows.filter((row) => row.type === 'bad');
  const kept = bad.slice(0, Math.max(0, PROBLEMS_KEPT - job.bad)).map(({ line, what, reason }, index) => ({
    session_id: job.sessionId,
    file: job.file,
    number: job.bad + index + 1,
    line,
    what,
    reason,
  }));
  job.bad += bad.length;
  if (kept.length > 0)
    await sql`
      insert into exchange_problem
      select * from jsonb_populate_recordset(null::exchange_problem, ${JSON.stringify(kept)}::jsonb)
      on conflict do nothing`.execute(db);
}

interface Progress {
  readonly parts: number;
  readonly ofParts: number;
}

/** Says how far it is, and that somebody is still at it. @throws TakenOver */
async function beat({ db, clock }: ImportShell, job: Job, { parts, ofParts }: Progress): Promise<void> {
  const now = clock();
  const { numAffectedRows } = await sql`
    update exchange_import
       set beat_at = ${new Date(now)}, taken = ${job.taken}, bad = ${job.bad}, parts = ${parts}, of_parts = ${ofParts}
     where session_id = ${job.sessionId} and file = ${job.file} and state = 'running' and beat_at = ${new Date(job.beat)}`.execute(
    db,
  );
  if (numAffectedRows !== 1n) throw new TakenOver();
  job.beat = now;
}

async function finish(shell: ImportShell, job: Job, reader: CatalogueReader): Promise<void> {
  const { db } = shell;
  const groups = [...reader.groups].map(([group_id, path]) => ({ group_id, path }));
  for (let at = 0; at < groups.length; at += A_BATCH)
    await sql`
      insert into exchange_group as g
      select * from jsonb_populate_recordset(null::exchange_group, ${JSON.stringify(groups.slice(at, at + A_BATCH))}::jsonb)
      on conflict (group_id) do update set path = excluded.path where g.path <> excluded.path`.execute(db);
  await sql`
    update exchange_session
       set price_type = ${reader.priceTypeId}, whole = coalesce(${reader.full}::boolean, whole)
     where session_id = ${job.sessionId}`.execute(db);
  await endJob(shell, job, { state: 'done', message: null });
}

type End =
  | { readonly state: 'done' | 'waiting'; readonly message: null }
  /** `because` is for programs, the message in the words of 1C. */
  | { readonly state: 'failed'; readonly because: string; readonly message: string };

async function endJob({ db, clock }: ImportShell, job: Job, end: End): Promise<void> {
  const { sessionId, file, taken, bad } = job;
  await db.transaction().execute(async (transaction) => {
    const { rows } = await sql`
      update exchange_import
         set state = ${end.state}, message = ${end.message}, taken = ${taken}, bad = ${bad}
       where session_id = ${sessionId} and file = ${file} and state = 'running' and beat_at = ${new Date(job.beat)}
      returning 1`.execute(transaction);
    if (rows.length === 0 || end.state === 'waiting') return;
    const read = { source: 'commerceml' as const, exchangeId: sessionId, file, taken, bad };
    if (end.state === 'failed')
      await writeEvent(
        transaction,
        eventRow(sessionId, 'catalogue-import-failed', clock(), { ...read, because: end.because }),
      );
    else if (bad > 0)
      await writeEvent(transaction, eventRow(sessionId, 'catalogue-rows-not-taken', clock(), read));
  });
}
