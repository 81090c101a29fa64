import type { Condition, Leaf } from '../condition.ts';
import { isChangeable } from '../near.ts';
import { nameIn, type ProgrammeNames } from '../names.ts';
import type { Effect, Language, Period, Promotion, Text } from '../programme.ts';
import { unmetText } from './conditions.ts';
import { count, money, multiple, percent, quantity, russianForm } from './figures.ts';
import { phrases } from './phrases.ts';

/** What an offer's sentences are made from: names of goods too, where conditions speak of single ones. */
export interface OfferNames extends ProgrammeNames {
  readonly goods: { readonly [productId: string]: Text };
}

/** An offer as a member reads it before buying anything. */
export interface OfferWords {
  /** The big figure: `−20 %`, `×3`, `+200`; `points` stands on the marker. */
  readonly figure: string;
  readonly of: 'price' | 'points';
  /** What it does, in a sentence. */
  readonly does: string;
  /** What it asks for, a sentence each. Days and stores are told elsewhere. */
  readonly terms: readonly string[];
}

interface Telling {
  readonly names: OfferNames;
  readonly language: Language;
}

export function offerWords(promotion: Promotion, names: OfferNames, language: Language): OfferWords {
  const telling = { names, language };
  return {
    ...effectWords(promotion.effect, telling),
    terms: [
      ...goodsTerms(promotion, telling),
      ...asked(promotion.when).flatMap((part) => sentence(conditionText(part, telling))),
      ...codeTerms(promotion, language),
      ...limitTerms(promotion, language),
      ...stackingTerms(promotion, language),
    ],
  };
}

const sentence = (text: string | null): string[] =>
  text === null ? [] : [text.charAt(0).toUpperCase() + text.slice(1)];

type Does = Omit<OfferWords, 'terms'>;
type EffectOf<T extends Effect['type']> = Extract<Effect, { readonly type: T }>;
type EffectTexts = { readonly [T in Effect['type']]: (effect: EffectOf<T>, telling: Telling) => Does };

function effectWords<T extends Effect['type']>(
  effect: EffectOf<T> & { readonly type: T },
  telling: Telling,
): Does {
  const tell: (effect: EffectOf<T>, telling: Telling) => Does = effectTexts[effect.type];
  return tell(effect, telling);
}

const off = (amount: string): string => `−${amount}`;
const price = (figure: string, { language }: Telling, does: Text): Does => ({
  figure,
  of: 'price',
  does: does[language],
});
const points = (figure: string, { language }: Telling, does: Text): Does => ({
  figure,
  of: 'points',
  does: does[language],
});
const rub = (minor: number, { names, language }: Telling): string => money(minor, names.currency, language);
const pts = (many: number, { language }: Telling): string => phrases[language].points(many);
const unitsRu = (units: number): string =>
  `${count(units, 'ru')} ${russianForm(units, ['товар', 'товара', 'товаров'])}`;
const unitsEn = (units: number): string => `${count(units, 'en')} ${units === 1 ? 'item' : 'items'}`;

