import { ODataError } from './odata-error.ts';

export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type TextTest = 'contains' | 'startswith' | 'endswith';

/** A condition as it was asked for; names and values are still text. */
export type Filter =
  | { readonly type: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly type: 'not'; readonly part: Filter }
  | { readonly type: 'compare'; readonly property: string; readonly by: Comparison; readonly value: string }
  | { readonly type: 'in'; readonly property: string; readonly values: readonly string[] }
  | { readonly type: 'text'; readonly test: TextTest; readonly property: string; readonly value: string };

const comparisons: ReadonlySet<string> = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le']);
const textTests: ReadonlySet<string> = new Set(['contains', 'startswith', 'endswith']);
const DEEPEST = 50;
const MOST_TOKENS = 2000;

/** Strings in quotes, brackets and commas, and all else between blanks. */
const tokens = /\s*('(?:[^']|'')*'|[(),]|[^\s(),']+)/y;

/**
 * Reads `$filter`, as far as tools for reports use it: OData 4.01 part 2, 5.1.1 "System query option $filter".
 * @throws ODataError that says where it cannot be understood
 */
export function parseFilter(text: string): Filter {
  const reader = new Reader(tokensOf(text));
  const filter = reader.either(0);
  reader.end();
  return filter;
}

function tokensOf(text: string): string[] {
  const found: string[] = [];
  tokens.lastIndex = 0;
  while (tokens.lastIndex < text.trimEnd().length) {
    const match = tokens.exec(text);
    if (!match || found.length >= MOST_TOKENS)
      throw wrong(`Close the quotes, or make it shorter: ${text.slice(0, 60)}`);
    found.push(match[1] ?? '');
  }
  return found;
}

const wrong = (message: string): ODataError => new ODataError(400, message, '$filter');

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(all: readonly string[]) {
    this.#tokens = all;
  }

  either(depth: number): Filter {
    return this.#joined('or', () => this.#both(depth));
  }

  #both(depth: number): Filter {
    return this.#joined('and', () => this.#one(depth));
  }

  #joined(type: 'and' | 'or', next: () => Filter): Filter {
    const parts = [next()];
    while (this.#take(type)) parts.push(next());
    const [only] = parts;
    return parts.length === 1 && only ? only : { type, parts };
  }

  #one(depth: number): Filter {
    if (depth > DEEPEST) throw wrong(`It nests deeper than ${DEEPEST}.`);
    if (this.#take('not')) return { type: 'not', part: this.#one(depth + 1) };
    if (this.#take('(')) {
      const inner = this.either(depth + 1);
      this.#need(')');
      return inner;
    }
    const word = this.#word('a property');
    if (this.#take('(')) return this.#textTest(word);
    const by = this.#word('eq, ne, gt, ge, lt, le or in');
    if (by === 'in') return { type: 'in', property: word, values: this.#list() };
    if (!comparisons.has(by)) throw wrong(`"${by}" behind ${word} is none of eq, ne, gt, ge, lt, le, in.`);
    return { type: 'compare', property: word, by: by as Comparison, value: this.#word('a value') };
  }

  #textTest(test: string): Filter {
    if (!textTests.has(test)) throw new ODataError(501, `The function ${test} is not known here.`, '$filter');
    const property = this.#word('a property');
    this.#need(',');
    const value = this.#word('a text');
    this.#need(')');
    return { type: 'text', test: test as TextTest, property, value };
  }

  #list(): string[] {
    this.#need('(');
    const values = [this.#word('a value')];
    while (this.#take(',')) values.push(this.#word('a value'));
    this.#need(')');
    return values;
  }

  #take(word: string): boolean {
    if (this.#tokens[this.#at] !== word) return false;
    this.#at += 1;
    return true;
  }

  #need(word: string): void {
    if (!this.#take(word))
      throw wrong(`"${word}" is missing before "${this.#tokens[this.#at] ?? 'its end'}".`);
  }

  #word(what: string): string {
    const token = this.#tokens[this.#at];
    if (token === undefined || /^[(),]$/.test(token))
      throw wrong(`${what} is missing before "${token ?? 'its end'}".`);
    this.#at += 1;
    return token;
  }

  end(): void {
    const rest = this.#tokens[this.#at];
    if (rest !== undefined)
      throw wrong(`"${rest}" stands where nothing is expected; put and, or between conditions.`);
  }
}
