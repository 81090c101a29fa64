import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform, type Readable, type Writable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isCode } from '../database/system-error.ts';
import { FileRefused } from './mistakes.ts';

/** A file to replay, looked through once. */
export interface Content {
  readonly path: string;
  readonly gzip: boolean;
  /** As it lies there, for the progress bar. */
  readonly bytes: number;
  /** Of what is in it, so that packing a file does not make it another one. */
  readonly sha256: Buffer;
  readonly delimiter: ',' | ';';
}

/** @throws FileRefused when it cannot be read */
export async function lookThrough(path: string): Promise<Content> {
  const { gzip, bytes } = await firstLook(path);
  const hash = createHash('sha256');
  let head = '';
  const source = createReadStream(path, { highWaterMark: CHUNK });
  try {
    for await (const chunk of (gzip ? gunzipped(source) : source) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      if (!head.includes('\n') && head.length < CHUNK) head += chunk.toString();
    }
  } catch (error) {
    throw isCode(error, 'Z_DATA_ERROR', 'Z_BUF_ERROR')
      ? new FileRefused(`${path} is not a whole gzip file.`)
      : error;
  }
  if (head.trim() === '') throw new FileRefused(`${path} is empty. Its first line must name the columns.`);
  const header = head.split('\n', 1)[0] ?? '';
  return {
    path,
    gzip,
    bytes,
    sha256: hash.digest(),
    delimiter: header.includes(';') && !header.includes(',') ? ';' : ',',
  };
}

const CHUNK = 1 << 18;

async function firstLook(path: string): Promise<{ gzip: boolean; bytes: number }> {
  const file = await open(path).catch((error: unknown) => {
    throw isCode(error, 'ENOENT') ? new FileRefused(`There is no file ${path}.`) : error;
  });
  try {
    const stats = await file.stat();
    // It is read twice: a pipe would be empty the second time.
    if (!stats.isFile()) throw new FileRefused(`${path} is not a file. Write what it gives into one first.`);
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return { gzip: buffer.equals(GZIP), bytes: stats.size };
  } finally {
    await file.close();
  }
}

/** How every gzip file begins, whatever it is called. */
const GZIP = Buffer.from([0x1f, 0x8b]);

function gunzipped(source: Readable): Readable {
  const gunzip = createGunzip({ chunkSize: CHUNK });
  source.on('error', (error) => gunzip.destroy(error));
  return source.pipe(gunzip);
}

/** The steps from the file to its plain text, for `pipeline`. */
export function plainSteps(
  { path, gzip }: Content,
  onBytes: (read: number) => void,
): [Readable, ...(Transform & Writable)[]] {
  const source = createReadStream(path, { highWaterMark: CHUNK });
  const checked = utf8Only(() => onBytes(source.bytesRead));
  return gzip ? [source, createGunzip({ chunkSize: CHUNK }), checked] : [source, checked];
}

/** A file in another encoding would come out as other names without a word. */
function utf8Only(onChunk: () => void): Transform {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const check = (chunk: Buffer | undefined, done: (error: Error | null, chunk?: Buffer) => void): void => {
    onChunk();
    try {
      decoder.decode(chunk, { stream: chunk !== undefined });
      done(null, chunk);
    } catch {
      done(new FileRefused('The file is not in UTF-8. Save it in that encoding.'));
    }
  };
  return new Transform({
    transform: (chunk: Buffer, _, done) => check(chunk, done),
    flush: (done) => check(undefined, done),
  });
}
