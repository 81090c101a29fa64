import type { Rule, Subject, Suspicion } from './suspicion.ts';

export type Language = 'ru' | 'en';
export type Told = Pick<Suspicion, 'rule' | 'figures'> & { readonly subject: Subject };

type Sentence = (figure: (name: string, digits?: number) => string, seat: string) => string;
interface Words {
  /** The suspicion in one sentence. */
  readonly headline: Sentence;
  /** What it rests on. */
  readonly sentences: readonly Sentence[];
}

const ru: Record<Rule, Words> = {
  'one-till': {
    headline: (n, seat) => `Одна карта — чеков: ${n('receipts')}, все у одного места: ${seat}`,
    sentences: [
      (n, seat) =>
        `Чеков с этой картой: ${n('receipts')}, дней: ${n('days')}; место: ${seat}. Больше всего за день: ${n('mostInADay')}.`,
      (n) =>
        `Дней, когда карта была в этом магазине: ${n('daysInStore')}. По тому, кто сидел на кассах в те же часы, на это место пришлось бы дней: ${n('usualDays', 1)}; пришлось: ${n('days')}.`,
      (n) => `Повторных чеков в тот же день у других за столько же дней: ${n('usualRepeats', 1)}.`,
      (n) => `Начислено баллов: ${n('points')}.`,
    ],
  },
  'few-cards': {
    headline: (_, seat) => `Баллы многих чеков уходят на немногие карты: ${seat}`,
    sentences: [
      (n, seat) => `Чеков: ${n('receipts')}, дней: ${n('days')}; место: ${seat}.`,
      (n) =>
        `Чеков с картой, которая здесь уже была: ${n('again')}; по соседним кассам в те же часы ожидалось: ${n('usualAgain', 1)}.`,
      (n) =>
        `Чеков с картой: ${n('withCard')}; по соседним кассам в те же часы ожидалось: ${n('usualWithCard', 1)}.`,
      (n) => `Самая частая карта — чеков: ${n('mostOfOneCard')}. Баллов на названных картах: ${n('points')}.`,
    ],
  },
  'returns-after-spending': {
    headline: (n) => `Возвраты после траты баллов: ${n('owingReturns')}`,
    sentences: [
      (n) => `Покупок: ${n('sales')}, возвратов: ${n('returns')}.`,
      (n) =>
        `Возвратов, когда начисленные баллы были уже потрачены: ${n('owingReturns')}, дней: ${n('days')}; обычно у таких покупателей: ${n('usualOwingReturns', 2)}.`,
      (n) => `Не удалось забрать баллов: ${n('points')}.`,
    ],
  },
  'distant-stores': {
    headline: (n) => `Одна карта в далёких магазинах быстрее, чем можно доехать; раз: ${n('journeys')}`,
    sentences: [
      (n) =>
        `Переездов, которые невозможны: ${n('journeys')}; обычно при стольких покупках: ${n('usualJourneys', 2)}.`,
      (n) => `Самый дальний — километров: ${n('farthest')}; самый быстрый — минут: ${n('quickestMinutes')}.`,
      (n) => `Начислено за эти покупки баллов: ${n('points')}.`,
    ],
  },
  grants: {
    headline: (n) =>
      `Начисления вручную одного сотрудника: ${n('grants')}, участников: ${n('distinctMembers')}`,
    sentences: [
      (n) =>
        `Начислений: ${n('grants')}, участников: ${n('distinctMembers')}, больше всего одному: ${n('mostToOne')}; повторных начислений: ${n('again')}, обычно: ${n('usualAgain', 1)}.`,
      (n) => `У самого предела: ${n('nearLimit')}; у других было бы: ${n('usualNearLimit', 1)}.`,
      (n) =>
        `В часы, когда другие не начисляют: ${n('outsideHours')}; у других было бы: ${n('usualOutsideHours', 1)}.`,
      (n) => `Всего баллов: ${n('points')}.`,
    ],
  },
  'sign-ups': {
    headline: (n) => `Регистрации из одного места: ${n('signUps')}`,
    sentences: [
      (n) => `Регистраций: ${n('signUps')}, дней: ${n('days')}; обычно: ${n('usualSignUps', 1)}.`,
      () => 'Устройство и сеть хранятся как хеш с ключом: видно, что они те же, и больше ничего.',
    ],
  },
  merges: {
    headline: (n) => `Объединено профилей в один: ${n('merges')}`,
    sentences: [
      (n) =>
        `Объединений: ${n('merges')}; обычно: ${n('usualMerges', 1)}. Сотрудников, которые их сделали: ${n('operators')}.`,
      (n) => `Перешло баллов: ${n('points')}.`,
    ],
  },
};

