import type { Text } from '../programme.ts';

/** What can be wrong with a programme, and what its message is made from. */
export interface ProblemFacts {
  readonly 'not-an-object': Nothing;
  readonly 'not-a-list': Nothing;
  readonly 'not-a-text': Nothing;
  readonly 'not-a-flag': Nothing;
  readonly 'not-an-integer': { readonly unit: Unit };
  readonly 'out-of-range': { readonly min: number; readonly max: number; readonly unit: Unit };
  readonly 'missing-field': { readonly name: string };
  readonly 'unknown-field': Unknown;
  readonly 'unknown-name': Unknown & { readonly what: Named };
  readonly 'bad-length': { readonly min: number; readonly max: number };
  readonly 'bad-count': { readonly min: number; readonly max: number };
  readonly 'unclean-text': Nothing;
  readonly 'bad-format': { readonly example: string };
  readonly duplicate: { readonly value: string };
  readonly 'not-in-hundredths': { readonly currency: string };
  readonly 'too-deep': { readonly max: number };
  readonly 'no-duration': Nothing;
  readonly 'ends-before-start': Nothing;
  readonly 'first-level-not-zero': Nothing;
  readonly 'levels-not-ascending': { readonly previous: string };
  readonly 'line-fact-without-line': { readonly fact: string };
  readonly 'prints-without-codes': Nothing;
  readonly 'no-limit': Nothing;
  readonly 'nothing-required': Nothing;
  readonly 'limit-of-nothing': { readonly limit: 'discount' | 'points' };
  readonly 'too-many-problems': { readonly max: number };
}

export type ProblemCode = keyof ProblemFacts;

type Nothing = Readonly<Record<string, never>>;

interface Unknown {
  readonly name: string;
  readonly suggestion: string | null;
  readonly known: readonly string[];
}

/** How a number is meant, so that the advice fits. */
export type Unit = 'rate' | 'multiplier' | 'money' | 'points' | 'count' | 'time' | 'thousandths';

export type Named =
  | 'kind'
  | 'stamps'
  | 'level'
  | 'group'
  | 'fact'
  | 'operator'
  | 'effect'
  | 'weekday'
  | 'field'
  | 'question'
  | 'format'
  | 'period'
  | 'choice';

/** One message for each problem: what is wrong and what to do about it. */
export const problemTexts: {
  readonly [Code in ProblemCode]: (facts: ProblemFacts[Code]) => Text;
} = {
  'not-an-object': () => ({
    ru: 'здесь должна быть группа полей в фигурных скобках',
    en: 'a group of fields in braces belongs here',
  }),
  'not-a-list': () => ({
    ru: 'здесь должен быть список в квадратных скобках',
    en: 'a list in square brackets belongs here',
  }),
  'not-a-text': () => ({ ru: 'здесь должен быть текст в кавычках', en: 'a text in quotes belongs here' }),
  'not-a-flag': () => ({
    ru: 'здесь должно быть true (да) или false (нет)',
    en: 'true or false belongs here',
  }),
  'not-an-integer': ({ unit }) => ({
    ru: `нужно целое число. ${unitAdvice[unit].ru}`,
    en: `a whole number is needed. ${unitAdvice[unit].en}`,
  }),
  'out-of-range': ({ min, max, unit }) => ({
    ru: `число должно быть от ${min} до ${max}${scaled.has(unit) ? `. ${unitAdvice[unit].ru}` : ''}`,
    en: `the number must be from ${min} to ${max}${scaled.has(unit) ? `. ${unitAdvice[unit].en}` : ''}`,
  }),
  'missing-field': ({ name }) => ({
    ru: `не хватает поля «${name}». Добавьте его`,
    en: `the field “${name}” is missing. Add it`,
  }),
  'unknown-field': (facts) => ({
    ru: `поля «${facts.name}» не существует. ${adviceRu(facts)}`,
    en: `there is no field “${facts.name}”. ${adviceEn(facts)}`,
  }),
  'unknown-name': ({ what, ...facts }) => ({
    ru: `${namedTexts[what].ru} «${facts.name}» не существует. ${adviceRu(facts)}`,
    en: `there is no ${namedTexts[what].en} “${facts.name}”. ${adviceEn(facts)}`,
  }),
  'bad-length': ({ min, max }) => ({
    ru: `длина текста должна быть от ${min} до ${max} знаков`,
    en: `the text must be ${min} to ${max} characters long`,
  }),
  'unclean-text': () => ({
    ru: 'в тексте есть пробел с краю, перенос строки или другой невидимый знак. Сотрите его',
    en: 'the text has a blank at an end, a line break or another character that cannot be seen. Remove it',
  }),
  'bad-count': ({ min, max }) => ({
    ru: `в списке должно быть от ${min} до ${max} элементов`,
    en: `the list must have ${min} to ${max} entries`,
  }),
  'bad-format': ({ example }) => ({
    ru: `запись не такая, как нужно. Пример правильной: ${example}`,
    en: `this is not written as it should be. A right one: ${example}`,
  }),
  duplicate: ({ value }) => ({
    ru: `«${value}» уже есть в другом месте. Дайте другое имя или уберите повтор`,
    en: `“${value}” is already used elsewhere. Give another name or remove the repetition`,
  }),
  'not-in-hundredths': ({ currency }) => ({
    ru: `суммы ведутся в сотых долях, а в ${currency} их нет или их не сто. Такая валюта пока не поддерживается`,
    en: `amounts are kept in hundredths, and ${currency} has none or not a hundred. Such a currency is not supported yet`,
  }),
  'too-deep': ({ max }) => ({
    ru: `условие вложено глубже ${max} уровней. Упростите его`,
    en: `the condition is nested more than ${max} levels deep. Simplify it`,
  }),
  'no-duration': () => ({
    ru: 'срок не указан. Задайте месяцы, дни или секунды, а для бессрочных баллов — "never": true',
    en: 'no length of time is given. Set months, days or seconds, or "never": true for points that do not expire',
  }),
  'ends-before-start': () => ({
    ru: 'конец раньше начала. Поменяйте их местами',
    en: 'the end is before the start. Swap them',
  }),
  'first-level-not-zero': () => ({
    ru: 'первый уровень должен начинаться с 0, иначе новичкам не на чем стоять',
    en: 'the first level must begin at 0, or new members have no level',
  }),
  'levels-not-ascending': ({ previous }) => ({
    ru: `порог должен быть выше, чем у уровня «${previous}» перед ним. Расставьте уровни по возрастанию`,
    en: `the threshold must be above that of the level “${previous}” before it. Put the levels in ascending order`,
  }),
  'line-fact-without-line': ({ fact }) => ({
    ru: `«${fact}» спрашивает о товаре, а это условие — обо всём чеке. Перенесите его в «lines»`,
    en: `“${fact}” asks about goods, but this condition is about the whole receipt. Move it to “lines”`,
  }),
  'prints-without-codes': () => ({
    ru: 'печатать на чеке можно только одноразовые промокоды. Добавьте акции "singleUseCodes": true',
    en: 'only single-use codes can be printed on a receipt. Add "singleUseCodes": true to the promotion',
  }),
  'no-limit': () => ({
    ru: 'ни одного ограничения не задано. Напишите, например, "member": { "times": 1, "per": "day" }, или уберите поле',
    en: 'no limit is given. Write, for example, "member": { "times": 1, "per": "day" }, or remove the field',
  }),
  'nothing-required': () => ({
    ru: 'в анкете нет ничего обязательного, и заполнить её нельзя. Назовите поле здесь или напишите вопросу "required": true',
    en: 'nothing in the questionnaire is required, so nobody could complete it. Name a field here, or give a question "required": true',
  }),
  'limit-of-nothing': ({ limit }) =>
    limit === 'points'
      ? {
          ru: 'акция не начисляет баллов, и такое ограничение ничего не ограничит. Ограничьте скидку: «discount»',
          en: 'the promotion gives no points, so this would limit nothing. Limit what it takes off: “discount”',
        }
      : {
          ru: 'акция не даёт скидки, и такое ограничение ничего не ограничит. Ограничьте баллы: «points»',
          en: 'the promotion takes nothing off, so this would limit nothing. Limit its points: “points”',
        },
  'too-many-problems': ({ max }) => ({
    ru: `ошибок больше ${max}, остальные не показаны. Исправьте эти и проверьте снова`,
    en: `there are more than ${max} problems, the rest are not shown. Put these right and check again`,
  }),
};

