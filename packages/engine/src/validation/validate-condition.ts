import { daysInMonth } from '../calendar.ts';
import {
  factKinds,
  isLineFact,
  weekdays,
  type Condition,
  type Fact,
  type FactKind,
  type Operands,
} from '../condition.ts';
import { isRecord } from './record.ts';
import {
  flag,
  integer,
  list,
  matching,
  object,
  oneOf,
  refuseName,
  reference,
  reject,
  text,
  under,
  type Check,
  type Place,
} from './schema.ts';

const deepest = 8;
const wordLimits = { min: 1, max: 200 };
const listLimits = { min: 1, max: 5000 };

const word = text(wordLimits);
const whole = (value: number): number => value;
const bound = integer(whole, 'count', { min: -1e15, max: 1e15 });
const days = integer(whole, 'time', { min: 0, max: 180 });
const time = matching(/^([01]\d|2[0-3]):[0-5]\d$/, '09:30');

const date: Check<string> = (value, place) => {
  const written = matching(/^\d{4}-\d{2}-\d{2}$/, '2026-12-31')(value, place);
  if (written === undefined) return undefined;
  const [year = 0, month = 0, day = 0] = written.split('-').map(Number);
  if (month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)) return written;
  place.report.add(place.path, 'bad-format', { example: '2026-12-31' });
  return undefined;
};

const dates: Check<{ readonly from: string; readonly to: string }> = (value, place) => {
  const span = object<{ readonly from: string; readonly to: string }>({ from: date, to: date })(value, place);
  return span !== undefined && span.from > span.to ? reject(place, 'ends-before-start') : span;
};

type OperandChecks = {
  readonly [K in FactKind]: { readonly [Op in keyof Operands[K]]: Check<Operands[K][Op]> };
};

/** What each operator takes: one entry for each, as the evaluator has. */
const operandChecks: OperandChecks = {
  word: { is: word, in: list(word, listLimits) },
  set: { has: word, 'has-any': list(word, listLimits) },
  path: { within: list(word, { min: 1, max: 20 }) },
  flag: { is: flag },
  number: { is: bound, 'at-least': bound, 'at-most': bound, 'more-than': bound, 'less-than': bound },
  birthday: { 'within-days': object<Operands['birthday']['within-days']>({ before: days, after: days }) },
  date: { from: date, until: date, between: dates },
  time: { between: object<Operands['time']['between']>({ from: time, to: time }) },
  weekday: { in: list(oneOf(weekdays, 'weekday'), { min: 1, max: 7 }) },
};

const levelChecks: OperandChecks['word'] = {
  is: reference('levels', 'level'),
  in: list(reference('levels', 'level'), { min: 1, max: 100 }),
};

/** A condition on lines may ask about everything, one on the receipt about everything but a line. */
export const condition =
  (scope: 'line' | 'receipt'): Check<Condition> =>
  (value, place) =>
    node(value, place, { scope, depth: 1 });

interface Walk {
  readonly scope: 'line' | 'receipt';
  readonly depth: number;
}

function node(value: unknown, place: Place, walk: Walk): Condition | undefined {
  if (!isRecord(value)) return reject(place, 'not-an-object');
  if (walk.depth > deepest) {
    place.report.add(place.path, 'too-deep', { max: deepest });
    return undefined;
  }
  const deeper: Check<Condition> = (part, at) => node(part, at, { ...walk, depth: walk.depth + 1 });
  const parts = list(deeper, { min: 1, max: 100 });
  if (Object.hasOwn(value, 'all'))
    return object<{ readonly all: readonly Condition[] }>({ all: parts })(value, place);
  if (Object.hasOwn(value, 'any'))
    return object<{ readonly any: readonly Condition[] }>({ any: parts })(value, place);
  if (Object.hasOwn(value, 'not')) return object<{ readonly not: Condition }>({ not: deeper })(value, place);
  return leaf(value, place, walk.scope);
}

function leaf(
  value: Readonly<Record<string, unknown>>,
  place: Place,
  scope: Walk['scope'],
): Condition | undefined {
  const shape = object<Written>({ fact: factName, op: anyOperator, value: (operand) => [operand] });
  const written = shape(value, place);
  if (written === undefined) return undefined;
  const { fact, op } = written;
  if (scope === 'receipt' && isLineFact(fact)) {
    place.report.add(place.path, 'line-fact-without-line', { fact });
    return undefined;
  }
  const checks = checksOf(fact);
  const check = checks.get(op);
  if (check === undefined) {
    return refuseName(under(place, 'op'), { what: 'operator', name: op, known: [...checks.keys()] });
  }
  const operand = check(written.value[0], under(place, 'value'));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table of checks ties operand to operator and fact
  return operand === undefined ? undefined : ({ fact, op, value: operand } as Condition);
}

interface Written {
  readonly fact: Fact;
  readonly op: string;
  /** In a list of one, since what is written may be anything and is checked by its operator. */
  readonly value: readonly [unknown];
}

const anyOperator = text({ min: 1, max: 100 });

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a table are its facts
const factNames = Object.keys(factKinds) as Fact[];
const factName = oneOf(factNames, 'fact');

function checksOf(fact: Fact): ReadonlyMap<string, Check<unknown>> {
  const checks = fact === 'member.level' ? levelChecks : operandChecks[factKinds[fact]];
  return new Map(Object.entries<Check<unknown>>(checks));
}
