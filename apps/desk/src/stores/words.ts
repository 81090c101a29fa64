import { words } from '@bonum/ui/language';

export const storeChoiceWords = words({
  ru: {
    all: 'Все магазины',
    none: 'Такого магазина нет',
    open: 'Показать магазины',
  },
  en: {
    all: 'All stores',
    none: 'There is no such store',
    open: 'Show the stores',
  },
});
