import type { CodeRefusal, SpendingLimit } from '../calculation.ts';
import type { Language } from '../programme.ts';
import { count, russianForm } from './figures.ts';

/** Every sentence that the engine can say; a language is one more of these. */
export interface Phrases {
  readonly points: (points: number) => string;
  readonly thanks: (name: string | null) => string;
  readonly earned: (points: string) => string;
  readonly spent: (points: string, amount: string) => string;
  readonly stampsTaken: (points: string) => string;
  readonly refund: (amount: string) => string;
  readonly givenBack: (points: string) => string;
  readonly takenBack: (points: string) => string;
  readonly balance: (points: string) => string;
  readonly owed: (points: string) => string;
  readonly level: (level: string) => string;
  readonly newLevel: (level: string) => string;
  readonly lostLevel: (level: string) => string;
  readonly nextLevel: (level: string, missing: string) => string;
  readonly birthdayWish: (name: string | null) => string;
  readonly questionnaire: () => string;
  readonly nextCode: (code: string, text: string | null) => string;
  readonly nextCodeDays: (from: string, until: string) => string;
  readonly invitation: (days: number | null) => string;
  readonly invitationCode: (code: string) => string;
  readonly hintUnits: (units: number, promotion: string) => string;
  readonly hintGift: (units: number, promotion: string) => string;
  readonly hintSpend: (missing: string, promotion: string) => string;
  readonly hintHours: (from: string, to: string, promotion: string) => string;
  readonly hintMaySpend: (points: string, amount: string) => string;
  readonly hintQuestionnaire: () => string;
  readonly hintBirthday: () => string;
  readonly hintInvite: () => string;
  readonly refusedCode: (code: string, because: CodeRefusal) => string;
  /** What points were reckoned on, to stand after them. */
  readonly reckoned: {
    readonly rate: (rate: string, base: string) => string;
    readonly fixed: () => string;
    readonly every: (base: string) => string;
    readonly multiplied: (times: string, base: string) => string;
  };
  readonly whyStamps: (points: string, kind: string, promotion: string) => string;
  readonly whyMost: (points: string, because: SpendingLimit) => string;
}

const refusalsRu = {
  unknown: 'сейчас такого нет, или он уже использован',
  'conditions-not-met': 'условия акции не выполнены',
  'limit-reached': 'вы уже воспользовались этой акцией столько раз, сколько можно',
  'budget-used-up': 'акция закончилась: всё, что на неё выделено, уже разобрали',
  offline: 'для него нужна связь, а чек пробит без неё',
  'not-combined': 'не складывается с другой акцией, которая уже сработала',
  'no-effect': 'на эти товары он ничего не даёт',
} satisfies Record<CodeRefusal, string>;

const refusalsEn = {
  unknown: 'there is no such code now, or it has been used',
  'conditions-not-met': 'the conditions of the promotion are not met',
  'limit-reached': 'you have used this promotion as often as is allowed',
  'budget-used-up': 'the promotion is over: all that was set aside for it is gone',
  offline: 'it needs a connection, and the receipt was made without',
  'not-combined': 'it does not combine with another promotion that applies',
  'no-effect': 'it gives nothing on these goods',
} satisfies Record<CodeRefusal, string>;

const limitsRu = {
  balance: 'столько на счёте',
  'share-of-receipt': 'больше этой доли чека баллами не оплатить',
  'lines-that-may-be-paid': 'остальные товары баллами не оплачиваются',
  'level-does-not-spend': 'на этом уровне баллы пока не тратятся',
  'questionnaire-incomplete': 'сначала нужно заполнить анкету',
  'conditions-not-met': 'сейчас условия оплаты баллами не выполнены',
  'no-member': 'покупатель не назвал карту',
} satisfies Record<SpendingLimit, string>;

const limitsEn = {
  balance: 'that is the balance',
  'share-of-receipt': 'points pay no more than this share of a receipt',
  'lines-that-may-be-paid': 'the other goods are not paid for with points',
  'level-does-not-spend': 'this level does not spend points yet',
  'questionnaire-incomplete': 'the questionnaire must be completed first',
  'conditions-not-met': 'the conditions for paying with points are not met now',
  'no-member': 'no card was shown',
} satisfies Record<SpendingLimit, string>;