const effectTexts: EffectTexts = {
  'line-percent': ({ rate }, telling) =>
    percentOff(rate, telling, { ru: 'на каждый товар', en: 'each item' }),
  'basket-percent': ({ rate }, telling) =>
    percentOff(rate, telling, { ru: 'на покупку', en: 'the purchase' }),
  'line-amount': ({ amount }, telling) =>
    amountOff(amount, telling, { ru: 'на каждый товар', en: 'each item' }),
  'basket-amount': ({ amount }, telling) =>
    amountOff(amount, telling, { ru: 'на покупку', en: 'the purchase' }),
  'line-price': ({ price: each }, telling) =>
    price(rub(each, telling), telling, {
      ru: `По ${rub(each, telling)} за штуку`,
      en: `${rub(each, telling)} each`,
    }),
  'basket-price': ({ price: all }, telling) =>
    price(rub(all, telling), telling, {
      ru: `Всё вместе за ${rub(all, telling)}`,
      en: `All together for ${rub(all, telling)}`,
    }),
  'buy-get-free': ({ buy, free }, telling) =>
    price(`${buy} + ${free}`, telling, {
      ru: `Из каждых ${count(buy + free, 'ru')} товаров бесплатно ${unitsRu(free)}, самые недорогие`,
      en: `Of every ${unitsEn(buy + free)} the cheapest ${count(free, 'en')} ${free === 1 ? 'is' : 'are'} free`,
    }),
  'nth-item': nthItem,
  bundle: ({ price: set, parts }, telling) => {
    const units = parts.reduce((sum, part) => sum + part.units, 0);
    return price(rub(set, telling), telling, {
      ru: `Набор, ${unitsRu(units)}, за ${rub(set, telling)}`,
      en: `A set of ${unitsEn(units)} for ${rub(set, telling)}`,
    });
  },
  gift: giftWords,
  'spend-and-get': spendAndGet,
  points: ({ points: many }, telling) =>
    points(`+${count(many, telling.language)}`, telling, {
      ru: `${pts(many, telling)} за покупку`,
      en: `${pts(many, telling)} for the purchase`,
    }),
  'points-rate': ({ rate }, telling) =>
    points(`+${percent(rate, telling.language)}`, telling, {
      ru: `Ещё ${percent(rate, 'ru')} от оплаченного вернётся баллами`,
      en: `${percent(rate, 'en')} more of what you pay comes back in points`,
    }),
  'points-multiplier': ({ times }, telling) =>
    points(multiple(times, telling.language), telling, {
      ru: `Баллы за покупку умножаются: ${multiple(times, 'ru')}`,
      en: `Points for the purchase are multiplied: ${multiple(times, 'en')}`,
    }),
};

function percentOff(rate: number, telling: Telling, what: Text): Does {
  return price(off(percent(rate, telling.language)), telling, {
    ru: `Скидка ${percent(rate, 'ru')} ${what.ru}`,
    en: `${percent(rate, 'en')} off ${what.en}`,
  });
}

function amountOff(amount: number, telling: Telling, what: Text): Does {
  return price(off(rub(amount, telling)), telling, {
    ru: `Скидка ${rub(amount, telling)} ${what.ru}`,
    en: `${rub(amount, telling)} off ${what.en}`,
  });
}

function nthItem({ every, rate, stamps }: EffectOf<'nth-item'>, telling: Telling): Does {
  const free = rate === 10_000;
  const across = stamps !== undefined;
  return price(free ? `${every - 1} + 1` : off(percent(rate, telling.language)), telling, {
    ru: `Каждый ${every}-й товар ${free ? 'бесплатно' : `со скидкой ${percent(rate, 'ru')}`}${across ? '; покупки складываются' : ''}`,
    en: `Every ${ordinal(every)} item ${free ? 'is free' : `${percent(rate, 'en')} off`}${across ? '; purchases add up' : ''}`,
  });
}

function ordinal(value: number): string {
  const lastTwo = value % 100;
  if (lastTwo >= 11 && lastTwo <= 13) return `${value}th`;
  return `${value}${['th', 'st', 'nd', 'rd'][value % 10] ?? 'th'}`;
}

function giftWords(effect: EffectOf<'gift'>, telling: Telling): Does {
  const { names, language } = telling;
  const cost = effect.price ?? 0;
  const what = conditionText(effect.gift, telling);
  const qualifies =
    'units' in effect.for
      ? { ru: `за ${unitsRu(effect.for.units)}`, en: `for ${unitsEn(effect.for.units)}` }
      : {
          ru: `за покупку от ${rub(effect.for.from, telling)}`,
          en: `for ${rub(effect.for.from, telling)} or more`,
        };
  const gift = what === null ? '' : ` (${what})`;
  if (cost > 0)
    return price(money(cost, names.currency, language), telling, {
      ru: `${unitsRu(effect.units)}${gift} за ${rub(cost, telling)} ${qualifies.ru}`,
      en: `${unitsEn(effect.units)}${gift} for ${rub(cost, telling)} ${qualifies.en}`,
    });
  return price({ ru: 'Подарок', en: 'Gift' }[language], telling, {
    ru: `В подарок ${unitsRu(effect.units)}${gift} ${qualifies.ru}`,
    en: `${unitsEn(effect.units)}${gift} free ${qualifies.en}`,
  });
}

