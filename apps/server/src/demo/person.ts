import type { Input } from '@bonum/contract';
import { asWoman, femaleNames, maleNames, surnames } from './names.ts';
import type { Random } from './random.ts';

/** What somebody writes into the questionnaire. */
export type Person = Required<Pick<Input<'join-member'>, 'name' | 'surname' | 'birthDate' | 'gender'>>;

/** Somebody who might be a customer of a sports shop. */
export function makePerson(random: Random, year: number): Person {
  const father = random.pick(maleNames);
  const birthDate = birthday(random, year);
  const surname = random.pick(surnames);
  return random.chance(0.55)
    ? {
        name: `${random.pick(femaleNames)} ${father.daughter}`,
        surname: asWoman(surname),
        birthDate,
        gender: 'female',
      }
    : { name: `${random.pick(maleNames).name} ${father.son}`, surname, birthDate, gender: 'male' };
}

function birthday(random: Random, year: number): string {
  // Two draws make the middle likelier than the ends: mostly between 25 and 50.
  const age = 18 + Math.floor((random.whole(0, 50) + random.whole(0, 44)) / 2);
  const month = String(random.whole(1, 12)).padStart(2, '0');
  const day = String(random.whole(1, 28)).padStart(2, '0');
  return `${year - age}-${month}-${day}`;
}

const latin: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ' +
    'ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya'
  )
    .split(' ')
    .map((pair) => pair.split(':')),
);

/** In a domain that is reserved for examples (RFC 2606), so that nobody is ever written to. */
export function emailOf({ name, surname }: Person, index: number): string {
  const [first = ''] = name.split(' ');
  const local = `${first}.${surname}`.toLowerCase().replaceAll(/[а-яё]/g, (letter) => latin[letter] ?? '');
  return `${local}${index}@example.com`;
}
