import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import clothing from '../../../../programmes/clothing.json' with { type: 'json' };
import diy from '../../../../programmes/diy.json' with { type: 'json' };
import hypermarket from '../../../../programmes/hypermarket.json' with { type: 'json' };
import replay from '../../../../programmes/replay.json' with { type: 'json' };
import sportswear from '../../../../programmes/sportswear.json' with { type: 'json' };
import type { Problem } from './report.ts';
import { document, named, promotion } from '../testing/receipts.ts';
import { validateProgramme } from './validate.ts';

function problems(written: unknown): readonly Problem[] {
  const checked = validateProgramme(written);
  return checked.ok ? [] : checked.problems;
}

const codes = (written: unknown): string[] => problems(written).map(({ path, code }) => `${path} ${code}`);

const level = (id: string, from: number): unknown => ({ id, name: named(id), from, spends: true });

const withPromotion = (rest: Readonly<Record<string, unknown>>): unknown =>
  document({ promotions: [promotion({ type: 'line-percent', rate: 1000 }, rest)] });

const where = (lines: unknown): string[] => codes(withPromotion({ lines }));

const option = (id: string) => ({ id, name: { ru: id, en: id } });
const asking = (question: object) => ({
  required: ['name'],
  questions: [{ id: 'size', name: { ru: 'Размер', en: 'Size' }, ...question }],
});

describe('the programmes that come with Bonum', () => {
  test.each(Object.entries({ sportswear, hypermarket, diy, clothing, replay }))(
    '%s is right',
    (id, programme) => {
      expect(problems(programme)).toEqual([]);
      expect(programme.id).toBe(id);
    },
  );

  test('a programme with nothing to put right comes out as it went in', () => {
    const checked = validateProgramme(hypermarket);
    expect(checked.ok && checked.programme).toEqual(hypermarket);
  });
});

describe('what is wrong is told all at once, in words', () => {
  const wrong = document({
    currency: 'rubles',
    earning: [{ id: 'purchase', name: named('За покупку'), kind: 'bonus', rate: { goold: 1000 } }],
    promotions: [promotion({ type: 'line-persent', rate: 1000 }, { priorty: 1 })],
    cards: { prefixes: ['2101', '2101'] },
  });

  test('each with its place', () => {
    expect(codes(wrong)).toEqual([
      '/currency bad-format',
      '/earning/0/rate unknown-name',
      '/promotions/0/priorty unknown-field',
      '/promotions/0/effect/type unknown-name',
      '/cards/prefixes/1 duplicate',
    ]);
  });

  test('for a marketer, in Russian and English', () => {
    expect(problems(wrong)[1]?.message).toEqual({
      ru: 'Правило начисления «За покупку», ставка: уровня «goold» не существует. Может быть, «gold»?',
      en: 'Earning rule “За покупку”, rate: there is no level “goold”. Did you mean “gold”?',
    });
    expect(problems(wrong)[2]?.message.ru).toBe(
      'Акция «Акция»: поля «priorty» не существует. Может быть, «priority»?',
    );
  });
});

