import type { NothingEarned } from '../calculation.ts';
import type { Miss } from '../missed.ts';
import type { Language, Period } from '../programme.ts';
import { count, russianForm } from './figures.ts';

/** Who is told: a cashier what to say now, an operator everything with its ids, a member what concerns them. */
export type Audience = 'cashier' | 'operator' | 'member';

/** A sentence to each audience; all three are written down, so that none is forgotten. */
type Told<Facts> = { readonly [A in Audience]: (facts: Facts) => string };

export interface DiscountFacts {
  readonly name: string;
  readonly id: string;
  readonly amount: string;
  readonly times: number;
  readonly code: string | null;
  readonly offer: boolean;
  readonly lines: readonly string[];
}
export interface EarnedFacts {
  readonly reckoning: string;
  /** A share of money, or so many for a purchase or for so much of it. */
  readonly isShare: boolean;
  readonly isFixed: boolean;
  readonly name: string;
  readonly id: string;
  /** Name and id; null: nobody's level had a part in it. */
  readonly level: { readonly name: string; readonly id: string } | null;
  /** The days when the points begin and cease to count; null: at once, and never. */
  readonly from: string | null;
  readonly until: string | null;
}
export interface MissedFacts {
  readonly name: string;
  readonly id: string;
  readonly code: string | null;
  /** It has fired, and could have once more. */
  readonly again: boolean;
  readonly why: string;
  readonly because: Miss['type'];
}

export interface NothingEarnedFacts {
  readonly because: NothingEarned;
  /** The member's; null: it is not known any more. */
  readonly level: string | null;
}

/** What the words of a miss are made from, with everything formatted. */
interface MissWords {
  readonly condition: Told<{ readonly anyOf: string }>;
  readonly 'add-units': Told<{ readonly units: number }>;
  readonly 'spend-more': Told<{ readonly missing: string }>;
  readonly 'gift-not-in-basket': Told<unknown>;
  readonly 'limit-reached': Told<{ readonly times: number; readonly per: Period }>;
  readonly 'budget-used-up': Told<unknown>;
  readonly beaten: Told<{ readonly by: string }>;
  readonly taken: Told<{ readonly by: string }>;
  readonly 'at-floor': Told<unknown>;
  readonly offline: Told<unknown>;
}

/** The whys of one language. */
export interface WhyPhrases {
  readonly discount: Told<DiscountFacts>;
  readonly lineDiscount: Told<Pick<DiscountFacts, 'name' | 'id' | 'amount'>>;
  readonly lineEarned: Told<{ readonly points: string; readonly name: string; readonly id: string }>;
  readonly earned: { readonly [A in Audience]: (points: string, facts: EarnedFacts) => string };
  /** To stand beneath the rule's name, with the points beside it: whoever reads it is a member. */
  readonly earnedNote: (facts: EarnedFacts) => string;
  readonly level: Told<{ readonly name: string; readonly id: string; readonly up: boolean }>;
  readonly nothingEarned: Told<NothingEarnedFacts>;
  /** To stand beneath a title that says so already. */
  readonly nothingEarnedNote: (facts: NothingEarnedFacts) => string;
  readonly missed: Told<MissedFacts>;
  /** Of one line, which others of its goods may have had. */
  readonly lineMissed: Told<Pick<MissedFacts, 'name' | 'id' | 'why' | 'because'>>;
  readonly misses: { readonly [Type in Miss['type']]: MissWords[Type] };
  readonly or: string;
  readonly quoted: (name: string) => string;
  readonly forOperator: (sentence: string, id: string) => string;
  readonly voided: string;
  readonly returnedLine: (facts: ReturnedFacts) => string;
  readonly reducedBy: (amount: string) => string;
  readonly debt: (points: string) => string;
}

export interface ReturnedFacts {
  readonly quantity: string;
  readonly refund: string;
  /** Empty where there is none. */
  readonly discount: string | null;
  readonly givenBack: readonly string[];
  readonly takenBack: readonly string[];
}

const everybody = <Facts>(text: (facts: Facts) => string): Told<Facts> => ({
  cashier: text,
  operator: text,
  member: text,
});

const timesRu = (times: number): string => (times > 1 ? ` × ${count(times, 'ru')}` : '');
const timesEn = (times: number): string => (times > 1 ? ` × ${count(times, 'en')}` : '');
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

