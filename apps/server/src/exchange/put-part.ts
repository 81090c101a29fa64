import { sql, type Transaction } from 'kysely';
import { createHash } from 'node:crypto';
import type { Database } from '../database/schema.ts';
import { MOST_PICTURE_BYTES } from '@bonum/adapters/pictures/fetch-picture';
import { isPicture, keepPicture } from './keep-pictures.ts';
import type { ExchangeShell } from './session.ts';

/** What 1C is told to cut its files into. */
export const PART_BYTES = 2 * 1024 * 1024;
/** Of one exchange: more goods than anybody has. */
const MOST_BYTES = 8 * 1024 ** 3;

interface Part {
  readonly sessionId: string;
  readonly file: string;
  readonly bytes: Buffer;
}

/**
 * Adds to a file what has come of it. The same bytes twice in a row are one part whose answer was lost; a file that was asked to be
 * read already begins anew.
 * @returns why not; null: it is kept
 */
export async function putPart(shell: ExchangeShell, part: Part): Promise<string | null> {
  const { sessionId, file, bytes } = part;
  if (bytes.length === 0) return null;
  if (isPicture(file)) {
    await keepPicture(shell, {
      sessionId,
      file,
      bytes: bytes.length > MOST_PICTURE_BYTES ? null : bytes,
    });
    return null;
  }
  // Other files have no place here, and 1C goes on when they are taken.
  if (!/\.(xml|zip)$/i.test(file)) return null;
  return shell.db.transaction().execute((transaction) => keep(transaction, part));
}

async function keep(
  transaction: Transaction<Database>,
  { sessionId, file, bytes }: Part,
): Promise<string | null> {
  // One part after the other, however many come at once.
  await sql`select from exchange_session where session_id = ${sessionId} for update`.execute(transaction);
  const hash = createHash('sha256').update(bytes).digest();
  const { rows } = await sql<Known>`
    select exists (select from exchange_import
                    where session_id = ${sessionId} and state in ('waiting', 'running')) as reading,
           (select coalesce(sum(length(bytes)), 0)::bigint from exchange_part where session_id = ${sessionId}) as size,
           p.number, p.sealed, sha256(p.bytes) = ${hash} as same
      from (select) one left join lateral (
           select number, sealed, bytes from exchange_part
            where session_id = ${sessionId} and file = ${file} order by number desc limit 1) p on true`.execute(
    transaction,
  );
  const known = rows[0];
  if (!known) return null;
  if (known.reading) return 'Предыдущий файл ещё читается. Повторите позже';
  if (known.size + bytes.length > MOST_BYTES) return 'Файлы обмена слишком велики';
  if (known.sealed === true)
    await sql`delete from exchange_part where session_id = ${sessionId} and file = ${file}`.execute(
      transaction,
    );
  else if (known.same === true) return null;
  const number = known.sealed === true ? 1 : (known.number ?? 0) + 1;
  await transaction
    .insertInto('exchange_part')
    .values({ session_id: sessionId, file, number, bytes })
    .execute();
  return null;
}

interface Known {
  readonly reading: boolean;
  readonly size: number;
  /** Of the last part of this file; null: there is none. */
  readonly number: number | null;
  readonly sealed: boolean | null;
  readonly same: boolean | null;
}
