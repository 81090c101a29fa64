/** What is wrong in the file, and where. */
export interface Mistake {
  /** Of the file; the header is line 1. */
  readonly line: number;
  readonly column: string;
  readonly reason: string;
}

/** A file that is wrong everywhere would otherwise fill the memory. */
const MOST_KEPT = 100;

/** Gathers mistakes, the first ones word for word and the rest as a number. */
export class Mistakes {
  readonly first: Mistake[] = [];
  count = 0;

  add(mistake: Mistake): void {
    this.count++;
    if (this.first.length < MOST_KEPT) this.first.push(mistake);
  }

  /** One line each, for a person. */
  told(): string[] {
    const lines = this.first.map(({ line, column, reason }) => `line ${line}, ${column}: ${reason}`);
    const more = this.count - this.first.length;
    return more > 0 ? [...lines, `and ${more} more`] : lines;
  }
}

/** Nothing was written: the file has to be put right first. */
export class FileRefused extends Error {
  override name = 'FileRefused';
  readonly mistakes: readonly string[];

  constructor(message: string, mistakes: readonly string[] = []) {
    super(message);
    this.mistakes = mistakes;
  }
}
