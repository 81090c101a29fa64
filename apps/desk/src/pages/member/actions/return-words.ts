import { words } from '@bonum/ui/language';

export const returnWords = words({
  ru: {
    open: 'Вернуть товар',
    title: (number: string) => `Возврат по чеку № ${number}`,
    lead: 'Отметьте, что принесли. Баллы пересчитаются так же, как при возврате на кассе.',
    howMany: (name: string) => `Сколько: ${name}`,
    give: 'Оформить возврат',
    done: 'Возврат записан, баллы пересчитаны',
    refusals: {
      'quantity-exceeded': 'Столько уже не вернуть: часть вернули раньше. Откройте чек заново.',
      'receipt-cancelled': 'Этот чек отменён на кассе.',
      'unknown-receipt': 'Этого чека больше нет у участника.',
    },
  },
  en: {
    open: 'Take goods back',
    title: (number: string) => `Return of receipt no. ${number}`,
    lead: 'Mark what was brought. Points are put right as a return at the till does it.',
    howMany: (name: string) => `How many: ${name}`,
    give: 'Take back',
    done: 'The return is written, the points are put right',
    refusals: {
      'quantity-exceeded': 'So much cannot come back: some did before. Open the receipt again.',
      'receipt-cancelled': 'This receipt was cancelled at the till.',
      'unknown-receipt': 'The member has no such receipt any more.',
    },
  },
});
