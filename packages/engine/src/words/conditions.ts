import type { ChangeableLeaf, Weekday } from '../condition.ts';
import type { Unmet } from '../missed.ts';
import { nameIn, type ProgrammeNames } from '../names.ts';
import type { Language } from '../programme.ts';
import { count, money, quantity, russianForm } from './figures.ts';

interface Telling {
  readonly names: ProgrammeNames;
  readonly language: Language;
}

type Asked = ChangeableLeaf['fact'];
type LeafOf = { readonly [F in Asked]: Extract<ChangeableLeaf, { readonly fact: F }> };
type NumberLeaf = LeafOf['basket.amount' | 'basket.units' | 'member.spend' | 'member.receipts'];

/** What a promotion asks for that is not so: "a receipt of ₽3,000 or more (₽500 to go)". */
export function unmetText({ condition, missing }: Unmet, telling: Telling): string {
  return told(condition, missing, telling);
}

function told<F extends Asked>(
  leaf: LeafOf[F] & { readonly fact: F },
  missing: number | null,
  telling: Telling,
): string {
  const tell: (leaf: LeafOf[F], missing: number | null, telling: Telling) => string = texts[leaf.fact];
  return tell(leaf, missing, telling);
}

const texts: {
  readonly [F in Asked]: (leaf: LeafOf[F], missing: number | null, telling: Telling) => string;
} = {
  'basket.amount': numbers({ ru: 'сумма чека', en: 'a receipt of' }, (value, { names, language }) =>
    money(value, names.currency, language),
  ),
  'basket.units': numbers({ ru: 'товаров в чеке', en: 'goods in the receipt:' }, (value, { language }) =>
    quantity(value, language),
  ),
  'member.spend': numbers(
    { ru: 'сумма прежних покупок', en: 'purchases so far of' },
    (value, { names, language }) => money(value, names.currency, language),
  ),
  'member.receipts': numbers({ ru: 'прежних чеков', en: 'receipts so far:' }, (value, { language }) =>
    count(value, language),
  ),
  'member.known': ({ value }, _, { language }) =>
    ({
      ru: value ? 'карта участника' : 'покупка без карты участника',
      en: value ? 'a member’s card' : 'a purchase without a member’s card',
    })[language],
  'member.level': (leaf, _, { names, language }) => {
    const levels = leaf.op === 'is' ? [leaf.value] : leaf.value;
    const quoted = levels.map((id) => nameIn(names.levels, id, language));
    return language === 'ru'
      ? `уровень ${quoted.map((name) => `«${name}»`).join(' или ')}`
      : `the level ${quoted.map((name) => `“${name}”`).join(' or ')}`;
  },
  'member.birthday': ({ value: { before, after } }, _, { language }) =>
    language === 'ru'
      ? `день рождения: за ${daysInRussian(before)} до него и ${daysInRussian(after)} после`
      : `a birthday: from ${daysInEnglish(before)} before to ${daysInEnglish(after)} after it`,
  'time.ofDay': ({ value: { from, to } }, _, { language }) =>
    language === 'ru' ? `время с ${from} до ${to}` : `the time from ${from} to ${to}`,
  'time.weekday': ({ value }, _, { language }) =>
    language === 'ru'
      ? `день недели: ${value.map((day) => daysRu[day]).join(', ')}`
      : `the day of the week: ${value.map((day) => daysEn[day]).join(', ')}`,
};

const daysInRussian = (days: number): string =>
  `${count(days, 'ru')} ${russianForm(days, ['день', 'дня', 'дней'])}`;
const daysInEnglish = (days: number): string => `${count(days, 'en')} ${days === 1 ? 'day' : 'days'}`;

const daysRu: Readonly<Record<Weekday, string>> = {
  mon: 'понедельник',
  tue: 'вторник',
  wed: 'среда',
  thu: 'четверг',
  fri: 'пятница',
  sat: 'суббота',
  sun: 'воскресенье',
};
const daysEn: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

const bounds: Readonly<Record<Language, Readonly<Record<NumberLeaf['op'], (value: string) => string>>>> = {
  ru: {
    is: (value) => `ровно ${value}`,
    'at-least': (value) => `от ${value}`,
    'at-most': (value) => `не больше ${value}`,
    'more-than': (value) => `больше ${value}`,
    'less-than': (value) => `меньше ${value}`,
  },
  en: {
    is: (value) => `exactly ${value}`,
    'at-least': (value) => `${value} or more`,
    'at-most': (value) => `${value} at most`,
    'more-than': (value) => `more than ${value}`,
    'less-than': (value) => `less than ${value}`,
  },
};

function numbers(
  label: Readonly<Record<Language, string>>,
  figure: (value: number, telling: Telling) => string,
) {
  return ({ op, value }: NumberLeaf, missing: number | null, telling: Telling): string => {
    const { language } = telling;
    const asked = `${label[language]} ${bounds[language][op](figure(value, telling))}`;
    if (missing === null) return asked;
    const more = figure(missing, telling);
    return language === 'ru' ? `${asked} (не хватает ${more})` : `${asked} (${more} to go)`;
  };
}