const levelRu = ({ level }: EarnedFacts): string => (level === null ? '' : `, уровень «${level.name}»`);
const levelEn = ({ level }: EarnedFacts): string => (level === null ? '' : `, level “${level.name}”`);
const earnedRu = (points: string, facts: EarnedFacts): string =>
  `${points}${facts.isFixed ? '' : ':'} ${facts.reckoning}, «${facts.name}»${levelRu(facts)}`;
const earnedEn = (points: string, facts: EarnedFacts): string =>
  `${points}${facts.isShare ? ':' : ''} ${facts.reckoning}, “${facts.name}”${levelEn(facts)}`;
/** Fits one point as it fits many, and points that count but do not pay. */
const lifeRu = ({ from, until }: EarnedFacts): string => {
  const parts = [...(from === null ? [] : [`с ${from}`]), ...(until === null ? [] : [`до ${until}`])];
  return parts.length === 0 ? '' : `; срок действия ${parts.join(' ')}`;
};
const lifeEn = ({ from, until }: EarnedFacts): string => {
  const parts = [...(from === null ? [] : [`from ${from}`]), ...(until === null ? [] : [`until ${until}`])];
  return parts.length === 0 ? '' : `; valid ${parts.join(' ')}`;
};
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const nothingRu = ({ because, level }: NothingEarnedFacts): string =>
  ({
    'paid-with-points': 'за то, что оплачено баллами, баллы не начисляются',
    'nothing-paid': 'деньгами ничего не оплачено',
    level: `на уровне${level === null ? '' : ` «${level}»`} за такие покупки баллы не начисляются`,
    goods: 'за эти товары баллы не начисляются',
    conditions: 'правил начисления для такой покупки нет',
    'too-little': 'сумма слишком мала',
  })[because];
const nothingEn = ({ because, level }: NothingEarnedFacts): string =>
  ({
    'paid-with-points': 'what is paid with points earns no points',
    'nothing-paid': 'nothing was paid in money',
    level: `the level${level === null ? '' : ` “${level}”`} earns no points for such purchases`,
    goods: 'these goods earn no points',
    conditions: 'no earning rule is for such a purchase',
    'too-little': 'the sum is too small',
  })[because];
const againRu = (again: boolean): string => (again ? ' ещё раз' : '');
const againEn = (again: boolean): string => (again ? ' once more' : '');