const en: Record<Rule, Words> = {
  'one-till': {
    headline: (n, seat) => `One card on ${n('receipts')} receipts, all at ${seat}`,
    sentences: [
      (n, seat) =>
        `Receipts with this card: ${n('receipts')} on ${n('days')} days, at ${seat}. Most in a day: ${n('mostInADay')}.`,
      (n) =>
        `The card was in this store on ${n('daysInStore')} days. Going by who sat at the tills at those hours, ${n('usualDays', 1)} of them would have been here; ${n('days')} were.`,
      (n) => `Receipts again on the same day, as others have them on as many days: ${n('usualRepeats', 1)}.`,
      (n) => `Points earned: ${n('points')}.`,
    ],
  },
  'few-cards': {
    headline: (_, seat) => `Points of many receipts flow to few cards at ${seat}`,
    sentences: [
      (n, seat) => `Receipts: ${n('receipts')} on ${n('days')} days, at ${seat}.`,
      (n) =>
        `Receipts with a card that had been here before: ${n('again')}; by the neighbouring tills at the same hours: ${n('usualAgain', 1)}.`,
      (n) =>
        `Receipts with a card: ${n('withCard')}; by the neighbouring tills at the same hours: ${n('usualWithCard', 1)}.`,
      (n) =>
        `The most frequent card is on ${n('mostOfOneCard')} receipts. Points on the cards named: ${n('points')}.`,
    ],
  },
  'returns-after-spending': {
    headline: (n) => `Returns after the points were spent: ${n('owingReturns')}`,
    sentences: [
      (n) => `Purchases: ${n('sales')}, returns: ${n('returns')}.`,
      (n) =>
        `Returns that found the points spent: ${n('owingReturns')} on ${n('days')} days; usual for as many purchases: ${n('usualOwingReturns', 2)}.`,
      (n) => `Points that could not be taken back: ${n('points')}.`,
    ],
  },
  'distant-stores': {
    headline: (n) => `One card in distant stores, faster than one can travel: ${n('journeys')} times`,
    sentences: [
      (n) =>
        `Journeys that nobody could make: ${n('journeys')}; usual with as many purchases: ${n('usualJourneys', 2)}.`,
      (n) => `The farthest: ${n('farthest')} km; the quickest: ${n('quickestMinutes')} min.`,
      (n) => `Points earned by these purchases: ${n('points')}.`,
    ],
  },
  grants: {
    headline: (n) => `One operator’s grants by hand: ${n('grants')} to ${n('distinctMembers')} members`,
    sentences: [
      (n) =>
        `Grants: ${n('grants')} to ${n('distinctMembers')} members, most to one: ${n('mostToOne')}; again to the same: ${n('again')}, usual: ${n('usualAgain', 1)}.`,
      (n) => `Just below the limit: ${n('nearLimit')}; others would have ${n('usualNearLimit', 1)}.`,
      (n) =>
        `At hours at which others grant nothing: ${n('outsideHours')}; others would have ${n('usualOutsideHours', 1)}.`,
      (n) => `Points in all: ${n('points')}.`,
    ],
  },
  'sign-ups': {
    headline: (n) => `Sign-ups from one place: ${n('signUps')}`,
    sentences: [
      (n) => `Sign-ups: ${n('signUps')} on ${n('days')} days; usual: ${n('usualSignUps', 1)}.`,
      () =>
        'Device and network are kept as a keyed hash: that they are the same can be seen, and nothing else.',
    ],
  },
  merges: {
    headline: (n) => `Profiles merged into one: ${n('merges')}`,
    sentences: [
      (n) =>
        `Merges: ${n('merges')}; usual: ${n('usualMerges', 1)}. Operators who made them: ${n('operators')}.`,
      (n) => `Points that came along: ${n('points')}.`,
    ],
  },
};

const words = { ru, en } satisfies Record<Language, Record<Rule, Words>>;

/** A seat in words: the store by its name. */
const seatIn = (language: Language, { subject }: Told, storeName: (storeId: string) => string): string => {
  const seat = 'seat' in subject ? subject.seat : undefined;
  if (seat === undefined) return '';
  const { cashier, tillId } = seat;
  const who =
    cashier === null
      ? { ru: `касса ${tillId}`, en: `till ${tillId}` }
      : { ru: `кассир ${cashier}`, en: `cashier ${cashier}` };
  return `${storeName(seat.storeId)}, ${who[language]}`;
};

/** What a case says, in the reader's language. */
export function tell(
  told: Told,
  { language, storeName }: { readonly language: Language; readonly storeName: (storeId: string) => string },
): { readonly headline: string; readonly sentences: readonly string[] } {
  const { headline, sentences } = words[language][told.rule];
  const figure = (name: string, digits = 0): string =>
    new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(told.figures[name] ?? 0);
  const seat = seatIn(language, told, storeName);
  return {
    headline: headline(figure, seat),
    sentences: sentences.map((sentence) => sentence(figure, seat)),
  };
}
