import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldWords } from './fold.ts';
import { otherLayout } from './keyboard.ts';
import { slipsBetween, withNeighboursSwapped } from './likeness.ts';
import { readingsOf } from './readings.ts';

const fold = (text: string): string => foldWords(text).join(' ');
const cyrillicWord = fc.string({
  unit: fc.constantFrom(...Array.from('абвгдеёжзийклмнопрстуфхцчшщъыьэюя')),
  minLength: 1,
  maxLength: 12,
});

describe('G6 a name is one name however it is written', () => {
  test.each([
    ['Ковалёва', 'КОВАЛЕВА', 'kovaleva', 'Kovalyova', 'kovaljova', 'Kovaliova', 'Ковалёва'.normalize('NFD')],
    ['Соловьёв', 'Соловьев', 'Solovyev', 'Solovyov', 'Solov’ev', 'Soloviev'],
    ['Юлия', 'Yuliya', 'Julia', 'Iuliia', 'Yulia'],
    ['Щербаков', 'Shcherbakov', 'Scherbakov', 'щербаков'],
    ['Хрущев', 'Khrushchev', 'Hruschev'],
    ['Цой', 'Tsoy', 'Tsoi', 'Tzoy'],
    ['Дмитрий', 'Dmitry', 'Dmitriy', 'Dmitrij'],
    ['Александр', 'Aleksandr', 'Alexandr'],
    ['Жуков', 'Zhukov', 'ЖУКОВ'],
    ['О’Нил', 'ОНил', "O'Nil"],
    ['Müller', 'Muller', 'Мюллер'.replace('ю', 'у')],
  ])('%s', (first, ...others) => {
    for (const other of others) expect(fold(other), other).toBe(fold(first));
  });

  test('and folding what is folded changes nothing; Cyrillic becomes plain ASCII', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const words = foldWords(text);
        expect(foldWords(words.join(' '))).toEqual(words);
        for (const word of words) expect(word).toMatch(/^[^\s\p{Lu}]{1,40}$/u);
      }),
    );
    fc.assert(
      fc.property(cyrillicWord, (word) => {
        expect(fold(word)).toMatch(/^[a-z]*$/);
        expect(fold(word.toUpperCase())).toBe(fold(word));
        expect(fold(word.replaceAll('ё', 'е'))).toBe(fold(word));
      }),
    );
  });

  test('a name of three hundred letters, emoji and signs alone do no harm', () => {
    expect(foldWords('я'.repeat(300)).join('').length).toBeLessThanOrEqual(40);
    expect(foldWords('🙂 — !!! %_\\')).toEqual([]);
  });
});

describe('G6 the other keyboard layout', () => {
  test('reads what was typed without switching', () => {
    expect(otherLayout('rjdfktdf')).toBe('ковалева');
    expect(otherLayout('k.,jdm')).toBe('любовь');
    expect(otherLayout('фттф"')).toBe('anna@');
    expect(otherLayout('Anna Кузнецова')).toBeNull();
    expect(otherLayout('123')).toBeNull();
  });
  test('and back again', () => {
    // Of х, ъ, ж, э, б and ю alone the keys have no letter in the other layout.
    fc.assert(
      fc.property(cyrillicWord, (word) => {
        expect(otherLayout(otherLayout(`а${word}`) ?? '')).toBe(`а${word}`);
      }),
    );
  });
});

describe('G6 slips', () => {
  test('are counted', () => {
    expect(slipsBetween('kovaleva', 'kovaleva', 2)).toBe(0);
    expect(slipsBetween('kovlaeva', 'kovaleva', 2)).toBe(1);
    expect(slipsBetween('petrov', 'pertov', 2)).toBe(1);
    expect(slipsBetween('ivanov', 'ivnov', 2)).toBe(1);
    expect(slipsBetween('ivanov', 'sidorova', 2)).toBe(3);
  });
  test('one slip is one, whichever it is, and both ways round', () => {
    fc.assert(
      fc.property(cyrillicWord, fc.nat(), (word, where) => {
        const at = where % word.length;
        expect(slipsBetween(word, word.slice(0, at) + word.slice(at + 1), 2)).toBe(1);
        expect(slipsBetween(`${word.slice(0, at)}ж${word.slice(at)}`, word, 2)).toBe(1);
        for (const swapped of withNeighboursSwapped(word)) {
          expect(slipsBetween(word, swapped, 2)).toBe(1);
          expect(slipsBetween(swapped, word, 2)).toBe(1);
        }
      }),
    );
  });
});

describe('G6 what a text may mean', () => {
  test.each(['+7 916 402-18-55', '8 (916) 402 18 55', '89164021855', '7-916-402-18-55', ' +79164021855 '])(
    'a phone, written %s',
    (typed) => expect(readingsOf(typed)).toMatchObject({ names: [], phone: '+79164021855' }),
  );
  test('any writing of a phone is that phone', () => {
    const gap = fc.constantFrom('', ' ', '-', ' (', ') ', ' - ');
    fc.assert(
      fc.property(
        fc.integer({ min: 9_000_000_000, max: 9_999_999_999 }),
        fc.constantFrom('+7', '8', '7'),
        fc.array(gap, { minLength: 4, maxLength: 4 }),
        (number, code, [a, b, c, d]) => {
          const n = String(number);
          const typed = `${code}${a}${n.slice(0, 3)}${b}${n.slice(3, 6)}${c}${n.slice(6, 8)}${d}${n.slice(8)}`;
          expect(readingsOf(typed).phone).toBe(`+7${n}`);
        },
      ),
    );
  });
  test('the end of one, a card, a receipt', () => {
    expect(readingsOf('1855')).toEqual({ names: [], ending: '5581', receipt: { number: '1855' } });
    expect(readingsOf('18-55')).toEqual({ names: [], ending: '5581', receipt: { number: '1855' } });
    expect(readingsOf('185')).toEqual({ names: [], receipt: { number: '185' } });
    expect(readingsOf('2900 0000 00018')).toMatchObject({ card: '2900000000018' });
    expect(readingsOf('2900000000017').card).toBeUndefined();
    expect(readingsOf('A-17/3')).toMatchObject({ receipt: { number: 'A-17/3' } });
  });
  test('a name with the end of a phone', () => {
    expect(readingsOf('Ковалёва 1855')).toMatchObject({
      names: [['kovaleva'], expect.anything()],
      ending: '5581',
    });
    expect(readingsOf('rjdfktdf').names).toContainEqual(['kovaleva']);
  });
  test('an e-mail, in the other layout too; an id; the QR code of a fiscal receipt', () => {
    expect(readingsOf('Anna@Mail.example')).toEqual({ names: [], email: 'anna@mail.example' });
    expect(readingsOf('фттф"ьфшд').email).toBe('anna@mail');
    expect(readingsOf('01932E2C-0000-7000-8000-000000000001')).toEqual({
      names: [],
      id: '01932e2c-0000-7000-8000-000000000001',
    });
    expect(readingsOf('t=20261122T1905&s=8187.00&fn=9282440300669857&i=4321&fp=1637291&n=1')).toEqual({
      names: [],
      receipt: { number: '4321', day: '2026-11-22', paid: 818_700 },
    });
  });
  test('nothing at all, and whatever else there is', () => {
    expect(readingsOf('  ')).toEqual({ names: [] });
    expect(readingsOf('%_\\')).toEqual({ names: [] });
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: 'grapheme' }), (text) => {
        expect(readingsOf(text).names.length).toBeLessThanOrEqual(2);
      }),
    );
  });
});
