import { OnecRefusal } from './answers.ts';

/** A condition of OData version 3, as 1C takes it. */
export type Expression =
  | { readonly is: 'value'; readonly type: ValueType; readonly value: string | number | boolean | null }
  | { readonly is: 'path'; readonly names: readonly string[] }
  | { readonly is: 'call'; readonly name: string; readonly inputs: readonly Expression[] }
  | { readonly is: 'not'; readonly of: Expression }
  | { readonly is: 'pair'; readonly by: string; readonly left: Expression; readonly right: Expression }
  | {
      readonly is: 'rows';
      readonly section: string;
      readonly by: 'any' | 'all';
      readonly each: Lambda | null;
    };
export type ValueType = 'text' | 'guid' | 'date' | 'number' | 'flag' | 'null';
export interface Lambda {
  readonly name: string;
  readonly condition: Expression;
}

const functions: Readonly<Record<string, number>> = {
  concat: 2,
  endswith: 2,
  startswith: 2,
  substring: 3,
  substringof: 2,
  like: 2,
  cast: 2,
  isof: 2,
  round: 1,
  year: 1,
  month: 1,
  day: 1,
};

const tokenForms: readonly (readonly [string, RegExp])[] = [
  ['space', /^\s+/],
  ['guid', /^guid'([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})'/i],
  ['date', /^datetime'(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})'/],
  ['text', /^'((?:[^']|'')*)'/],
  // A guid or a date without a word before it is of version 4: neither is a number or a name.
  ['wrong', /^[0-9a-f]{8}-[0-9a-f]{4}-|^\d{4}-\d{2}-\d{2}/i],
  ['number', /^-?\d+(?:\.\d+)?/],
  ['name', /^[\p{L}_][\p{L}\p{N}_]*/u],
  ['sign', /^[(),:/]/],
];

interface Token {
  readonly kind: string;
  readonly text: string;
}

const unparsed = (what: string): OnecRefusal => new OnecRefusal(14, `Ошибка разбора опций запроса: ${what}`);

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let rest = text; rest !== '';) {
    const found = tokenForms.flatMap(([kind, form]) => {
      const match = form.exec(rest);
      return match ? [{ kind, all: match[0], text: match[1] ?? match[0] }] : [];
    })[0];
    if (!found || found.kind === 'wrong') throw unparsed(`лексема "${rest.slice(0, 20)}"`);
    if (found.kind !== 'space') tokens.push(found);
    rest = rest.slice(found.all.length);
  }
  return tokens;
}

const levels: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['eq', 'ne', 'gt', 'ge', 'lt', 'le'],
  ['add', 'sub'],
  ['mul', 'div'],
];

/** @throws OnecRefusal 14, as 1C for everything that is of version 4 or that it does not know */
export function parseFilter(text: string): Expression {
  const parser = new Parser(tokensOf(text));
  const expression = parser.level(0);
  parser.end();
  return expression;
}

class Parser {
  readonly #tokens: Token[];

  constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  end(): void {
    const left = this.#tokens[0];
    if (left) throw unparsed(`лишнее "${left.text}"`);
  }

  level(depth: number): Expression {
    const signs = levels[depth];
    if (!signs) return this.#single();
    let left = depth === 2 && this.#takes('not') ? this.#negated() : this.level(depth + 1);
    for (
      let next = this.#tokens[0];
      next?.kind === 'name' && signs.includes(next.text);
      next = this.#tokens[0]
    ) {
      this.#tokens.shift();
      const right = depth < 2 || !this.#takes('not') ? this.level(depth + 1) : this.#negated();
      left = { is: 'pair', by: next.text, left, right };
    }
    return left;
  }

  #negated(): Expression {
    return { is: 'not', of: this.level(2) };
  }

  #single(): Expression {
    const token = this.#tokens.shift();
    if (!token) throw unparsed('выражение не закончено');
    if (token.kind === 'sign') {
      if (token.text !== '(') throw unparsed(`знак "${token.text}"`);
      const inner = this.level(0);
      this.#expect(')');
      return inner;
    }
    if (token.kind === 'name') return this.#named(token.text);
    if (token.kind === 'number') return { is: 'value', type: 'number', value: Number(token.text) };
    const type = token.kind === 'guid' ? 'guid' : token.kind === 'date' ? 'date' : 'text';
    return { is: 'value', type, value: type === 'text' ? token.text.replaceAll("''", "'") : token.text };
  }

  #named(name: string): Expression {
    if (name === 'true' || name === 'false') return { is: 'value', type: 'flag', value: name === 'true' };
    if (name === 'null') return { is: 'value', type: 'null', value: null };
    if (this.#takes('(')) return this.#call(name);
    const names = [name];
    while (this.#takes('/')) {
      const next = this.#tokens.shift();
      if (next?.kind !== 'name') throw unparsed('имя после "/"');
      if (this.#takes('(')) return this.#rows(names, next.text);
      names.push(next.text);
    }
    return { is: 'path', names };
  }

  #call(name: string): Expression {
    const arity = functions[name];
    if (arity === undefined) throw unparsed(`функция ${name} не поддерживается`);
    const inputs: Expression[] = [];
    if (!this.#takes(')'))
      do inputs.push(this.level(0));
      while (this.#takes(','));
    if (inputs.length > 0) this.#expect(')');
    if (inputs.length !== arity && !(name === 'substring' && inputs.length === 2))
      throw new OnecRefusal(21, `Неверное количество аргументов функции ${name}`);
    return { is: 'call', name, inputs };
  }

  #rows(names: readonly string[], by: string): Expression {
    const [section] = names;
    if (section === undefined || names.length !== 1 || (by !== 'any' && by !== 'all'))
      throw new OnecRefusal(21, `Лямбда-функция ${by} не поддерживается`);
    if (this.#takes(')')) return { is: 'rows', section, by, each: null };
    const name = this.#tokens.shift();
    if (name?.kind !== 'name') throw unparsed('имя переменной');
    this.#expect(':');
    const condition = this.level(0);
    this.#expect(')');
    return { is: 'rows', section, by, each: { name: name.text, condition } };
  }

  #takes(text: string): boolean {
    const [next] = this.#tokens;
    if (next?.text !== text || (next.kind !== 'sign' && next.kind !== 'name')) return false;
    this.#tokens.shift();
    return true;
  }

  #expect(text: string): void {
    if (!this.#takes(text)) throw unparsed(`ожидается "${text}"`);
  }
}