describe('rules of a programme', () => {
  test.each([
    [
      'a rate above the whole',
      { earning: [{ id: 'e', name: named('E'), kind: 'bonus', rate: 10_001 }] },
      '/earning/0/rate out-of-range',
    ],
    [
      'half a point',
      { earning: [{ id: 'e', name: named('E'), kind: 'bonus', rate: 0.5 }] },
      '/earning/0/rate not-an-integer',
    ],
    [
      'points of no kind',
      { earning: [{ id: 'e', name: named('E'), kind: 'bonos', rate: 1 }] },
      '/earning/0/kind unknown-name',
    ],
    ['no levels', { levels: [] }, '/levels bad-count'],
    [
      'a life of no length',
      { kinds: [{ id: 'bonus', name: named('B'), worth: 100, life: {} }] },
      '/kinds/0/life no-duration',
    ],
    [
      'a life that never ends, but',
      { kinds: [{ id: 'bonus', name: named('B'), worth: 100, life: { never: false } }] },
      '/kinds/0/life/never no-duration',
    ],
    [
      'points worth nothing',
      { kinds: [{ id: 'bonus', name: named('B'), worth: 0, life: { days: 1 } }] },
      '/kinds/0/worth out-of-range',
    ],
    [
      'a kind whose id the API would not take',
      { kinds: [{ id: '1bonus', name: named('B'), worth: 100, life: { never: true } }] },
      '/kinds/0/id bad-format',
    ],
    [
      'a kind whose id is longer than the API takes',
      { kinds: [{ id: 'b'.repeat(33), name: named('B'), worth: 100, life: { never: true } }] },
      '/kinds/0/id bad-format',
    ],
    [
      'more kinds than the API takes',
      {
        kinds: Array.from({ length: 17 }, (_, index) => ({
          id: `kind-${index}`,
          name: named('B'),
          worth: 100,
          life: { never: true },
        })),
      },
      '/kinds bad-count',
    ],
    ['a currency without hundredths', { currency: 'JPY' }, '/currency not-in-hundredths'],
    ['a currency of thousandths', { currency: 'KWD' }, '/currency not-in-hundredths'],
    ['a zone of no place', { zone: 'Moscow time' }, '/zone bad-format'],
    ['another format', { format: 'bonum/2' }, '/format unknown-name'],
    ['a card prefix of letters', { cards: { prefixes: ['AB'] } }, '/cards/prefixes/0 bad-format'],
    [
      'an unknown question',
      { questionnaire: { required: ['shoeSize'] } },
      '/questionnaire/required/0 unknown-name',
    ],
    [
      'a questionnaire that asks for nothing',
      { questionnaire: { required: [] } },
      '/questionnaire/required nothing-required',
    ],
    [
      'a field asked twice',
      { questionnaire: { required: ['name'], optional: ['name'] } },
      '/questionnaire/optional/0 duplicate',
    ],
    [
      'a question named like a field',
      { questionnaire: asking({ id: 'city', type: 'text' }) },
      '/questionnaire/questions/0/id duplicate',
    ],
    [
      'a type of question we do not have',
      { questionnaire: asking({ type: 'stars' }) },
      '/questionnaire/questions/0/type unknown-name',
    ],
    [
      'a choice of one',
      { questionnaire: asking({ type: 'choice', options: [option('a')] }) },
      '/questionnaire/questions/0/options bad-count',
    ],
    [
      'an option twice',
      { questionnaire: asking({ type: 'several', options: [option('a'), option('a')] }) },
      '/questionnaire/questions/0/options/1/id duplicate',
    ],
    [
      'a number that cannot be',
      { questionnaire: asking({ type: 'number', from: 5, to: 1 }) },
      '/questionnaire/questions/0/to ends-before-start',
    ],
    [
      'a reward in points of no kind',
      { questionnaire: { required: ['name'], reward: { kind: 'stars', points: 5 } } },
      '/questionnaire/reward/kind unknown-name',
    ],
  ])('%s', (_, parts, problem) => {
    expect(codes(document(parts))).toContain(problem);
  });

  test.each(['\u0000', 'a\u001Bb', ' \n', ' a', 'a\u00A0', 'a\tb', 'a\u0085', 'a\u2028b', '\uD800'])(
    'a name that nobody sees as it is written: %j',
    (wrong) => {
      expect(codes(document({ name: { ru: 'Имя', en: wrong } }))).toEqual(['/name/en unclean-text']);
    },
  );

  test('what is invisible is told so that it is found', () => {
    expect(problems(document({ name: { ru: 'Имя ', en: 'Name' } }))[0]?.message).toEqual({
      ru: 'Название, по-русски: в тексте есть пробел с краю, перенос строки или другой невидимый знак. Сотрите его.',
      en: 'Name, in Russian: the text has a blank at an end, a line break or another character that cannot be seen. Remove it.',
    });
    expect(problems(document({ currency: 'JPY' }))[0]?.message).toEqual({
      ru: 'Валюта: суммы ведутся в сотых долях, а в JPY их нет или их не сто. Такая валюта пока не поддерживается.',
      en: 'Currency: amounts are kept in hundredths, and JPY has none or not a hundred. Such a currency is not supported yet.',
    });
  });

  test('levels begin at 0 and ascend', () => {
    expect(codes(document({ levels: [level('start', 5), level('gold', 5)] }))).toEqual([
      '/levels/0/from first-level-not-zero',
      '/levels/1/from levels-not-ascending',
    ]);
  });

  test('ids are unique, and a rule and a promotion are not called the same', () => {
    const twice = promotion({ type: 'line-percent', rate: 1 }, { id: 'purchase' });
    expect(codes(document({ promotions: [twice, twice] }))).toEqual([
      '/promotions/0/id duplicate',
      '/promotions/1/id duplicate',
    ]);
  });

  test('codes are kept as they are compared, and belong to one promotion', () => {
    const effect = { type: 'line-percent', rate: 1 };
    const first = promotion(effect, { id: 'first', codes: [' Spring '] });
    const checked = validateProgramme(document({ promotions: [first] }));
    expect(checked.ok && checked.programme.promotions[0]?.codes).toEqual(['SPRING']);
    const second = promotion(effect, { id: 'second', codes: ['spring'] });
    expect(codes(document({ promotions: [first, second] }))).toEqual(['/promotions/1/codes/0 duplicate']);
  });
});