/** Whoever writes these in their everyday measure misses the range by it. */
const scaled: ReadonlySet<Unit> = new Set(['rate', 'money', 'multiplier', 'thousandths']);

const unitAdvice: { readonly [U in Unit]: Text } = {
  rate: {
    ru: 'Проценты пишутся в сотых долях: 5 % — это 500, 100 % — 10000',
    en: 'Percents are written in hundredths: 5% is 500, 100% is 10000',
  },
  money: {
    ru: 'Суммы пишутся в копейках: 100 ₽ — это 10000',
    en: 'Amounts are written in cents: 100.00 is 10000',
  },
  multiplier: {
    ru: 'Множитель пишется в сотых долях процента: вдвое — это 20000, в полтора раза — 15000',
    en: 'A multiplier is written in hundredths of a percent: twice is 20000, one and a half times 15000',
  },
  points: { ru: 'Баллы бывают только целыми', en: 'Points are whole' },
  count: { ru: 'Напишите число без дробной части', en: 'Write a number without a fraction' },
  time: {
    ru: 'Срок пишется числом без дробной части',
    en: 'A length of time is a number without a fraction',
  },
  thousandths: {
    ru: 'Количество пишется в тысячных: 1 штука — это 1000',
    en: 'Quantities are written in thousandths: 1 piece is 1000',
  },
};

const namedTexts: { readonly [N in Named]: Text } = {
  kind: { ru: 'вида баллов', en: 'kind of points' },
  stamps: { ru: 'вида баллов без оплаты ими («spending»)', en: 'kind of points without “spending”' },
  level: { ru: 'уровня', en: 'level' },
  group: { ru: 'группы акций', en: 'group of promotions' },
  fact: { ru: 'признака', en: 'fact' },
  operator: { ru: 'сравнения', en: 'operator' },
  effect: { ru: 'действия акции', en: 'effect' },
  weekday: { ru: 'дня недели', en: 'day of the week' },
  field: { ru: 'поля анкеты', en: 'field of the questionnaire' },
  question: { ru: 'вида вопроса', en: 'type of question' },
  format: { ru: 'формата', en: 'format' },
  period: { ru: 'периода', en: 'period' },
  choice: { ru: 'варианта', en: 'choice' },
};

const adviceRu = ({ suggestion, known }: Unknown): string => {
  if (known.length === 0) return 'Сначала добавьте описание';
  return suggestion === null ? `Возможные: ${listed(known)}` : `Может быть, «${suggestion}»?`;
};

const adviceEn = ({ suggestion, known }: Unknown): string => {
  if (known.length === 0) return 'Describe it first';
  return suggestion === null ? `Possible: ${listed(known)}` : `Did you mean “${suggestion}”?`;
};

const listed = (known: readonly string[]): string =>
  known.length > 12 ? `${known.slice(0, 12).join(', ')}, …` : known.join(', ');
