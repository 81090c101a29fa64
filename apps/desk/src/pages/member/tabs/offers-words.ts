import { words } from '@bonum/ui/language';

export const offersTabWords = words({
  ru: {
    label: 'Предложения участника',
    failed: 'Не загрузили предложения',
    figure: 'Что',
    name: 'Предложение',
    state: 'Состояние',
    until: 'Срок',
  },
  en: {
    label: "The member's offers",
    failed: 'Could not load the offers',
    figure: 'What',
    name: 'Offer',
    state: 'State',
    until: 'Ends',
  },
});
