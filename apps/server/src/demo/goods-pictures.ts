import { draw, type Shape } from './draw.ts';

const SIZE = 480;
const white = '#ffffff';

interface Drawing {
  /** What the file is called in the exchange. */
  readonly file: string;
  /** Which goods it shows. */
  readonly family: string;
  readonly shapes: readonly Shape[];
}

const box = (colour: string, [x, y, width, height]: readonly [number, number, number, number]): Shape => ({
  colour,
  path: `M${x} ${y} L${x + width} ${y} L${x + width} ${y + height} L${x} ${y + height} Z`,
});

const sock: readonly Shape[] = [
  {
    colour: '#1d6fa5',
    path: 'M34 14 L62 14 L62 50 C62 58 68 61 75 66 C86 74 88 81 82 87 C76 92 64 90 55 84 L41 74 C35 69 34 63 34 55 Z',
  },
  { colour: '#124a70', path: 'M75 66 C86 74 88 81 82 87 C79 90 74 91 70 90 C66 82 68 72 75 66 Z' },
  { colour: '#124a70', path: 'M34 55 C34 63 35 69 41 74 L46 78 C52 70 48 60 34 55 Z' },
  box('#124a70', [32, 10, 32, 12]),
  box(white, [34, 28, 28, 4]),
  box('#ffc53d', [34, 36, 28, 4]),
];

const thermal: readonly Shape[] = [
  {
    colour: '#5a3f86',
    path: 'M39 14 C43 21 57 21 61 14 L75 20 C79 22 81 26 82 30 L92 76 L80 79 L71 48 L71 88 L29 88 L29 48 L20 79 L8 76 L18 30 C19 26 21 22 25 20 Z',
  },
  { colour: '#3f2a63', path: 'M39 14 C43 21 57 21 61 14 L64 16 C58 27 42 27 36 16 Z' },
  { colour: '#3f2a63', path: 'M92 76 L80 79 L79 74 L91 71 Z' },
  { colour: '#3f2a63', path: 'M8 76 L20 79 L21 74 L9 71 Z' },
  box('#3f2a63', [29, 82, 42, 6]),
  box('#b79de0', [34, 44, 32, 2]),
  box('#b79de0', [34, 50, 32, 2]),
  box('#b79de0', [34, 56, 32, 2]),
];

const skis: readonly Shape[] = [
  { colour: '#c9302a', path: 'M24 22 C24 10 29 5 35 5 C35 9 34 14 34 20 L34 94 L24 94 Z' },
  { colour: '#c9302a', path: 'M40 22 C40 10 45 5 51 5 C51 9 50 14 50 20 L50 94 L40 94 Z' },
  box('#ffc53d', [24, 30, 10, 6]),
  box('#ffc53d', [40, 30, 10, 6]),
  box('#14181b', [25, 50, 8, 16]),
  box('#14181b', [41, 50, 8, 16]),
  box('#4a535a', [64, 18, 2, 76]),
  box('#4a535a', [76, 18, 2, 76]),
  box('#14181b', [63, 8, 4, 14]),
  box('#14181b', [75, 8, 4, 14]),
  box('#c9302a', [60, 84, 10, 3]),
  box('#c9302a', [72, 84, 10, 3]),
];

const shoe: readonly Shape[] = [
  {
    colour: '#17693a',
    path: 'M10 44 C18 50 26 47 32 36 L46 31 C54 45 64 51 78 55 C89 58 93 63 93 71 L10 71 Z',
  },
  { colour: '#0f4727', path: 'M10 44 C18 50 26 47 32 36 L37 34 C34 50 26 58 10 60 Z' },
  { colour: '#0f4727', path: 'M78 55 C89 58 93 63 93 71 L74 71 C72 64 73 59 78 55 Z' },
  { colour: '#ffc53d', path: 'M42 71 L52 56 L57 58 L49 71 Z' },
  { colour: '#ffc53d', path: 'M54 71 L61 60 L66 61 L60 71 Z' },
  { colour: white, path: 'M43 39 L51 36 L52 38 L44 42 Z' },
  { colour: white, path: 'M47 45 L55 41 L57 43 L49 48 Z' },
  { colour: white, path: 'M52 50 L60 46 L62 48 L55 53 Z' },
  { colour: '#cbd1d6', path: 'M9 71 L94 71 C95 79 91 83 85 83 L17 83 C11 83 8 78 9 71 Z' },
  box('#7a848d', [18, 79, 66, 4]),
];

const drawings: readonly Drawing[] = [
  { file: 'import_files/demo/sock.png', family: 'Носки спортивные', shapes: sock },
  { file: 'import_files/demo/thermal.png', family: 'Термокофта', shapes: thermal },
  { file: 'import_files/demo/skis.png', family: 'Лыжи беговые', shapes: skis },
  { file: 'import_files/demo/shoe.png', family: 'Кроссовки беговые мужские', shapes: shoe },
];

/** What goods of a family look like; undefined: nobody has drawn them. */
export const fileOfFamily = (family: string): string | undefined =>
  drawings.find((drawing) => drawing.family === family)?.file;

/** Pictures of goods that nobody sells, drawn for the demo. */
export const drawnPictures = (): readonly { readonly file: string; readonly bytes: Buffer }[] =>
  drawings.map(({ file, shapes }) => ({ file, bytes: draw(SIZE, white, shapes) }));
