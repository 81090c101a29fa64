import { ArchiveFiles, type ArchivedFile } from '@bonum/adapters/commerceml/archive-files';
import { pictureFileOf } from '@bonum/adapters/commerceml/catalogue-rows';
import { MOST_PICTURE_BYTES } from '@bonum/adapters/pictures/fetch-picture';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { pictureAddress } from '../pictures/picture-address.ts';
import type { ExchangeShell } from './session.ts';

/** Of one exchange: pictures of more goods than offers ever have. */
const MOST_BYTES = 4 * 1024 ** 3;

export const isPicture = (name: string): boolean => /\.(jpe?g|png|webp)$/i.test(name);

interface Came {
  readonly sessionId: string;
  readonly file: string;
  /** A whole picture; null: more than one may have. */
  readonly bytes: Buffer | null;
}

/**
 * Keeps a picture that has come, for offers that want it now or one day; what it was before under this name is gone. One that is the
 * same costs nothing.
 */
export async function keepPicture(shell: ExchangeShell, { sessionId, file, bytes }: Came): Promise<void> {
  const name = pictureFileOf(file);
  if (name === null) return;
  const now = new Date(shell.clock());
  await shell.db.transaction().execute(async (transaction) => {
    const has = bytes !== null && (await hasRoom(transaction, sessionId, bytes.length));
    const kept = {
      bytes: has ? bytes : null,
      because: has ? null : bytes === null ? 'too-large' : 'no-room',
    };
    const { numAffectedRows } = await sql`
      insert into exchange_picture as p (file, session_id, bytes, because, came_at)
      values (${name}, ${sessionId}, ${kept.bytes}, ${kept.because}, ${now})
      on conflict (file) do update
         set session_id = excluded.session_id, bytes = excluded.bytes, because = excluded.because, came_at = excluded.came_at
       where (p.bytes, p.because) is distinct from (excluded.bytes, excluded.because)
         -- The rest of one that was too large: 1C sends it in parts.
         and not (p.because = 'too-large' and p.session_id = excluded.session_id)`.execute(transaction);
    if (numAffectedRows !== 1n) return;
    const address = pictureAddress({ in: 'onec', file: name });
    await sql`
      update picture_source set due_at = ${now}
       where source_id = sha256(convert_to(${address}, 'UTF8'))`.execute(transaction);
  });
}

async function hasRoom(
  transaction: Transaction<Database>,
  sessionId: string,
  bytes: number,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update exchange_session set pictures = pictures + ${bytes}
     where session_id = ${sessionId} and pictures + ${bytes} <= ${MOST_BYTES}`.execute(transaction);
  return numAffectedRows === 1n;
}

/** Little enough for what an archive unpacks it to, a thousand times as much at most, to stay bearable. */
const A_PIECE = 16_384;
/** So much is unpacked before it is looked whether goods are called by it. */
const A_BATCH_BYTES = 8 * 1024 ** 2;

/** Keeps the pictures in the archives of an exchange that goods are called by, part by part. */
export async function* keepArchivedPictures(
  shell: ExchangeShell,
  sessionId: string,
): AsyncGenerator<void, void> {
  const { db } = shell;
  const parts = await archivesOf(db, sessionId);
  let found: ArchivedFile[] = [];
  let size = 0;
  let archive: ArchiveFiles | null = null;
  const flush = async (): Promise<void> => {
    for (const { name, bytes } of await named(db, found))
      await keepPicture(shell, { sessionId, file: name, bytes });
    found = [];
    size = 0;
  };
  for (const [index, { file, number }] of parts.entries()) {
    if (number === 1)
      archive = new ArchiveFiles({
        isWanted: isPicture,
        mostBytes: MOST_PICTURE_BYTES,
        onFile: (one) => {
          found.push(one);
          size += one.bytes?.length ?? 0;
        },
      });
    const isLast = parts[index + 1]?.file !== file;
    const bytes = await partOf(db, { sessionId, file, number });
    for (let at = 0; archive && at < bytes.length; at += A_PIECE) {
      const piece = bytes.subarray(at, at + A_PIECE);
      if (!archive.read(piece, isLast && at + A_PIECE >= bytes.length)) archive = null;
      if (size >= A_BATCH_BYTES) await flush();
    }
    yield;
  }
  await flush();
}

/** Without what they hold, which may be gigabytes. */
async function archivesOf(
  db: Kysely<Database>,
  sessionId: string,
): Promise<readonly { file: string; number: number }[]> {
  const { rows } = await sql<{ file: string; number: number }>`
    select file, number from exchange_part
     where session_id = ${sessionId} and file ~* '[.]zip$' order by file, number`.execute(db);
  return rows;
}

interface Part {
  readonly sessionId: string;
  readonly file: string;
  readonly number: number;
}

async function partOf(db: Kysely<Database>, { sessionId, file, number }: Part): Promise<Buffer> {
  const part = await db
    .selectFrom('exchange_part')
    .select('bytes')
    .where('session_id', '=', sessionId)
    .where('file', '=', file)
    .where('number', '=', number)
    .executeTakeFirst();
  return part?.bytes ?? Buffer.alloc(0);
}

async function named(db: Kysely<Database>, files: readonly ArchivedFile[]): Promise<readonly ArchivedFile[]> {
  const addresses = new Map(
    files.map(({ name }) => [name, pictureAddress({ in: 'onec', file: pictureFileOf(name) ?? '' })]),
  );
  const { rows } = await sql<{ picture: string }>`
    select distinct picture from product where picture = any(${[...addresses.values()]}::text[])`.execute(db);
  const wanted = new Set(rows.map(({ picture }) => picture));
  return files.filter(({ name }) => wanted.has(addresses.get(name) ?? ''));
}
