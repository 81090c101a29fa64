/** How a spreadsheet of a language reads numbers and splits cells. */
export interface CsvStyle {
  readonly between: ';' | ',';
  readonly point: ',' | '.';
}

export const csvStyles = {
  ru: { between: ';', point: ',' },
  en: { between: ',', point: '.' },
} as const satisfies Record<string, CsvStyle>;

/** A text is anybody's, a number is ours. Money is in minor units. */
export type Cell = string | number | null | { readonly minor: number };

/** Excel takes a file without it for one of the old code page. */
export const BYTE_ORDER_MARK = '\uFEFF';

export const csvLine = (cells: readonly Cell[], style: CsvStyle): string =>
  `${cells.map((cell) => cellText(cell, style)).join(style.between)}\r\n`;

function cellText(cell: Cell, { point }: CsvStyle): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'string') return `"${harmless(cell).replaceAll('"', '""')}"`;
  const sign = cell.minor < 0 ? '-' : '';
  const digits = String(Math.abs(cell.minor)).padStart(3, '0');
  const money = `${sign}${digits.slice(0, -2)}${point}${digits.slice(-2)}`;
  // A comma between cells is one within a number, too.
  return money;
}

/**
 * What a spreadsheet takes for the beginning of a formula gets an apostrophe before it: at the beginning of the cell, and wherever
 * a spreadsheet of another language would begin a new one, since it does not see our quotes.
 */
const harmless = (text: string): string =>
  text.replaceAll(/(^|[;,|\t\r\n"])(\s*)([=+\-@＝＋－＠])/g, "$1$2'$3");
