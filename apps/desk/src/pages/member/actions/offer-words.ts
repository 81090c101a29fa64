import { words } from '@bonum/ui/language';

export const offerWords = words({
  ru: {
    which: 'Какое предложение',
    none: 'В программе нет личных предложений.',
    until: 'Действует по',
    untilWrong: 'День должен быть не раньше сегодняшнего.',
    give: 'Предложить',
    given: (name: string) => `Предложили: ${name}`,
    refusals: { 'unknown-promotion': 'Этого предложения в программе больше нет. Откройте действие заново.' },
  },
  en: {
    which: 'Which offer',
    none: 'The programme has no personal offers.',
    until: 'Good until',
    untilWrong: 'The day must not be over.',
    give: 'Make the offer',
    given: (name: string) => `Offered: ${name}`,
    refusals: { 'unknown-promotion': 'The programme has no such offer any more. Open the action again.' },
  },
});
