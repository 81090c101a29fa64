import { words } from '@bonum/ui/language';

/** What several pages say. */
export const shellWords = words({
  ru: {
    tabs: {
      label: 'Разделы',
      home: 'Главная',
      offers: 'Предложения',
      card: 'Карта',
      history: 'История',
      profile: 'Профиль',
    },
    back: 'Назад',
    close: 'Закрыть',
    retry: 'Повторить',
    loading: 'Загружаем',
    offline: 'Без сети',
    wantsNetwork: 'Сработает, когда появится сеть.',
    offlineSince: (time: string) => `Без сети, данные на ${time}`,
    unknownTitle: 'Такой страницы нет',
    unknownText: 'Возможно, ссылка устарела. Карта и баллы на месте.',
    home: 'На главную',
    failedTitle: 'Не загрузили',
    failures: {
      offline: 'Нет сети. Баллы на месте: проверьте связь и повторите.',
      away: 'Сервер не ответил. Баллы на месте: повторите через минуту.',
      'signed-out': 'Вы вышли. Войдите ещё раз.',
      refused: 'Не получилось. Повторите, а если не поможет, напишите в поддержку.',
    },
    refusals: {
      'too-many-requests': 'Слишком часто. Подождите минуту и повторите.',
    },
  },
  en: {
    tabs: {
      label: 'Sections',
      home: 'Home',
      offers: 'Offers',
      card: 'Card',
      history: 'History',
      profile: 'Profile',
    },
    back: 'Back',
    close: 'Close',
    retry: 'Try again',
    loading: 'Loading',
    offline: 'No network',
    wantsNetwork: 'This works once there is a network.',
    offlineSince: (time: string) => `No network, as of ${time}`,
    unknownTitle: 'There is no such page',
    unknownText: 'The link may be out of date. Your card and points are safe.',
    home: 'Go to home',
    failedTitle: 'Could not load this',
    failures: {
      offline: 'No network. Your points are safe: check the connection and try again.',
      away: 'The server did not answer. Your points are safe: try again in a minute.',
      'signed-out': 'You are signed out. Please sign in again.',
      refused: 'That did not work. Try again; if it does not help, write to support.',
    },
    refusals: {
      'too-many-requests': 'Too often. Wait a minute and try again.',
    },
  },
});
