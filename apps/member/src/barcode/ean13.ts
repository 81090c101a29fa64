import type { Widths } from './code128.ts';

/** GS1 General Specifications 5.2.1.2: the digits of set A, gap by bar; set B is each of them backwards. */
const setA = ['3211', '2221', '2122', '1411', '1132', '1231', '1114', '1312', '1213', '3112'];
/** Which of the left six stand in set B: so the first of the thirteen digits is written. */
const parity = [
  'AAAAAA',
  'AABABB',
  'AABBAB',
  'AABBBA',
  'ABAABB',
  'ABBAAB',
  'ABBBAA',
  'ABABAB',
  'ABABBA',
  'ABBABA',
];

const backwards = (text: string): string => Array.from(text).reverse().join('');

/** The thirteen digits of a card as an EAN-13. */
export function ean13(digits: string): Widths {
  const [first = 0, ...rest] = Array.from(digits, Number);
  const left = rest.slice(0, 6).map((digit, place) => {
    const symbol = setA[digit] ?? '';
    return parity[first]?.[place] === 'B' ? backwards(symbol) : symbol;
  });
  const right = rest.slice(6).map((digit) => setA[digit] ?? '');
  return Array.from(['111', ...left, '11111', ...right, '111'].join(''), Number);
}