describe('rules of a condition', () => {
  test.each([
    [{ fact: 'line.colour', op: 'is', value: 'red' }, '/fact unknown-name'],
    [{ fact: 'line.brand', op: 'like', value: 'red' }, '/op unknown-name'],
    [{ fact: 'line.brand', op: 'constructor', value: 'red' }, '/op unknown-name'],
    [{ fact: 'line.brand', op: 'in', value: 'red' }, '/value not-a-list'],
    [{ fact: 'line.onSale', op: 'is', value: 'yes' }, '/value not-a-flag'],
    [{ fact: 'member.level', op: 'is', value: 'gould' }, '/value unknown-name'],
    [{ fact: 'time.date', op: 'from', value: '2026-02-30' }, '/value bad-format'],
    [
      { fact: 'time.date', op: 'between', value: { from: '2026-02-02', to: '2026-02-01' } },
      '/value ends-before-start',
    ],
    [{ fact: 'time.ofDay', op: 'between', value: { from: '24:00', to: '08:00' } }, '/value/from bad-format'],
    [{ fact: 'time.weekday', op: 'in', value: ['monday'] }, '/value/0 unknown-name'],
    [{ fact: 'line.brand', op: 'is' }, ' missing-field'],
    [{ all: [] }, '/all bad-count'],
    [{ all: [], any: [] }, '/any unknown-field'],
    [[], ' not-an-object'],
  ])('%j', (lines, problem) => {
    expect(where(lines)).toContain(`/promotions/0/lines${problem}`);
  });

  test('a condition on the receipt cannot ask about a line', () => {
    const when = { not: { fact: 'line.onSale', op: 'is', value: true } };
    expect(codes(withPromotion({ when }))).toEqual(['/promotions/0/when/not line-fact-without-line']);
  });

  test('nesting has an end', () => {
    let deep: unknown = { fact: 'line.onSale', op: 'is', value: true };
    for (let depth = 0; depth < 10_000; depth += 1) deep = { not: deep };
    expect(where(deep)).toEqual([expect.stringContaining('too-deep')]);
  });
});

describe('hostile documents', () => {
  test('a key called __proto__ is an unknown field like any other', () => {
    const text = JSON.stringify(document()).replace('{', '{"__proto__":{"format":"bonum/1"},');
    expect(codes(JSON.parse(text))).toEqual(['/__proto__ unknown-field']);
  });

  test('what an object inherits is not there', () => {
    expect(codes(Object.create(document()))).toContain(' missing-field');
  });

  test('the answer stays short however wrong the document is', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`field${index}`, 1]));
    expect(problems(many)).toHaveLength(101);
    expect(problems(many).at(-1)?.code).toBe('too-many-problems');
  });

  test('no JSON whatever makes it throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (anything) => {
        expect(validateProgramme(anything).ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test('nor does a right programme with anything put in anywhere', () => {
    const places = pathsOf(hypermarket);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (path, anything) => {
        const copy: unknown = structuredClone(hypermarket);
        put(copy, path, anything);
        const checked = validateProgramme(copy);
        expect(checked.ok || checked.problems.length > 0).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

type Path = readonly string[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

function put(target: unknown, path: Path, value: unknown): void {
  const [key = '', ...rest] = path;
  if (typeof target !== 'object' || target === null) return;
  if (rest.length === 0) Object.assign(target, { [key]: value });
  else put(Object.entries(target).find(([name]) => name === key)?.[1], rest, value);
}