function spendAndGet({ from, get }: EffectOf<'spend-and-get'>, telling: Telling): Does {
  const each = { ru: `за каждые ${rub(from, telling)}`, en: `for every ${rub(from, telling)}` };
  if ('discount' in get)
    return price(off(rub(get.discount, telling)), telling, {
      ru: `Скидка ${rub(get.discount, telling)} ${each.ru}`,
      en: `${rub(get.discount, telling)} off ${each.en}`,
    });
  return points(`+${count(get.points, telling.language)}`, telling, {
    ru: `${pts(get.points, telling)} ${each.ru}`,
    en: `${pts(get.points, telling)} ${each.en}`,
  });
}

/** What must hold, one by one. */
function asked(condition: Condition | undefined): readonly Condition[] {
  if (condition === undefined) return [];
  return 'all' in condition ? condition.all.flatMap(asked) : [condition];
}

function goodsTerms({ lines, effect }: Promotion, telling: Telling): string[] {
  const label = { ru: 'Товары', en: 'Goods' }[telling.language];
  const parts = effect.type === 'bundle' ? effect.parts.map((part) => part.lines) : [];
  const whole = asked(lines).flatMap((part) => conditionText(part, telling) ?? []);
  const sets = parts.flatMap((part) => conditionText(part, telling) ?? []);
  const said = [...whole, ...new Set(sets)];
  return said.length === 0 ? [] : [`${label}: ${said.join('; ')}`];
}

/** null: it says nothing that a member should read here, since it is about them, or told as days and stores. */
function conditionText(condition: Condition, telling: Telling): string | null {
  const { language } = telling;
  if ('all' in condition) return joined(condition.all, { ru: ' и ', en: ' and ' }[language], telling);
  if ('any' in condition) {
    // A choice of which one part cannot be told is no choice that can be told.
    if (condition.any.some((part) => conditionText(part, telling) === null)) return null;
    return joined(condition.any, { ru: ' или ', en: ' or ' }[language], telling);
  }
  if ('not' in condition) {
    const denied = conditionText(condition.not, telling);
    return denied === null ? null : `${{ ru: 'кроме', en: 'except' }[language]}: ${denied}`;
  }
  return leafText(condition, telling);
}

function joined(parts: readonly Condition[], by: string, telling: Telling): string | null {
  const texts = parts.flatMap((part) => conditionText(part, telling) ?? []);
  return texts.length === 0 ? null : texts.join(by);
}

function leafText(leaf: Leaf, telling: Telling): string | null {
  if (isChangeable(leaf))
    return aboutThemselves.has(leaf.fact) ? null : unmetText({ condition: leaf, missing: null }, telling);
  return lineText(leaf, telling);
}

/** Whoever is shown an offer meets them already. */
const aboutThemselves: ReadonlySet<Leaf['fact']> = new Set([
  'member.known',
  'member.level',
  'member.spend',
  'member.receipts',
]);

function lineText(leaf: Leaf, telling: Telling): string | null {
  const { names, language } = telling;
  switch (leaf.fact) {
    case 'line.product': {
      const ids = leaf.op === 'is' ? [leaf.value] : leaf.value;
      return listed(
        ids.map((id) => quoted(nameIn(names.goods, id, language), language)),
        language,
      );
    }
    case 'line.category':
      return leaf.value.join(' › ');
    case 'line.brand': {
      const brands = leaf.op === 'is' ? [leaf.value] : leaf.value;
      return `${{ ru: 'бренд', en: 'brand' }[language]} ${brands.join(', ')}`;
    }
    case 'line.onSale':
      return leaf.value
        ? { ru: 'товары по сниженной цене', en: 'goods at a reduced price' }[language]
        : { ru: 'товары без другой скидки', en: 'goods at full price' }[language];
    case 'line.price':
    case 'line.amount':
      return `${{ ru: 'цена', en: 'price' }[language]} ${bound(leaf.op, money(leaf.value, names.currency, language), language)}`;
    case 'line.quantity':
      return `${{ ru: 'количество', en: 'quantity' }[language]} ${bound(leaf.op, quantity(leaf.value, language), language)}`;
    default:
      return null;
  }
}

