import { png } from './png.ts';
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
  const lines = Array.from({ length: size }, (_, y) => (inBars(y) ? barred : row));
  return png(size, size, Buffer.concat(lines));
}

const bytesOf = (hex: string): Buffer => Buffer.from(hex.slice(1), 'hex');
