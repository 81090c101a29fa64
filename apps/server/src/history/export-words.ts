/** What the columns of an export are called. */
export const columns = {
  ru: [
    'Время',
    'Операция',
    'Магазин',
    'Касса',
    'Смена',
    'Номер чека',
    'Участник',
    'Скидка',
    'Оплачено деньгами',
    'Баллы начислены',
    'Баллы списаны',
    'Код участника',
    'Код чека',
  ],
  en: [
    'Time',
    'Operation',
    'Store',
    'Till',
    'Shift',
    'Receipt number',
    'Member',
    'Discount',
    'Paid in money',
    'Points added',
    'Points taken',
    'Member id',
    'Receipt id',
  ],
} as const;

export const types = {
  ru: { sale: 'Покупка', return: 'Возврат' },
  en: { sale: 'Purchase', return: 'Return' },
} as const;

/** What stands on printed receipts. */
export const printWords = {
  ru: {
    title: 'Покупки и баллы',
    made: (at: string) => `составлено ${at} UTC`,
    none: 'За это время покупок не было.',
    types: types.ru,
    till: (id: string) => `касса ${id}`,
    number: (number: string) => `чек ${number}`,
    goods: 'Товар',
    quantity: 'Кол-во',
    discount: 'Скидка',
    sum: 'Сумма',
    total: 'Итого',
  },
  en: {
    title: 'Purchases and points',
    made: (at: string) => `made ${at} UTC`,
    none: 'There were no purchases in this time.',
    types: types.en,
    till: (id: string) => `till ${id}`,
    number: (number: string) => `receipt ${number}`,
    goods: 'Goods',
    quantity: 'Quantity',
    discount: 'Discount',
    sum: 'Sum',
    total: 'Total',
  },
};
