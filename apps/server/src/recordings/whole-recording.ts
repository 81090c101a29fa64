import { createHash, randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { audioType, HEAD_BYTES, type AudioType } from './audio-type.ts';

/** A recording that has come in full, in a file of its own until it is kept. */
export interface WholeRecording extends AsyncDisposable {
  readonly path: string;
  readonly type: AudioType;
  readonly size: number;
  readonly sha256: Buffer;
}

/** Eight hours of speech. */
const MOST_BYTES = 250_000_000;

/** Takes a recording off a line, however long it is, in the memory of one piece. A text says why it is none. */
export async function wholeRecording(body: AsyncIterable<Uint8Array>): Promise<WholeRecording | string> {
  const path = join(tmpdir(), `bonum-recording-${randomUUID()}`);
  const dispose = () => rm(path, { force: true });
  try {
    const read = await write(path, body);
    const type = typeof read === 'string' ? null : audioType(read.head);
    if (typeof read !== 'string' && type !== null)
      return { path, type, size: read.size, sha256: read.sha256, [Symbol.asyncDispose]: dispose };
    await dispose();
    return typeof read === 'string' ? read : 'no-audio';
  } catch (error) {
    await dispose();
    throw error;
  }
}

interface Read {
  readonly head: Uint8Array;
  readonly size: number;
  readonly sha256: Buffer;
}

async function write(path: string, body: AsyncIterable<Uint8Array>): Promise<Read | string> {
  const hash = createHash('sha256');
  let size = 0;
  let head: Uint8Array = new Uint8Array();
  // Nobody else on this machine reads it.
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of body) {
      size += piece.length;
      if (size > MOST_BYTES) return 'too-large';
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, piece.subarray(0, HEAD_BYTES)]);
      hash.update(piece);
      await file.write(piece);
    }
  } finally {
    await file.close();
  }
  return size === 0 ? 'empty' : { head, size, sha256: hash.digest() };
}
