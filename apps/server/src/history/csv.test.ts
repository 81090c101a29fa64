import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine, csvStyles, type Cell, type CsvStyle } from './csv.ts';

/** As a spreadsheet reads one line: quotes hold what splits. */
function cellsOf(line: string, between: string): string[] {
  const cells: string[] = [];
  let [cell, quoted] = ['', false];
  const letters = Array.from(line.slice(0, -2));
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? '';
    if (quoted && letter === '"' && letters[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === between) {
      cells.push(cell);
      cell = '';
    } else cell += letter;
  }
  return [...cells, cell];
}

const anyStyle = fc.constantFrom<CsvStyle>(csvStyles.ru, csvStyles.en);
const hostile = fc.string({
  unit: fc.constantFrom(...Array.from('=+-@＝＠\t\r\n";,\'|! 1AЯ')),
  maxLength: 12,
});
const anyText = fc.oneof(hostile, fc.string({ maxLength: 20 }));

describe('G6 a CSV of hostile names is safe', () => {
  test('no cell can begin a formula, whoever reads the file', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 4 }), anyStyle, (texts, style) => {
        const line = csvLine(texts, style);
        for (const between of [';', ',', '\t'])
          for (const cell of line.split(new RegExp(`[${between}\\r\\n]`)))
            expect(cell.replace(/^[\s"]+/, '')).not.toMatch(/^[=+\-@＝＋－＠]/);
        for (const cell of cellsOf(line, style.between)) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
      }),
    );
  });

  test('and what is harmless comes through as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 20 }), { minLength: 1 }), anyStyle, (texts, style) => {
        const kept = cellsOf(csvLine(texts, style), style.between);
        expect(kept).toHaveLength(texts.length);
        for (const [at, cell] of kept.entries())
          expect(cell.replaceAll("'", '')).toBe(texts[at]?.replaceAll("'", ''));
      }),
    );
  });

  test.each<[Cell[], string, string]>([
    [[{ minor: 124_990 }, { minor: -5 }, { minor: 0 }], '1249,90;-0,05;0,00', '1249.90,-0.05,0.00'],
    [['Ковалёва "М"', -35, null], '"Ковалёва ""М""";-35;', '"Ковалёва ""М""",-35,'],
    [['=HYPERLINK("http://x")'], `"'=HYPERLINK(""http://x"")"`, `"'=HYPERLINK(""http://x"")"`],
    [['a;=1+1'], `"a;'=1+1"`, `"a;'=1+1"`],
  ])('%j', (cells, ru, en) => {
    expect(csvLine(cells, csvStyles.ru)).toBe(`${ru}\r\n`);
    expect(csvLine(cells, csvStyles.en)).toBe(`${en}\r\n`);
  });
});
