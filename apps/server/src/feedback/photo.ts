import type { FileBody } from '@bonum/contract';

/** Why a file is no photo that can be kept: it is not what it says it is, or it tells of the camera, the place or the time. */
export function whyNoPhoto({ type, bytes }: FileBody): string | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = kinds.get(type);
  if (!kind?.begins(file)) return `The file is not a picture of the type ${type}.`;
  if (kind.notes(file)) return 'The picture has notes of a camera in it; save it without them.';
  return null;
}

interface Kind {
  readonly begins: (file: Buffer) => boolean;
  /** Whether it has Exif or XMP, which name a place, a time and a phone. */
  readonly notes: (file: Buffer) => boolean;
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const kinds: ReadonlyMap<string, Kind> = new Map([
  [
    'image/jpeg',
    { begins: (file) => file.length > 4 && file.readUIntBE(0, 3) === 0xffd8ff, notes: jpegHasNotes },
  ],
  [
    'image/png',
    {
      begins: (file) => file.subarray(0, 8).equals(PNG),
      notes: (file) =>
        chunksOf(file, 8, pngChunk).some((name) => ['eXIf', 'iTXt', 'tEXt', 'zTXt'].includes(name)),
    },
  ],
  [
    'image/webp',
    {
      begins: (file) => ascii(file, 0) === 'RIFF' && ascii(file, 8) === 'WEBP',
      notes: (file) => chunksOf(file, 12, webpChunk).some((name) => ['EXIF', 'XMP '].includes(name)),
    },
  ],
]);

const ascii = (file: Buffer, at: number): string => file.toString('latin1', at, at + 4);

const APP1 = 0xe1;
const START_OF_SCAN = 0xda;

/** Segments up to the picture itself. */
function jpegHasNotes(file: Buffer): boolean {
  let at = 2;
  while (at + 4 <= file.length && file[at] === 0xff) {
    const marker = file[at + 1];
    if (marker === APP1) return true;
    if (marker === START_OF_SCAN) return false;
    at += 2 + file.readUInt16BE(at + 2);
  }
  return false;
}

interface Chunk {
  readonly name: string;
  /** Of the whole chunk; always positive. */
  readonly length: number;
}

const pngChunk = (file: Buffer, at: number): Chunk => ({
  name: ascii(file, at + 4),
  length: 12 + file.readUInt32BE(at),
});

function webpChunk(file: Buffer, at: number): Chunk {
  const length = file.readUInt32LE(at + 4);
  return { name: ascii(file, at), length: 8 + length + (length % 2) };
}

function chunksOf(file: Buffer, from: number, chunk: (file: Buffer, at: number) => Chunk): string[] {
  const names: string[] = [];
  for (let at = from; at + 8 <= file.length;) {
    const { name, length } = chunk(file, at);
    names.push(name);
    at += length;
  }
  return names;
}
