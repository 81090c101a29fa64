/** A fenced block of a page: ```` ```language tag ````. */
export interface Block {
  readonly language: string;
  readonly tag: string;
  readonly text: string;
  /** Where it begins, from 1. */
  readonly line: number;
}

export function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w+) ?([\w-]*)\n(.*?)^```$/gms)].map((match) => ({
    language: match[1] ?? '',
    tag: match[2] ?? '',
    text: match[3] ?? '',
    line: markdown.slice(0, match.index).split('\n').length,
  }));
}

/** The code in each cell of the rows of a table that begin with a word and then have code: `| word | code | code |`. */
export const tableOfCode = (markdown: string): string[][] =>
  [...markdown.matchAll(/^\| [^|`]+ \|(( `[^`]+` \|)+)$/gm)].map((row) =>
    [...(row[1] ?? '').matchAll(/`([^`]+)`/g)].map((cell) => cell[1] ?? ''),
  );

/** Where links of a page lead inside the repository. */
export const linksOf = (markdown: string): string[] =>
  [...markdown.replaceAll(/^```.*?^```$/gms, '').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(
    (link) => link[1] ?? '',
  );
