/**
 * Names as the search compares them: one Latin spelling for however a name is written. «Ковалёва», «КОВАЛЕВА», `Kovaleva` and
 * `kovalyova` all become `kovaleva`. Plain ASCII for Cyrillic and Latin, so that it does not depend on what the database's locale takes
 * for a letter: under the locale C a trigram index knows no Cyrillic at all.
 */
export function foldWords(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    // The dots of ё and the breve of й, accents of every kind; apostrophes, within a name.
    .replaceAll(/\p{M}|['’ʼ`´]/gu, '')
    .toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(0, MOST_WORDS).flatMap((word) => foldWord(word) || []);
}

/** A name has no more; whatever follows is not looked for. */
const MOST_WORDS = 12;
/** As long as a name is; it also keeps every row of the index small. */
const LONGEST = 40;

function foldWord(word: string): string {
  let folded = Array.from(word, (letter) => latin.get(letter) ?? letter).join('');
  for (let before = ''; before !== folded;) {
    before = folded;
    for (const [written, said] of sounds) folded = folded.replaceAll(written, said);
  }
  return folded.slice(0, LONGEST);
}

const cyrillic = Array.from('абвгдежзиклмнопрстуфхцчшщыэюяієґўßłøđıæœ');
const spelling =
  'a b v g d e zh z i k l m n o p r s t u f h c ch sh sh i e iu ia i e g u ss l o d i e e'.split(' ');
const latin: ReadonlyMap<string, string> = new Map([
  ...cyrillic.map((letter, index): [string, string] => [letter, spelling[index] ?? '']),
  ['ъ', ''],
  ['ь', ''],
]);

/** What sounds alike is written alike. Each makes the word shorter, or takes away a letter that none brings back: so it ends. */
const sounds: readonly (readonly [RegExp, string])[] = [
  [/s?hch|sch/g, 'sh'],
  [/kh/g, 'h'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/gh/g, 'g'],
  [/ck|q/g, 'k'],
  [/t[sz](?!h)/g, 'c'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  // Each way of writing й and ы, and what they make of the next vowel: Yuliya, Julija, Solovyev, Kovalyova.
  [/[yj]/g, 'i'],
  [/i[eo]/g, 'e'],
  [/(.)\1+/gu, '$1'],
];
