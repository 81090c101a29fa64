import { answered } from './card-answers.ts';
import { NO_REF } from './objects.ts';

/** What the real server answers to who asks for what it has none of: gift cards, stock, prices, staff are kept in 1C itself. */
export const noneOfThese = {
  getcontrolleddiscountslist: [],
  getlistonpaydiscounts: [],
  listofemployees: [],
  getlistbatches: [],
  salesrestrictionsinfo: { ...answered, AllowControl: false, RestrictionsList: [] },
  getleftovers: { ...answered, LeftoversList: [] },
  getseriesdata: { ...answered, NameBatch: '', BatchUsed: false },
  getprice: { ...answered, TypePriceUID: NO_REF, Characteristic: NO_REF, Product: NO_REF, BatchUID: NO_REF },
  checkgiftcard: { ...answered, GiftCardUsed: false },
  getgiftcardinfo: {
    ...answered,
    Error: true,
    ErrorMessage: 'Подарочный сертификат не найден: Bonum не ведёт подарочные сертификаты',
    GiftCard: { GiftCardName: '', GiftCardRef: '' },
    GiftCardNumber: '',
    GiftCardValue: 0,
    GiftCardBalance: 0,
    Blocked: false,
  },
} as const;
