// Cuts out of the fonts what nearly every page needs: a phone on a slow network waits for half of the bytes.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { root } from './house/tree.ts';

const sheet = join(root, 'packages/ui/src/fonts.css');
const find = createRequire(sheet);
const folder = join(root, 'packages/ui/dist');
/** The look has no heavier letters. */
const WEIGHTS = { wght: { min: 400, max: 680 } };
const sources = { cyrillic: 'cyrillic', latin: 'latin', rouble: 'latin-ext' } as const;

/** Makes the files that the sheet of fonts asks for; which letters are in each, it says itself. */
export async function makeFonts(): Promise<void> {
  const css = await readFile(sheet, 'utf8');
  await mkdir(folder, { recursive: true });
  for (const [name, source] of Object.entries(sources)) {
    const face = new RegExp(`golos-${name}\\.woff2'\\)[^;]*;\\s*unicode-range:([^;]*);`).exec(css);
    const whole = `@fontsource-variable/golos-text/files/golos-text-${source}-wght-normal.woff2`;
    const font = await readFile(find.resolve(whole));
    const cut = await subsetFont(font, lettersOf(face?.[1] ?? ''), {
      targetFormat: 'woff2',
      variationAxes: WEIGHTS,
    });
    await writeFile(join(folder, `golos-${name}.woff2`), cut);
  }
}

/** `U+0410-044F, U+0451` as the letters themselves. */
const lettersOf = (range: string): string =>
  [...range.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/g)]
    .flatMap(([, first = '', last = first]) => {
      const [from, to] = [Number.parseInt(first, 16), Number.parseInt(last, 16)];
      return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
    })
    .join('');
