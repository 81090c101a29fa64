import { crc32, deflateSync } from 'node:zlib';
import type { Colours } from './readable.ts';

/** Bars as on a card, in sixteenths of the icon: what phones cut off at the edges has none. */
const bars: readonly (readonly [from: number, width: number, of: 'onBrand' | 'pointsOnBrand'])[] = [
  [4, 1.5, 'onBrand'],
  [6, 0.5, 'onBrand'],
  [7, 1, 'onBrand'],
  [8.5, 2, 'pointsOnBrand'],
  [11, 1, 'onBrand'],
];

/** The icon of a chain that has sent none: bars on its colour, as a PNG that may be cut into any shape. */
export function drawIcon(size: number, colours: Colours): Buffer {
  const ground = bytesOf(colours.brand);
  const row = Buffer.concat(Array.from({ length: size }, () => ground));
  const barred = Buffer.from(row);
  for (const [from, width, of] of bars) {
    const colour = bytesOf(colours[of]);
    const [first, last] = [from, from + width].map((part) => Math.round((part / 16) * size));
    for (let x = first ?? 0; x < (last ?? 0); x++) colour.copy(barred, x * 3);
  }
  const inBars = (y: number): boolean => y >= (size * 5) / 16 && y < (size * 11) / 16;
  const noFilter = Buffer.from([0]);
  const lines = Array.from({ length: size }, (_, y) => [noFilter, inBars(y) ? barred : row]).flat();
  return png(size, Buffer.concat(lines));
}

const bytesOf = (hex: string): Buffer => Buffer.from(hex.slice(1), 'hex');

function png(size: number, pixels: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits a channel, red, green and blue.
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
