import { OnecRefusal } from './answers.ts';
import { parseFilter, type Expression, type Lambda } from './filter.ts';
import type { FieldType, Fields } from './tables.ts';

export type Row = Record<string, unknown>;

/** What a condition may name. */
export interface Scope {
  readonly fields: Fields;
  readonly sections: Readonly<Record<string, Fields>>;
}

type Value =
  | { readonly type: 'text' | 'guid' | 'date' | 'number' | 'flag' | 'null'; readonly value: unknown }
  /** Of several types: without a cast it is equal to nothing. */
  | { readonly type: 'reference'; readonly value: string; readonly of: string | null };

/** Whether rows satisfy a condition. Everything it names is looked at once, so that an empty set refuses a wrong name as well. */
export function conditionOf(text: string, scope: Scope): (row: Row) => boolean {
  const expression = parseFilter(text);
  look(expression, scope, null);
  return (row) => truth(valueOf(expression, { scope, row, each: null }));
}

/** @throws OnecRefusal for what is not there */
function look(expression: Expression, scope: Scope, lambda: (Lambda & { fields: Fields }) | null): void {
  switch (expression.is) {
    case 'value':
      return;
    case 'path':
      typeIn(expression.names, scope, lambda);
      return;
    case 'not':
      return look(expression.of, scope, lambda);
    case 'pair':
      look(expression.left, scope, lambda);
      return look(expression.right, scope, lambda);
    case 'call':
      for (const input of expression.inputs) look(input, scope, lambda);
      return;
    case 'rows': {
      const fields = scope.sections[expression.section];
      if (!fields) throw noProperty(expression.section);
      if (expression.each) look(expression.each.condition, scope, { ...expression.each, fields });
    }
  }
}

const noProperty = (name: string): OnecRefusal =>
  new OnecRefusal(10, `Запрошенное свойство не найдено: ${name}`);

function typeIn(
  names: readonly string[],
  { fields }: Scope,
  lambda: { readonly name: string; readonly fields: Fields } | null,
): FieldType {
  const [first = '', second] = names;
  const type =
    lambda && first === lambda.name && second !== undefined ? lambda.fields[second] : fields[first];
  if (names.length > 1 && first !== lambda?.name)
    throw new OnecRefusal(0, `Обращение через точку здесь не поддерживается: ${names.join('/')}`);
  if (type === undefined) {
    // The type of a composite reference is a property too.
    if (second === undefined && first.endsWith('_Type') && isComposite(fields[first.slice(0, -5)]))
      return 'text';
    throw noProperty(second ?? first);
  }
  return type;
}

const isComposite = (type: FieldType | undefined): boolean => typeof type === 'object' && 'oneOf' in type;

interface Place {
  readonly scope: Scope;
  readonly row: Row;
  readonly each: { readonly name: string; readonly row: Row; readonly fields: Fields } | null;
}

function valueOf(expression: Expression, place: Place): Value {
  switch (expression.is) {
    case 'value':
      return { type: expression.type, value: expression.value };
    case 'path':
      return fieldOf(expression.names, place);
    case 'not':
      return flag(!truth(valueOf(expression.of, place)));
    case 'call':
      return called(expression.name, expression.inputs, place);
    case 'rows':
      return flag(ofRows(expression, place));
    default:
      return paired(expression, place);
  }
}

function paired({ by, left, right }: Extract<Expression, { is: 'pair' }>, place: Place): Value {
  if (by === 'or') return flag(truth(valueOf(left, place)) || truth(valueOf(right, place)));
  if (by === 'and') return flag(truth(valueOf(left, place)) && truth(valueOf(right, place)));
  const [a, b] = [valueOf(left, place), valueOf(right, place)];
  const sums: Readonly<Record<string, (x: number, y: number) => number>> = {
    add: (x, y) => x + y,
    sub: (x, y) => x - y,
    mul: (x, y) => x * y,
    div: (x, y) => x / y,
  };
  const sum = sums[by];
  return sum ? { type: 'number', value: sum(Number(a.value), Number(b.value)) } : flag(compared(by, a, b));
}

const flag = (value: boolean): Value => ({ type: 'flag', value });
const truth = ({ value }: Value): boolean => value === true;