const ru: WhyPhrases = {
  discount: {
    cashier: ({ name, amount, times }) => `Скидка ${amount}: «${name}»${timesRu(times)}`,
    operator: ({ name, id, amount, times, code, offer, lines }) =>
      `Скидка ${amount}: «${name}»${timesRu(times)} [${id}]${code === null ? '' : `, промокод ${code}`}${offer ? ', личное предложение' : ''}; строки: ${lines.join(', ')}`,
    member: ({ name, amount, times }) => `Вы сэкономили ${amount}: «${name}»${timesRu(times)}`,
  },
  lineDiscount: {
    cashier: ({ name, amount }) => `Скидка ${amount}: «${name}»`,
    operator: ({ name, id, amount }) => `Скидка ${amount}: «${name}» [${id}]`,
    member: ({ name, amount }) => `Скидка ${amount}: «${name}»`,
  },
  lineEarned: {
    cashier: ({ points, name }) => `Начислено: ${points}, «${name}»`,
    operator: ({ points, name, id }) => `Начислено: ${points}, «${name}» [${id}]`,
    member: ({ points, name }) => `Начислено: ${points}, «${name}»`,
  },
  earned: {
    cashier: earnedRu,
    operator: (points, facts) =>
      `${earnedRu(points, facts)} [${facts.id}${facts.level === null ? '' : `, ${facts.level.id}`}]${lifeRu(facts)}`,
    member: (points, facts) => `${earnedRu(points, facts)}${lifeRu(facts)}`,
  },
  earnedNote: (facts) => `${facts.reckoning}${levelRu(facts)}${lifeRu(facts)}`,
  level: {
    cashier: ({ name }) => `Новый уровень: «${name}»`,
    operator: ({ name, id }) => `Новый уровень: «${name}» [${id}]`,
    member: ({ name, up }) => `${up ? 'Поздравляем! ' : ''}Ваш новый уровень: «${name}»`,
  },
  nothingEarned: {
    cashier: (facts) => `Баллов за этот чек нет: ${nothingRu(facts)}`,
    operator: (facts) => `Баллы не начислены: ${nothingRu(facts)} [${facts.because}]`,
    member: (facts) => `За эту покупку баллы не начислены: ${nothingRu(facts)}`,
  },
  nothingEarnedNote: (facts) => capitalised(nothingRu(facts)),
  lineMissed: {
    cashier: ({ name, why }) => `«${name}» на этот товар не действует: ${why}`,
    operator: ({ name, id, why, because }) =>
      `«${name}» [${id}] не сработала на этой строке: ${why} [${because}]`,
    member: ({ name, why }) => `«${name}» на этот товар не действует: ${why}`,
  },
  missed: {
    cashier: ({ name, again, why }) => `«${name}»${againRu(again)}: ${why}`,
    operator: ({ name, id, code, again, why, because }) =>
      `«${name}» [${id}] не сработала${againRu(again)}${code === null ? '' : ` по промокоду ${code}`}: ${why} [${because}]`,
    member: ({ name, again, why }) => `«${name}» не сработала${againRu(again)}: ${why}`,
  },
  misses: {
    condition: everybody(({ anyOf }) => `условие — ${anyOf}`),
    'add-units': everybody(
      ({ units }) =>
        `${russianForm(units, ['нужен', 'нужны', 'нужно'])} ещё ${count(units, 'ru')} ${russianForm(units, ['товар', 'товара', 'товаров'])} из акции`,
    ),
    'spend-more': everybody(({ missing }) => `не хватает товаров из акции на ${missing}`),
    'gift-not-in-basket': {
      cashier: () => 'подарок не пробит, предложите его взять',
      operator: () => 'условия выполнены, но подарка в чеке нет',
      member: () => 'подарка не было в корзине',
    },
    'limit-reached': {
      cashier: () => 'покупатель уже воспользовался ею столько раз, сколько можно',
      operator: ({ times, per }) =>
        `лимит участника исчерпан: ${count(times, 'ru')} ${russianForm(times, ['раз', 'раза', 'раз'])} ${perRu[per]}`,
      member: () => 'вы уже воспользовались ею столько раз, сколько можно',
    },
    'budget-used-up': {
      cashier: () => 'акция закончилась',
      operator: () => 'общий лимит акции исчерпан',
      member: () => 'акция закончилась',
    },
    beaten: {
      cashier: ({ by }) => `выгоднее ${by}, она и сработала`,
      operator: ({ by }) => `в группе выгоднее оказалась ${by}`,
      member: ({ by }) => `для вас выгоднее ${by}, сработала она`,
    },
    taken: everybody(({ by }) => `не складывается с ${by}`),
    'at-floor': everybody(() => 'цена уже самая низкая'),
    offline: everybody(() => 'для неё нужна связь, а чек пробит без неё'),
  },
  or: ' или ',
  quoted: (name) => `«${name}»`,
  forOperator: (sentence, id) => `${sentence} [${id}]`,
  voided: 'Чек отменён прежде, чем пришёл: он ничего не изменил, и принять его уже нельзя',
  returnedLine: ({ quantity, refund, discount, givenBack, takenBack }) =>
    [
      `Возврат ${refund} (количество ${quantity})`,
      ...(discount === null ? [] : [`скидка ${discount} больше не даётся`]),
      ...givenBack.map((points) => `возвращено на счёт: ${points}`),
      ...takenBack.map((points) => `отменено начисление: ${points}`),
    ].join('; '),
  reducedBy: (amount) => `Из денег удержано ${amount}: баллы, начисленные за покупку, уже потрачены`,
  debt: (points) => `Остался долг: ${points}. Эти баллы были начислены за покупку и уже потрачены`,
};

