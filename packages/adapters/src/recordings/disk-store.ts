import { createReadStream } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { RecordingStore } from '../ports.ts';

/** Recordings in a folder. A file has its name only once it is whole. */
export const diskStore = (folder: string): RecordingStore => ({
  put: async (name, { path }) => {
    const target = pathOf(folder, name);
    await mkdir(dirname(target), { recursive: true });
    const beside = `${target}.part`;
    // Where it was fetched to may be another disk.
    await copyFile(path, beside);
    await rename(beside, target);
  },
  read: async (name, { first, last }) => {
    const path = pathOf(folder, name);
    const there = await stat(path).catch(() => null);
    if (!there?.isFile()) return null;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file is read in bytes, which the types of Node leave open
    return Readable.toWeb(createReadStream(path, { start: first, end: last })) as ReadableStream<Uint8Array>;
  },
  remove: async (name) => rm(pathOf(folder, name), { force: true }),
});

function pathOf(folder: string, name: string): string {
  if (!/^[\w-]+(\/[\w-]+)*\.\w+$/.test(name)) throw new Error('A recording has a name that we did not make');
  return join(folder, name);
}
