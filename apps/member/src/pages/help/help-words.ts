import { words } from '@bonum/ui/language';

export const helpWords = words({
  ru: {
    title: 'Помощь',
    search: 'Что вас интересует?',
    nothingFound: 'Такого вопроса нет',
    nothingFoundText: 'Спросите нас: ответим и добавим сюда.',
    emptyTitle: 'Здесь будут ответы',
    emptyText: 'Пока их пишут, спросите нас напрямую.',
    ask: 'Спросить человека',
    call: 'Позвонить',
    write: 'Написать',
    about: 'О программе',
    failed: 'Не загрузили ответы',
  },
  en: {
    title: 'Help',
    search: 'What would you like to know?',
    nothingFound: 'There is no such question',
    nothingFoundText: 'Ask us: we will answer, and add it here.',
    emptyTitle: 'Answers will be here',
    emptyText: 'While they are being written, ask us directly.',
    ask: 'Ask a person',
    call: 'Call',
    write: 'Write',
    about: 'About the programme',
    failed: 'Could not load the answers',
  },
});