const en: WhyPhrases = {
  discount: {
    cashier: ({ name, amount, times }) => `${amount} off: “${name}”${timesEn(times)}`,
    operator: ({ name, id, amount, times, code, offer, lines }) =>
      `${amount} off: “${name}”${timesEn(times)} [${id}]${code === null ? '' : `, code ${code}`}${offer ? ', personal offer' : ''}; lines: ${lines.join(', ')}`,
    member: ({ name, amount, times }) => `You saved ${amount}: “${name}”${timesEn(times)}`,
  },
  lineDiscount: {
    cashier: ({ name, amount }) => `${amount} off: “${name}”`,
    operator: ({ name, id, amount }) => `${amount} off: “${name}” [${id}]`,
    member: ({ name, amount }) => `${amount} off: “${name}”`,
  },
  lineEarned: {
    cashier: ({ points, name }) => `Earned: ${points}, “${name}”`,
    operator: ({ points, name, id }) => `Earned: ${points}, “${name}” [${id}]`,
    member: ({ points, name }) => `Earned: ${points}, “${name}”`,
  },
  earned: {
    cashier: earnedEn,
    operator: (points, facts) =>
      `${earnedEn(points, facts)} [${facts.id}${facts.level === null ? '' : `, ${facts.level.id}`}]${lifeEn(facts)}`,
    member: (points, facts) => `${earnedEn(points, facts)}${lifeEn(facts)}`,
  },
  earnedNote: (facts) => `${facts.reckoning}${levelEn(facts)}${lifeEn(facts)}`,
  level: {
    cashier: ({ name }) => `New level: “${name}”`,
    operator: ({ name, id }) => `New level: “${name}” [${id}]`,
    member: ({ name, up }) => `${up ? 'Congratulations! ' : ''}Your new level: “${name}”`,
  },
  nothingEarned: {
    cashier: (facts) => `No points for this receipt: ${nothingEn(facts)}`,
    operator: (facts) => `No points were earned: ${nothingEn(facts)} [${facts.because}]`,
    member: (facts) => `You earned no points for this purchase: ${nothingEn(facts)}`,
  },
  nothingEarnedNote: (facts) => capitalised(nothingEn(facts)),
  lineMissed: {
    cashier: ({ name, why }) => `“${name}” does not apply to this item: ${why}`,
    operator: ({ name, id, why, because }) =>
      `“${name}” [${id}] did not apply to this line: ${why} [${because}]`,
    member: ({ name, why }) => `“${name}” does not apply to this item: ${why}`,
  },
  missed: {
    cashier: ({ name, again, why }) => `“${name}”${againEn(again)}: ${why}`,
    operator: ({ name, id, code, again, why, because }) =>
      `“${name}” [${id}] did not apply${againEn(again)}${code === null ? '' : ` with the code ${code}`}: ${why} [${because}]`,
    member: ({ name, again, why }) => `“${name}” did not apply${againEn(again)}: ${why}`,
  },
  misses: {
    condition: everybody(({ anyOf }) => `it needs ${anyOf}`),
    'add-units': everybody(
      ({ units }) => `it needs ${count(units, 'en')} more ${units === 1 ? 'item' : 'items'} of its goods`,
    ),
    'spend-more': everybody(({ missing }) => `it needs goods of it for ${missing} more`),
    'gift-not-in-basket': {
      cashier: () => 'the gift is not scanned, offer it',
      operator: () => 'the conditions hold, but the gift is not in the receipt',
      member: () => 'the gift was not in the basket',
    },
    'limit-reached': {
      cashier: () => 'the customer has had it as often as is allowed',
      operator: ({ times, per }) =>
        `the member’s limit is used up: ${count(times, 'en')} ${times === 1 ? 'time' : 'times'} ${perEn[per]}`,
      member: () => 'you have had it as often as is allowed',
    },
    'budget-used-up': {
      cashier: () => 'the promotion is over',
      operator: () => 'the promotion’s limit over everybody is used up',
      member: () => 'the promotion is over',
    },
    beaten: {
      cashier: ({ by }) => `${by} is worth more and applies`,
      operator: ({ by }) => `${by} of the same group is worth more`,
      member: ({ by }) => `${by} is worth more to you and applies`,
    },
    taken: everybody(({ by }) => `it does not combine with ${by}`),
    'at-floor': everybody(() => 'the price is as low as it goes'),
    offline: everybody(() => 'it needs a connection, and the receipt was made without'),
  },
  or: ' or ',
  quoted: (name) => `“${name}”`,
  forOperator: (sentence, id) => `${sentence} [${id}]`,
  voided: 'The receipt was cancelled before it came: it changed nothing, and can no longer be accepted',
  returnedLine: ({ quantity, refund, discount, givenBack, takenBack }) =>
    [
      `${quantity} returned for ${refund}`,
      ...(discount === null ? [] : [`${discount} off is no longer given`]),
      ...givenBack.map((points) => `${points} given back`),
      ...takenBack.map((points) => `${points} taken back`),
    ].join('; '),
  reducedBy: (amount) => `${amount} less was refunded: points earned by the purchase are already spent`,
  debt: (points) => `Owed: ${points}. They were earned by the purchase and are already spent`,
};

export const whys: { readonly [L in Language]: WhyPhrases } = { ru, en };
