import { ArchiveEntry } from '@bonum/adapters/commerceml/archive-entry';
import type { CatalogueReader } from '@bonum/adapters/commerceml/read-catalogue';
import { FileBroken, XmlText } from '@bonum/adapters/commerceml/xml-text';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

/** Little enough for what an archive unpacks it to, a thousand times as much at most, to stay bearable. */
const PACKED_BYTES = 16_384;
const PLAIN_BYTES = 262_144;

interface Wanted {
  readonly sessionId: string;
  readonly file: string;
}

/** Where the bytes of a file lie: in parts of its own, or in those of archives. */
export async function partsOf(
  db: Kysely<Database>,
  { sessionId, file }: Wanted,
): Promise<readonly { file: string; number: number }[]> {
  const parts = await db
    .selectFrom('exchange_part')
    .select(['file', 'number'])
    .where('session_id', '=', sessionId)
    .orderBy('file')
    .orderBy('number')
    .execute();
  const own = parts.filter((part) => baseOf(part.file) === baseOf(file));
  return own.length > 0 ? own : parts.filter((part) => isZip(part.file));
}

/**
 * Reads a file part by part, a slice at a time, into a reader; whoever asks for the next slice has put away what came of the one before,
 * so that memory stays flat.
 * @returns how many parts are through @throws FileBroken
 */
export async function* readFile(
  db: Kysely<Database>,
  { sessionId, file }: Wanted,
  reader: Pick<CatalogueReader, 'read' | 'end'>,
): AsyncGenerator<number, void> {
  const text = new XmlText();
  const take = (bytes: Uint8Array): void => reader.read(text.read(bytes));
  const parts = await partsOf(db, { sessionId, file });
  let entry: ArchiveEntry | null = null;
  for (const [index, part] of parts.entries()) {
    const isLast = parts[index + 1]?.file !== part.file;
    const packed = isZip(part.file);
    if (packed && part.number === 1) entry = new ArchiveEntry(file, take);
    const kept = await db
      .selectFrom('exchange_part')
      .select('bytes')
      .where('session_id', '=', sessionId)
      .where('file', '=', part.file)
      .where('number', '=', part.number)
      .executeTakeFirst();
    if (!kept) throw new FileBroken('Обмен начат заново');
    for (const [piece, last] of pieces(kept.bytes, packed ? PACKED_BYTES : PLAIN_BYTES)) {
      if (entry && packed) entry.read(piece, isLast && last);
      else take(piece);
      yield index + (last ? 1 : 0);
      if (entry?.done === true) break;
    }
    if (entry?.done === true) break;
  }
  if (parts.length === 0 || entry?.found === false) throw new FileBroken(`Файл ${file} не передан`);
  reader.read(text.end());
  reader.end();
}

const baseOf = (name: string): string => (name.split(/[\\/]/).at(-1) ?? '').toLowerCase();
const isZip = (name: string): boolean => /\.zip$/i.test(name);

function* pieces(bytes: Buffer, size: number): Generator<[piece: Buffer, last: boolean]> {
  for (let at = 0; at < bytes.length; at += size)
    yield [bytes.subarray(at, at + size), at + size >= bytes.length];
}
