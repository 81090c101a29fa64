import { words } from '@bonum/ui/language';

export const noticesWords = words({
  ru: {
    title: 'Уведомления',
    unread: 'новое',
    today: 'Сегодня',
    yesterday: 'Вчера',
    emptyTitle: 'Пока тихо',
    emptyText: 'Здесь будет видно, что начислили, что скоро сгорит и что придумали для вас.',
    home: 'На главную',
    failed: 'Не загрузили уведомления',
    isNew: (count: string) => `Новых: ${count}`,
    bell: 'Уведомления',
    bellNew: (count: string) => `Уведомления, новых: ${count}`,
  },
  en: {
    title: 'Notices',
    unread: 'new',
    today: 'Today',
    yesterday: 'Yesterday',
    emptyTitle: 'All quiet',
    emptyText: 'What you earned, what expires soon and what is new for you will be here.',
    home: 'Go to home',
    failed: 'Could not load notices',
    isNew: (count: string) => `${count} new`,
    bell: 'Notices',
    bellNew: (count: string) => `Notices, ${count} new`,
  },
});