const quoted = (name: string, language: Language): string => (language === 'ru' ? `«${name}»` : `“${name}”`);

/** A long list of goods is told by its beginning; the goods themselves are shown beside it. */
function listed(names: readonly string[], language: Language): string {
  const first = names.slice(0, 3).join(', ');
  const more = names.length - 3;
  if (more <= 0) return first;
  return `${first} ${{ ru: `и ещё ${count(more, 'ru')}`, en: `and ${count(more, 'en')} more` }[language]}`;
}

const bounds: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  ru: { is: 'ровно', 'at-least': 'от', 'at-most': 'до', 'more-than': 'больше', 'less-than': 'меньше' },
  en: { is: 'exactly', 'at-least': 'from', 'at-most': 'up to', 'more-than': 'above', 'less-than': 'below' },
};
const bound = (op: string, figure: string, language: Language): string =>
  `${bounds[language][op] ?? op} ${figure}`;

function codeTerms({ codes, singleUseCodes }: Promotion, language: Language): string[] {
  const [code] = codes ?? [];
  if (code !== undefined)
    return [{ ru: `Назовите на кассе промокод ${code}`, en: `Say the code ${code} at the till` }[language]];
  if (singleUseCodes !== true) return [];
  return [{ ru: 'По промокоду, который вы получили', en: 'With the code you were given' }[language]];
}

const perRu: Readonly<Record<Period, string>> = {
  day: 'в день',
  week: 'в неделю',
  month: 'в месяц',
  year: 'в год',
  ever: 'за всё время',
};
const perEn: Readonly<Record<Period, string>> = {
  day: 'a day',
  week: 'a week',
  month: 'a month',
  year: 'a year',
  ever: 'in all',
};

function limitTerms({ limits, effect, personal }: Promotion, language: Language): string[] {
  const terms: string[] = [];
  if (personal === true) terms.push({ ru: 'На одну покупку', en: 'For one purchase' }[language]);
  if ('times' in effect && effect.type !== 'points-multiplier' && effect.times !== undefined)
    terms.push(
      {
        ru: `В одном чеке не больше ${count(effect.times, 'ru')} ${russianForm(effect.times, ['раза', 'раз', 'раз'])}`,
        en: `At most ${timesEn(effect.times)} in a receipt`,
      }[language],
    );
  if (limits?.member) {
    const { times, per } = limits.member;
    terms.push(
      {
        ru: `Вам — ${count(times, 'ru')} ${russianForm(times, ['раз', 'раза', 'раз'])} ${perRu[per]}`,
        en: `For you ${timesEn(times)} ${perEn[per]}`,
      }[language],
    );
  }
  if (limits?.total ?? limits?.discount ?? limits?.points)
    terms.push({ ru: 'Пока не разобрали', en: 'While it lasts' }[language]);
  return terms;
}

const timesEn = (times: number): string =>
  times === 1 ? 'once' : times === 2 ? 'twice' : `${count(times, 'en')} times`;

function stackingTerms({ stacking }: Promotion, language: Language): string[] {
  if (stacking === 'exclusive')
    return [
      {
        ru: 'Не складывается с другими акциями на те же товары',
        en: 'Not with other offers on the same goods',
      }[language],
    ];
  if (stacking === 'alone')
    return [{ ru: 'Не складывается с другими акциями', en: 'Not together with other offers' }[language]];
  return [];
}
