import type { Language } from '../programme.ts';

/** What a movement of points is to the people who ask about it. */
export type Move =
  | 'earned'
  | 'granted'
  | 'questionnaire'
  | 'migrated'
  | 'advanced'
  | 'activated'
  | 'expired'
  | 'held'
  | 'hold-used'
  | 'hold-cancelled'
  | 'hold-expired'
  | 'spent'
  | 'given-back'
  | 'taken-back'
  | 'owed'
  | 'debt-paid'
  | 'owed-expired'
  | 'owed-paid-in-money'
  | 'withdrawn'
  | 'recorded-more'
  | 'recorded-less'
  | 'written-off'
  | 'debt-forgiven'
  | 'merged-in'
  | 'merged-out'
  | 'debt-merged-in'
  | 'debt-merged-out'
  | 'merge-undone'
  | 'reversed'
  | 'moved';

/** Everything said of a movement besides why its points were earned. */
export interface MoveWords {
  readonly moves: { readonly [M in Move]: (points: string) => string };
  /** From when the points count, and when they expire; null: never. */
  readonly terms: (from: string, until: string | null) => string;
  readonly receipt: (facts: ReceiptWords) => string;
  readonly reverses: (number: string) => string;
  readonly reversedBy: (number: string) => string;
  readonly note: (text: string) => string;
  readonly origin: (told: string) => string;
  readonly accounts: (facts: {
    readonly debit: string;
    readonly credit: string;
    readonly reason: string;
  }) => string;
}

export interface ReceiptWords {
  readonly type: 'sale' | 'return' | 'void';
  readonly number: string;
  readonly day: string;
  readonly storeId: string;
  readonly tillId: string;
}

const ru: MoveWords = {
  moves: {
    earned: (points) => `Начислено за покупку: ${points}`,
    granted: (points) => `Начислено вручную: ${points}`,
    questionnaire: (points) => `Начислено за анкету: ${points}`,
    migrated: (points) => `Перенесено из прежней программы: ${points}`,
    advanced: (points) => `В долг: ${points}. Касса работала без связи и списала больше, чем было на счёте`,
    activated: (points) => `Стали доступны: ${points}`,
    expired: (points) => `Сгорело: ${points}, срок действия закончился`,
    held: (points) => `Отложено для оплаты чека: ${points}`,
    'hold-used': (points) => `Возвращён остаток отложенного для оплаты: ${points}`,
    'hold-cancelled': (points) => `Отложенное для оплаты возвращено: ${points}, оплату отменили`,
    'hold-expired': (points) => `Отложенное для оплаты возвращено: ${points}, чек не закрыли вовремя`,
    spent: (points) => `Списано на покупку: ${points}`,
    'given-back': (points) => `Возвращено на счёт: ${points}, товар вернули`,
    'taken-back': (points) => `Отменено начисление: ${points}, товар вернули`,
    owed: (points) => `Долг: ${points}. Начисленное за возвращённый товар уже потрачено`,
    'debt-paid': (points) => `Погашен долг: ${points}`,
    'owed-expired': (points) => `Засчитано в возврат: ${points}, они сгорели неиспользованными`,
    'owed-paid-in-money': (points) => `Удержано деньгами из возврата: ${points}`,
    withdrawn: (points) => `Списано вручную: ${points}`,
    'recorded-more': (points) => `Добавлено по данным учётной системы магазина: ${points}`,
    'recorded-less': (points) => `Списано по данным учётной системы магазина: ${points}`,
    'written-off': (points) => `Списано: ${points}, участник удалил свои данные`,
    'debt-forgiven': (points) => `Списан долг: ${points}, участник удалил свои данные`,
    'merged-in': (points) => `Пришло от объединённого участника: ${points}`,
    'merged-out': (points) => `Перешло к участнику, с которым объединили: ${points}`,
    'debt-merged-in': (points) => `Пришёл долг объединённого участника: ${points}`,
    'debt-merged-out': (points) => `Долг перешёл к участнику, с которым объединили: ${points}`,
    'merge-undone': (points) => `Объединение отменено: ${points}`,
    reversed: (points) => `Отменена прежняя запись: ${points}`,
    moved: (points) => `Перенос между счетами: ${points}`,
  },
  terms: (from, until) =>
    until === null ? `Действуют с ${from}, не сгорают` : `Действуют с ${from}, сгорают ${until}`,
  receipt: ({ type, number, day, storeId, tillId }) =>
    `${{ sale: 'Чек', return: 'Чек возврата', void: 'Отменённый чек' }[type]} № ${number} от ${day}, магазин ${storeId}, касса ${tillId}`,
  reverses: (number) => `Отменяет запись № ${number}`,
  reversedBy: (number) => `Отменено записью № ${number}`,
  note: (text) => `Причина: ${text}`,
  origin: (told) => `Откуда эти баллы: ${told}`,
  accounts: ({ debit, credit, reason }) => `Счета: ${debit} → ${credit} [${reason}]`,
};