const ru: Phrases = {
  points: (points) => `${count(points, 'ru')} ${russianForm(points, ['балл', 'балла', 'баллов'])}`,
  thanks: (name) => (name === null ? 'Спасибо за покупку!' : `${name}, спасибо за покупку!`),
  earned: (points) => `Начислено: ${points}`,
  spent: (points, amount) => `Списано: ${points} = ${amount}`,
  stampsTaken: (points) => `Списано: ${points}`,
  refund: (amount) => `Возврат: ${amount}`,
  givenBack: (points) => `Возвращено на счёт: ${points}`,
  takenBack: (points) => `Отменено начисление: ${points}`,
  balance: (points) => `На счёте: ${points}`,
  owed: (points) => `Долг: ${points}, погасится следующими начислениями`,
  level: (level) => `Ваш уровень: ${level}`,
  newLevel: (level) => `Поздравляем! Ваш новый уровень: ${level}`,
  lostLevel: (level) => `После возврата ваш уровень: ${level}`,
  nextLevel: (level, missing) => `До уровня «${level}» осталось ${missing}`,
  birthdayWish: (name) => (name === null ? 'С днём рождения!' : `${name}, с днём рождения!`),
  questionnaire: () => 'Заполните анкету, чтобы тратить баллы',
  nextCode: (code, text) => `Промокод на следующую покупку: ${code}${text === null ? '' : ` (${text})`}`,
  nextCodeDays: (from, until) => `Действует с ${from} по ${until}`,
  invitation: (days) =>
    days === null
      ? 'Вступайте в нашу программу: баллы за каждую покупку'
      : `Вступите за ${count(days, 'ru')} ${russianForm(days, ['день', 'дня', 'дней'])} — и этот чек принесёт баллы`,
  invitationCode: (code) => `Код приглашения: ${code}`,
  hintUnits: (units, promotion) =>
    `Предложите ещё ${count(units, 'ru')} ${russianForm(units, ['товар', 'товара', 'товаров'])}: сработает «${promotion}»`,
  hintGift: (units, promotion) =>
    `Пробейте подарок: ещё ${count(units, 'ru')} ${russianForm(units, ['товар', 'товара', 'товаров'])} по акции «${promotion}»`,
  hintSpend: (missing, promotion) => `Предложите товаров ещё на ${missing}: сработает «${promotion}»`,
  hintHours: (from, to, promotion) => `С ${from} до ${to} действует «${promotion}»`,
  hintMaySpend: (points, amount) => `Можно списать: ${points} = ${amount}`,
  hintQuestionnaire: () => 'Попросите заполнить анкету: баллы копятся, но тратить их пока нельзя',
  hintBirthday: () => 'У покупателя день рождения: поздравьте',
  hintInvite: () => 'Предложите вступить в программу',
  refusedCode: (code, because) => `Промокод ${code}: ${refusalsRu[because]}`,
  reckoned: {
    rate: (rate, base) => `${rate} от ${base}, оплаченных деньгами`,
    fixed: () => 'за покупку',
    every: (base) => `за ${base}, оплаченные деньгами`,
    multiplied: (times, base) => `${times} к баллам за ${base}, оплаченные деньгами`,
  },
  whyStamps: (points, kind, promotion) => `Списано ${points} «${kind}»: «${promotion}»`,
  whyMost: (points, because) => `Можно было списать не больше: ${points} — ${limitsRu[because]}`,
};

const en: Phrases = {
  points: (points) => `${count(points, 'en')} ${Math.abs(points) === 1 ? 'point' : 'points'}`,
  thanks: (name) => (name === null ? 'Thank you for your purchase!' : `Thank you, ${name}!`),
  earned: (points) => `Earned: ${points}`,
  spent: (points, amount) => `Spent: ${points} = ${amount}`,
  stampsTaken: (points) => `Taken: ${points}`,
  refund: (amount) => `Refund: ${amount}`,
  givenBack: (points) => `Given back: ${points}`,
  takenBack: (points) => `Taken back: ${points}`,
  balance: (points) => `Balance: ${points}`,
  owed: (points) => `Owed: ${points}, paid by what you earn next`,
  level: (level) => `Your level: ${level}`,
  newLevel: (level) => `Congratulations! Your new level: ${level}`,
  lostLevel: (level) => `After the return your level is ${level}`,
  nextLevel: (level, missing) => `${missing} to go to the level “${level}”`,
  birthdayWish: (name) => (name === null ? 'Happy birthday!' : `Happy birthday, ${name}!`),
  questionnaire: () => 'Complete the questionnaire to spend your points',
  nextCode: (code, text) => `A code for your next purchase: ${code}${text === null ? '' : ` (${text})`}`,
  nextCodeDays: (from, until) => `Valid from ${from} to ${until}`,
  invitation: (days) =>
    days === null
      ? 'Join our programme: points for every purchase'
      : `Join within ${count(days, 'en')} ${days === 1 ? 'day' : 'days'} and this receipt earns points`,
  invitationCode: (code) => `Invitation code: ${code}`,
  hintUnits: (units, promotion) =>
    `Offer ${count(units, 'en')} more ${units === 1 ? 'item' : 'items'} for “${promotion}”`,
  hintGift: (units, promotion) =>
    `Scan the gift: ${count(units, 'en')} more ${units === 1 ? 'item' : 'items'} of “${promotion}”`,
  hintSpend: (missing, promotion) => `Offer goods for ${missing} more for “${promotion}”`,
  hintHours: (from, to, promotion) => `“${promotion}” applies from ${from} to ${to}`,
  hintMaySpend: (points, amount) => `May spend ${points} = ${amount}`,
  hintQuestionnaire: () => 'Ask to complete the questionnaire: points add up but cannot be spent yet',
  hintBirthday: () => 'It is the customer’s birthday: congratulate',
  hintInvite: () => 'Offer to join the programme',
  refusedCode: (code, because) => `Code ${code}: ${refusalsEn[because]}`,
  reckoned: {
    rate: (rate, base) => `${rate} of ${base} paid in money`,
    fixed: () => 'for the purchase',
    every: (base) => `for ${base} paid in money`,
    multiplied: (times, base) => `${times} on the points for ${base} paid in money`,
  },
  whyStamps: (points, kind, promotion) => `${points} of “${kind}” taken: “${promotion}”`,
  whyMost: (points, because) => `At most ${points} could be spent: ${limitsEn[because]}`,
};

export const phrases: { readonly [L in Language]: Phrases } = { ru, en };
