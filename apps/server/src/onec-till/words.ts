import { refusals, type RefusalCode } from '@bonum/contract';
import type { Refusal } from '../operation.ts';
import type { Reply } from './ask.ts';

type Said = Pick<Refusal, 'code' | 'extra'>;

export const words = {
  noSuchCard: 'Карта клиента не найдена',
  unlocked: 'Бонусы разблокированы',
  notLocked: 'Эта касса бонусы клиента не удерживает',
  writtenOff: 'Бонусы успешно списаны',
  noCount: 'Количество баллов не указано',
  readAgain: 'Бонусы не списаны: касса их не удерживает. Считайте карту ещё раз',
  wholePoints: 'Бонусы не списаны: количество должно быть целым числом',
  atMost: (most: number): string => `Бонусы не списаны: на этом чеке удерживается ${most}`,
  unknownGoods: (names: readonly string[]): string =>
    `Скидки и баллы не рассчитаны, товара нет в каталоге Bonum: ${names.join(', ')}`,
  noSuchCode: 'Промокод не найден',
  singleUse: 'Одноразовый промокод на этой кассе не принимается',
  codeTaken: 'Промокод не принят',
  codeFreed: 'Промокод разблокирован',
  codeRedeemed: 'Промокод будет погашен вместе с чеком',
  codesByReceipt: 'Промокоды для следующей покупки Bonum выдаёт сам, вместе с чеком',
  cardNeeded: 'Укажите номер карты или телефон клиента',
  numberNeeded: 'Укажите номер карты или включите его создание',
  notKept: 'Этого сервер лояльности Bonum не ведёт',
  noGiftCard: 'Подарочный сертификат не найден: Bonum не ведёт подарочные сертификаты',
} as const;

/** Refusals as a cashier reads them. What a cashier cannot bring about is told by its code, to whoever looks after the till. */
const sentences: Readonly<Partial<Record<RefusalCode, string>>> = {
  'unknown-card': words.noSuchCard,
  'unknown-member': 'Клиент не найден',
  'bad-card-number': 'Это не номер карты нашей сети. Считайте карту ещё раз',
  'card-blocked': 'Карта заблокирована. Попросите другую карту или номер телефона',
  'card-taken': 'Эта карта уже принадлежит другому клиенту',
  'bad-phone': 'Номер телефона записан неверно',
  'member-suspended': 'Участие клиента в программе приостановлено. Продолжайте без карты',
  'member-id-reused': 'Карта этому клиенту сегодня уже выдана',
  'unknown-product': 'Товара нет в каталоге Bonum',
  'unknown-store': 'Магазин этого ключа не заведён в Bonum',
  'unknown-till': 'Касса этого ключа не заведена в Bonum',
  'wrong-store': 'Ключ выдан для другой кассы',
  'bad-receipt': 'Чек противоречит сам себе',
  'bad-charge': 'Суммы чека не сходятся или баллы списаны без участника',
  'key-reused': 'Под этим документом уже учтён чек с другим содержанием',
  'receipt-cancelled': 'Чек был отменён',
  'unknown-receipt': 'Чека продажи ещё нет: возврат учтём, когда он придёт',
  'quantity-exceeded': 'Возвращается больше, чем было продано',
  'unknown-line': 'В чеке продажи нет такой строки',
  'not-a-sale': 'Вернуть можно только продажу',
  'too-old': 'Чек слишком старый',
  'confirmation-wrong': 'Штрихкод в телефоне уже сменился. Считайте его ещё раз',
  busy: 'Сервер лояльности занят. Повторите через несколько секунд',
  'database-away': 'Сервер лояльности временно недоступен. Повторите через несколько секунд',
  'too-many-requests': 'Слишком много запросов. Повторите через минуту',
  'quota-used': 'Ключ этой кассы исчерпал запросы на сегодня. Увеличьте его суточный предел',
  'no-sandbox': 'Песочницы на этом сервере нет',
  'not-in-sandbox': 'Ключом песочницы это сделать нельзя',
  'no-programme': 'Программа лояльности ещё не опубликована',
  'no-key': 'Укажите пользователя и пароль: пароль — ключ Bonum',
  'signed-out': 'Сначала checkauth: без его cookie обмен не начинается',
  'wrong-key': 'Ключ Bonum неверен или отозван',
  'scope-missing': 'Этому ключу Bonum это не разрешено',
  'bad-json': 'Тело запроса не разбирается как JSON в кодировке UTF-8',
  'bad-request': 'Запрос составлен неверно',
  'too-large': 'Запрос слишком большой',
  bug: 'Ошибка сервера лояльности',
};

export function sentenceOf({ code, extra }: Said): string {
  const sentence = sentences[code] ?? `${refusals[code].title} (${code})`;
  return typeof extra?.['scope'] === 'string' ? `${sentence}: нет права ${extra['scope']}` : sentence;
}

export const refused = (refusal: Said): Reply => ({
  status: refusals[refusal.code].status,
  text: sentenceOf(refusal),
});