const en: MoveWords = {
  moves: {
    earned: (points) => `Earned by a purchase: ${points}`,
    granted: (points) => `Granted by hand: ${points}`,
    questionnaire: (points) => `For the completed questionnaire: ${points}`,
    migrated: (points) => `Brought from the former programme: ${points}`,
    advanced: (points) => `Lent: ${points}. The till had no connection and took more than the balance`,
    activated: (points) => `Can be spent from now on: ${points}`,
    expired: (points) => `Expired: ${points}, their time was over`,
    held: (points) => `Set aside to pay a receipt: ${points}`,
    'hold-used': (points) => `Given back, the rest of what was set aside: ${points}`,
    'hold-cancelled': (points) => `Given back of what was set aside: ${points}, the payment was cancelled`,
    'hold-expired': (points) =>
      `Given back of what was set aside: ${points}, the receipt was not closed in time`,
    spent: (points) => `Spent on a purchase: ${points}`,
    'given-back': (points) => `Given back: ${points}, goods were returned`,
    'taken-back': (points) => `Taken back: ${points}, goods were returned`,
    owed: (points) => `Owed: ${points}. What the returned goods had earned is already spent`,
    'debt-paid': (points) => `Debt paid: ${points}`,
    'owed-expired': (points) => `Counted as given back: ${points}, they had expired unused`,
    'owed-paid-in-money': (points) => `Taken off the refund in money: ${points}`,
    withdrawn: (points) => `Taken off by hand: ${points}`,
    'recorded-more': (points) => `Added, as the shop’s own books have it: ${points}`,
    'recorded-less': (points) => `Taken off, as the shop’s own books have it: ${points}`,
    'written-off': (points) => `Written off: ${points}, the member erased their data`,
    'debt-forgiven': (points) => `Debt written off: ${points}, the member erased their data`,
    'merged-in': (points) => `Came from a merged member: ${points}`,
    'merged-out': (points) => `Went to the member this one was merged into: ${points}`,
    'debt-merged-in': (points) => `The debt of a merged member came: ${points}`,
    'debt-merged-out': (points) => `The debt went to the member this one was merged into: ${points}`,
    'merge-undone': (points) => `The merge was undone: ${points}`,
    reversed: (points) => `An earlier entry was reversed: ${points}`,
    moved: (points) => `Moved between accounts: ${points}`,
  },
  terms: (from, until) =>
    until === null
      ? `They count from ${from} and do not expire`
      : `They count from ${from} and expire on ${until}`,
  receipt: ({ type, number, day, storeId, tillId }) =>
    `${{ sale: 'Receipt', return: 'Return receipt', void: 'Cancelled receipt' }[type]} no. ${number} of ${day}, store ${storeId}, till ${tillId}`,
  reverses: (number) => `It reverses entry no. ${number}`,
  reversedBy: (number) => `Reversed by entry no. ${number}`,
  note: (text) => `Reason: ${text}`,
  origin: (told) => `Where these points are from: ${told}`,
  accounts: ({ debit, credit, reason }) => `Accounts: ${debit} → ${credit} [${reason}]`,
};

export const moveWords: { readonly [L in Language]: MoveWords } = { ru, en };