function fieldOf(names: readonly string[], { scope, row, each }: Place): Value {
  const [first = '', second] = names;
  const inEach = each !== null && first === each.name && second !== undefined;
  const name = inEach ? second : first;
  const type = typeIn(names, scope, each);
  const value = (inEach ? each.row : row)[name];
  if (type === 'key') return { type: 'guid', value };
  if (typeof type === 'object' && 'oneOf' in type) {
    const of = row[`${name}_Type`];
    return { type: 'reference', value: String(value), of: typeof of === 'string' ? of : null };
  }
  return { type: typeof type === 'object' ? 'text' : type, value };
}

function called(name: string, inputs: readonly Expression[], place: Place): Value {
  const values = inputs.map((input) => valueOf(input, place));
  const [first, second, third] = values;
  const texts = values.map(({ value }) => String(value).toLowerCase());
  const [a = '', b = ''] = texts;
  switch (name) {
    case 'cast':
      if (first?.type !== 'guid' || second?.type !== 'text')
        throw new OnecRefusal(21, 'Аргументы функции cast');
      return { type: 'reference', value: String(first.value), of: `StandardODATA.${String(second.value)}` };
    case 'isof':
      return flag(first?.type === 'reference' && first.of === `StandardODATA.${String(second?.value)}`);
    case 'startswith':
      return flag(a.startsWith(b));
    case 'endswith':
      return flag(a.endsWith(b));
    case 'substringof':
      return flag(b.includes(a));
    case 'like':
      return flag(likeness(b).test(a));
    case 'concat':
      return { type: 'text', value: `${String(first?.value)}${String(second?.value)}` };
    case 'substring': {
      const from = Number(second?.value);
      return {
        type: 'text',
        value: String(first?.value).substr(from, third ? Number(third.value) : undefined),
      };
    }
    case 'round':
      return { type: 'number', value: Math.round(Number(first?.value)) };
    default:
      return { type: 'number', value: datePart(name, String(first?.value)) };
  }
}

const datePart = (name: string, date: string): number =>
  Number(date.slice(...({ year: [0, 4], month: [5, 7], day: [8, 10] }[name] ?? [0, 0])));

const likeness = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.*+?^${}()|\\]/g, String.raw`\$&`)
      .replaceAll('%', '.*')
      .replaceAll('_', '.')}$`,
    'is',
  );

function ofRows({ section, by, each }: Extract<Expression, { is: 'rows' }>, { scope, row }: Place): boolean {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what stands in a section was put there as rows
  const rows = (row[section] ?? []) as readonly Row[];
  if (!each) return by === 'any' ? rows.length > 0 : true;
  const fields = scope.sections[section] ?? {};
  const holds = (one: Row): boolean =>
    truth(valueOf(each.condition, { scope, row, each: { name: each.name, row: one, fields } }));
  return by === 'any' ? rows.some(holds) : rows.every(holds);
}

function compared(by: string, a: Value, b: Value): boolean {
  if (a.type === 'reference' || b.type === 'reference') {
    const same =
      a.type === 'reference' && b.type === 'reference' && a.of === b.of && isSame(a.value, b.value);
    return by === 'eq' ? same : by === 'ne' ? !same : false;
  }
  if (a.type !== b.type && a.type !== 'null' && b.type !== 'null')
    throw new OnecRefusal(14, 'Ошибка разбора опций запроса: типы сравниваемых значений различны');
  const [x, y] = [a, b].map(({ type, value }) =>
    // Comparing texts, 1C looks neither at case nor at the spaces at their end.
    type === 'text' || type === 'guid' ? String(value).trimEnd().toLowerCase() : value,
  );
  switch (by) {
    case 'eq':
      return x === y;
    case 'ne':
      return x !== y;
    default:
      return ordered(by, x, y);
  }
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function ordered(by: string, x: unknown, y: unknown): boolean {
  const order =
    typeof x === 'number' && typeof y === 'number'
      ? x - y
      : String(x) < String(y)
        ? -1
        : Number(String(x) > String(y));
  return { gt: order > 0, ge: order >= 0, lt: order < 0, le: order <= 0 }[by] ?? false;
}
