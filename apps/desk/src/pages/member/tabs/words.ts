import { words } from '@bonum/ui/language';

export const comingWords = words({
  ru: {
    label: 'Сроки баллов',
    when: 'Когда',
    what: 'Что будет',
    kind: 'Какие',
    points: 'Баллы',
    expiring: 'сгорят',
    activating: 'станут доступны',
    none: 'Ближайших сроков нет',
    noneText: 'Ничего не сгорит и ничего не ждёт начисления.',
  },
  en: {
    label: 'When points begin and end',
    when: 'When',
    what: 'What happens',
    kind: 'Of which',
    points: 'Points',
    expiring: 'expire',
    activating: 'can be spent from then on',
    none: 'No dates ahead',
    noneText: 'Nothing expires, and nothing waits to become active.',
  },
});
