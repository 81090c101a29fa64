/**
 * Breaks lines at blanks so that none is wider than a receipt printer; a word that is wider by itself is cut. For tills that
 * run the engine themselves: the server sends whole sentences, since it does not know how wide a till prints.
 */
export function wrap(lines: readonly string[], width: number): string[] {
  if (width < 1) throw new RangeError(`a line must have room for a character: ${width}`);
  return lines.flatMap((line) => wrapLine(line, width));
}

function wrapLine(line: string, width: number): string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of line.split(' ').flatMap((long) => cut(long, width))) {
    if (row === '') row = word;
    else if (row.length + 1 + word.length <= width) row += ` ${word}`;
    else {
      rows.push(row);
      row = word;
    }
  }
  return [...rows, row];
}

function cut(word: string, width: number): string[] {
  const parts: string[] = [];
  for (let start = 0; start < word.length; start += width) parts.push(word.slice(start, start + width));
  return parts;
}
