import { png } from '../brand/png.ts';

/** A shape in a square of a hundred by a hundred: points, lines and curves as SVG writes them (M, L, C and Z, absolute), and its colour. */
export interface Shape {
  readonly path: string;
  readonly colour: string;
}

type Point = readonly [x: number, y: number];

/** Lines of each pixel's height, so that edges are soft. */
const LINES = 4;
const CURVE_STEPS = 16;

/** A picture of such shapes, the later ones over the earlier, as a PNG. */
export function draw(size: number, ground: string, shapes: readonly Shape[]): Buffer {
  const pixels = Buffer.concat(Array.from({ length: size * size }, () => bytesOf(ground)));
  for (const { path, colour } of shapes) {
    const outline = outlineOf(path).map(([x, y]): Point => [(x * size) / 100, (y * size) / 100]);
    fill({ pixels, size }, outline, bytesOf(colour));
  }
  return png(size, size, pixels);
}

const bytesOf = (hex: string): Buffer => Buffer.from(hex.slice(1), 'hex');

/** The corners of one closed shape, its curves cut into short lines. */
function outlineOf(path: string): readonly Point[] {
  const points: Point[] = [];
  for (const [, command, written = ''] of path.matchAll(/([MLCZ])([^MLCZ]*)/g)) {
    const numbers = [...written.matchAll(/-?[\d.]+/g)].map(([number]) => Number(number));
    const pairs = Array.from({ length: numbers.length / 2 }, (_, at): Point => [
      numbers[at * 2] ?? 0,
      numbers[at * 2 + 1] ?? 0,
    ]);
    const [from] = points.slice(-1);
    const [a, b, to] = pairs;
    if (command === 'C' && from && a && b && to) points.push(...curve(from, a, b, to));
    else points.push(...pairs);
  }
  return points;
}

const curve = (from: Point, a: Point, b: Point, to: Point): Point[] =>
  Array.from({ length: CURVE_STEPS }, (_, step): Point => {
    const t = (step + 1) / CURVE_STEPS;
    const at = (axis: 0 | 1): number =>
      (1 - t) ** 3 * from[axis] +
      3 * (1 - t) ** 2 * t * a[axis] +
      3 * (1 - t) * t ** 2 * b[axis] +
      t ** 3 * to[axis];
    return [at(0), at(1)];
  });

interface Canvas {
  readonly pixels: Buffer;
  readonly size: number;
}

function fill({ pixels, size }: Canvas, outline: readonly Point[], colour: Buffer): void {
  for (let y = 0; y < size; y += 1) {
    const covered = new Float64Array(size);
    for (let line = 0; line < LINES; line += 1) {
      const crossings = crossingsAt(outline, y + (line + 0.5) / LINES);
      for (let at = 0; at + 1 < crossings.length; at += 2)
        cover(covered, crossings[at] ?? 0, crossings[at + 1] ?? 0);
    }
    for (let x = 0; x < size; x += 1) {
      const share = (covered[x] ?? 0) / LINES;
      if (share === 0) continue;
      for (let channel = 0; channel < 3; channel += 1) {
        const offset = (y * size + x) * 3 + channel;
        const before = pixels[offset] ?? 0;
        pixels[offset] = Math.round(before + ((colour[channel] ?? 0) - before) * share);
      }
    }
  }
}

/** Where a horizontal line goes into the shape and out of it, from the left. */
function crossingsAt(outline: readonly Point[], y: number): readonly number[] {
  const found: number[] = [];
  for (const [index, [x1, y1]] of outline.entries()) {
    const [x2, y2] = outline[(index + 1) % outline.length] ?? [x1, y1];
    if (y1 <= y === y2 <= y) continue;
    found.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
  }
  return found.toSorted((a, b) => a - b);
}

/** How much of each pixel lies between two places of its row. */
function cover(covered: Float64Array, from: number, to: number): void {
  for (let x = Math.max(0, Math.floor(from)); x < Math.min(covered.length, Math.ceil(to)); x += 1)
    covered[x] = (covered[x] ?? 0) + Math.max(0, Math.min(x + 1, to) - Math.max(x, from));
}
