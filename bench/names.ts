import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { randomOf } from '../apps/server/src/demo/random.ts';

/** Real names of people, of one gender. */
export interface Names {
  readonly first: readonly string[];
  readonly middle: readonly string[];
  readonly last: readonly string[];
}

/**
 * Reads real Russian names: a gzipped CSV with the columns kind (first, middle or last), gender and value, such as is made of the public
 * lists of faker-js. Bonum does not come with it. null: there is no such file.
 */
export async function readNames(file: string): Promise<Readonly<Record<'female' | 'male', Names>> | null> {
  const packed = await readFile(file).catch(() => null);
  if (packed === null) return null;
  const rows = gunzipSync(packed).toString('utf8').split('\n').slice(1);
  const of = (kind: string, gender: string): string[] =>
    rows.flatMap((row) => {
      const [k, g, value] = row.split(',');
      return k === kind && g === gender && value !== undefined ? [value] : [];
    });
  const all = (gender: string): Names => ({
    first: of('first', gender),
    middle: of('middle', gender),
    last: of('last', gender),
  });
  return { female: all('female'), male: all('male') };
}

const LETTERS = 'абвгдежзиклмнопрстуфхчшщыьэюя';

/** The same name as somebody in a hurry writes it. */
export function withSlip(name: string, { whole, pick }: ReturnType<typeof randomOf>): string {
  const letters = Array.from(name.toLowerCase());
  const at = whole(1, letters.length - 2);
  const letter = pick(Array.from(LETTERS));
  const [kept, next] = [letters[at] ?? '', letters[at + 1] ?? ''];
  const slip = whole(0, 3);
  if (slip === 0) letters.splice(at, 1);
  else if (slip === 1) letters.splice(at, 0, letter);
  else if (slip === 2) letters.splice(at, 1, letter);
  else letters.splice(at, 2, next, kept);
  return letters.join('');
}

const cyrillic = Array.from('абвгдеёжзийклмнопрстуфхцчшщыэюя');
const spelling = 'a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya'.split(' ');

/** As a foreign passport has it. */
export const inLatin = (name: string): string =>
  Array.from(
    name.toLowerCase().replaceAll(/[ьъ]/g, ''),
    (letter) => spelling[cyrillic.indexOf(letter)] ?? letter,
  ).join('');
